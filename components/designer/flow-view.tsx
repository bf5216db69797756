"use client"

import { ReactFlow, ReactFlowProvider } from "@xyflow/react"
import "@xyflow/react/dist/base.css"
import clsx from "clsx"
import { useCallback, useMemo, type KeyboardEvent, type ReactNode } from "react"
import { useTranslations } from "use-intl"
import type { Meaning } from "@/components/ui/status"
import type { DraftGraph, DraftNode } from "@/core/flow/graph"
import type { NodePart } from "@/core/flow/node-part"
import type { Locale } from "@/core/text"
import { GroupNode } from "./annotation/group-node"
import { NoteNode } from "./annotation/note-node"
import { CanvasFurniture } from "./canvas-furniture"
import "./canvas.css"
import type { CanvasNode, CardLook, EdgeLook } from "./canvas-types"
import { RouteEdge } from "./route-edge"
import { StepNode } from "./step-node"
import { useCardTexts } from "./use-card-texts"
import { useColorMode } from "./use-color-mode"
import { useCanvasElements } from "./use-canvas-elements"
import { useCards } from "./use-cards"
import { useStable } from "./use-stable"

/** What a replay marks on the flow. */
export type FlowHighlights = {
  /** Nodes where a token stands now. */
  tokens: readonly string[]
  /** Nodes that have been passed. */
  done: readonly string[]
  /** A word under a node: "2 of 3 approved". */
  active: Readonly<Record<string, { label: string; tone: Meaning }>>
  /** Ids of the edges that were taken. */
  takenEdges: readonly string[]
}

export type FlowViewProps = {
  graph: DraftGraph
  /** What the kinds say of its nodes, by node id; FlowPreview works it out itself. */
  parts: Readonly<Record<string, NodePart>>
  locale: Locale
  /** Absent: the flow itself is shown, nothing is dimmed. */
  highlights?: FlowHighlights | null
  /** How cards and edges look besides, by their ids: figures on them, or what became of them. */
  looks?: ReadonlyMap<string, CardLook> | null
  edgeLooks?: ReadonlyMap<string, EdgeLook> | null
  onNodeClick?: (nodeId: string) => void
  /** Shown as chosen, such as the node whose details stand beside the canvas. */
  selectedNodeId?: string | null
  /** Shows all of the flow at first, however small: for previews. */
  isWhole?: boolean
  /** Must give it a height. */
  className?: string
  /** Inside the canvas, with its hooks: what moves the view. */
  children?: ReactNode
}

const nodeTypes = { step: StepNode, note: NoteNode, group: GroupNode }
const edgeTypes = { route: RouteEdge }
const noProblems: readonly never[] = []
const noEdges: ReadonlySet<string> = new Set()
const unknownPart = (kind: string): NodePart => ({
  title: null,
  icon: "",
  group: null,
  hasEntry: true,
  leadsTo: null,
  exits: [],
  summary: { en: kind, zh: kind },
  people: null,
  targetMin: null,
  tiers: [],
})
/** Smaller flows fit the window: a map of them would only cover a corner. */
const nodesForMap = 24

/** A flow to look at: pan, zoom, choose a node. Nothing can be changed. */
export function FlowView(props: FlowViewProps) {
  const colorMode = useColorMode()
  return (
    <div className={clsx("flow-canvas relative min-h-0 w-full", props.className ?? "h-full")}>
      {colorMode && (
        <ReactFlowProvider>
          <FlowCanvas {...props} colorMode={colorMode} />
        </ReactFlowProvider>
      )}
    </div>
  )
}

function looksOf(graph: DraftGraph, highlights: FlowHighlights): Map<string, CardLook> {
  const here = new Set(highlights.tokens)
  const done = new Set(highlights.done)
  return new Map(
    graph.nodes.map(({ id }): [string, CardLook] => {
      const state = here.has(id) ? "here" : done.has(id) ? "done" : "ahead"
      return [id, { state, badge: highlights.active[id] ?? null }]
    }),
  )
}

function FlowCanvas({
  graph,
  parts,
  locale,
  highlights,
  looks: ownLooks,
  edgeLooks,
  onNodeClick,
  selectedNodeId,
  isWhole,
  colorMode,
  children,
}: FlowViewProps & { colorMode: "light" | "dark" }) {
  const t = useTranslations("designer.canvas")
  const texts = useCardTexts()
  const partOf = useCallback(({ id, kind }: DraftNode) => parts[id] ?? unknownPart(kind), [parts])
  const cards = useCards({ graph, partOf, problems: noProblems, locale, texts, directory: null })
  const looks = useMemo(
    () => (highlights ? looksOf(graph, highlights) : (ownLooks ?? null)),
    [graph, highlights, ownLooks],
  )
  const taken = useMemo(
    () => (highlights ? new Map(highlights.takenEdges.map((id) => [id, "taken" as const])) : (edgeLooks ?? null)),
    [highlights, edgeLooks],
  )
  const selection = useMemo(
    () => ({ nodeIds: new Set(selectedNodeId ? [selectedNodeId] : []), edgeIds: noEdges }),
    [selectedNodeId],
  )
  const elements = useCanvasElements({ graph, cards, looks, taken, texts, wrongEdges: noEdges, selection })
  const handlers = useStable({
    onNodeClick: (_: unknown, node: CanvasNode) => node.type === "step" && onNodeClick?.(node.id),
    onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
      const card = (event.target as HTMLElement).closest<HTMLElement>(".react-flow__node-step")
      const nodeId = card?.dataset["id"]
      if (!onNodeClick || !nodeId || (event.key !== "Enter" && event.key !== " ")) return
      event.preventDefault()
      onNodeClick(nodeId)
    },
  })
  const isChoosable = onNodeClick !== undefined
  return (
    <ReactFlow
      nodes={elements.nodes}
      edges={elements.edges}
      onNodesChange={elements.onNodesChange}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      aria-label={t("label")}
      colorMode={colorMode}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={isChoosable}
      elementsSelectable={isChoosable}
      edgesFocusable={false}
      disableKeyboardA11y
      panOnScroll
      minZoom={0.15}
      maxZoom={1.6}
      {...handlers}
    >
      <CanvasFurniture
        hasMap={graph.nodes.length >= nodesForMap}
        focusId={highlights?.tokens[0] ?? null}
        isWhole={isWhole ?? false}
      />
      {children}
    </ReactFlow>
  )
}
