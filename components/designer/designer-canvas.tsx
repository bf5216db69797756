"use client"

import { Background, BackgroundVariant, MiniMap, ReactFlow, SelectionMode, useReactFlow } from "@xyflow/react"
import type { EdgeChange, NodeChange } from "@xyflow/react"
import "@xyflow/react/dist/base.css"
import { WandSparkles } from "lucide-react"
import { lazy, Suspense, useCallback, useMemo, useState, type DragEvent, type RefObject } from "react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import { notify } from "@/components/ui/notify"
import { roomBetween } from "@/core/design/free-place"
import { arrange, moveNodes, putOnEdge } from "@/core/design/node-commands"
import { isRouteExit } from "@/core/design/routes"
import type { DraftGraph } from "@/core/flow/graph"
import { nodeKind } from "@/core/flow/nodes/kinds"
import type { NodeKind } from "@/core/flow/node-kind"
import type { Problem } from "@/core/problem"
import { addStep } from "./add-step"
import { CanvasActionsProvider, type CanvasActions } from "./canvas-actions"
import { CanvasControls } from "./canvas-controls"
import "./canvas.css"
import type { CanvasEdge, CanvasNode } from "./canvas-types"
import { exitsOf, readHandle } from "./card-model"
import { useDesigner, useDesignerContext, useGraph } from "./designer-context"
import type { Selection } from "./designer-store"
import { layoutFlow } from "./layout"
import { newId } from "./new-id"
import { OpeningView } from "./opening-view"
import { draggedKind, edgeAt, isPaletteDrag, markEdge } from "./palette-drag"
import type { QuickAddRequest } from "./quick-add"
import { RouteEdge } from "./route-edge"
import { StepNode } from "./step-node"
import { useCanvasElements } from "./use-canvas-elements"
import { useCardTexts } from "./use-card-texts"
import { useCards } from "./use-cards"
import { useConnecting } from "./use-connecting"
import { cardWidth } from "./underpass"

const QuickAdd = lazy(() => import("./quick-add"))

const nodeTypes = { step: StepNode }
const edgeTypes = { route: RouteEdge }
const multiKeys = ["Meta", "Control", "Shift"]
const nodesForMap = 12
/** Dropped cards line up without the jumps of a grid under the pointer. */
const dropGridPx = 8

type OpenRequest = QuickAddRequest & { at?: { x: number; y: number }; edgeId?: string }

/** The edge that leaves by a single exit; a split's routes have their own handles. */
const edgeOfExit = (graph: DraftGraph, nodeId: string, exit: string): string | undefined =>
  isRouteExit(exit) ? undefined : graph.edges.find((edge) => edge.source === nodeId && edge.exit === exit)?.id

/** The canvas where a flow is drawn. */
export function DesignerCanvas({
  problems,
  colorMode,
  root,
  onShowProblems,
}: {
  problems: readonly Problem[]
  colorMode: "light" | "dark"
  root: RefObject<HTMLDivElement | null>
  onShowProblems: (nodeId: string) => void
}) {
  const t = useTranslations("designer.canvas")
  const { store, locale, directory, isEditable } = useDesignerContext()
  const flow = useReactFlow<CanvasNode, CanvasEdge>()
  const graph = useGraph()
  const selection = useDesigner((state) => state.selection)
  const texts = useCardTexts()
  const cards = useCards({ graph, problems, locale, texts, directory })
  const wrongEdges = useMemo(
    () => new Set(problems.flatMap(({ place, severity }) => (severity === "error" && place.edgeId) || [])),
    [problems],
  )
  const elements = useCanvasElements({ graph, cards, looks: null, taken: null, texts, wrongEdges, selection })
  const [request, setRequest] = useState<OpenRequest | null>(null)
  const close = useCallback(() => setRequest(null), [])
  const { draw, ...connecting } = useConnecting(
    useCallback((quick: QuickAddRequest, at: { x: number; y: number }) => setRequest({ ...quick, at }), []),
  )
  const actions = useMemo<CanvasActions>(
    () => ({
      openConnect: (nodeId, handle, anchor) => setRequest({ anchor, from: { nodeId, ...readHandle(handle) } }),
      openInsert: (edgeId, anchor) => setRequest({ anchor, from: null, edgeId }),
      showProblems: onShowProblems,
    }),
    [onShowProblems],
  )

  const select = (changes: { type: string }[], part: keyof Selection) => {
    const picks = changes.filter(
      (change): change is { type: "select"; id: string; selected: boolean } => change.type === "select",
    )
    if (picks.length === 0) return
    const current = store.get().selection
    const ids = new Set(current[part])
    for (const { id, selected } of picks) {
      if (selected) ids.add(id)
      else ids.delete(id)
    }
    store.select({ ...current, [part]: ids })
  }

  const drop = (nodes: CanvasNode[], pointer: { x: number; y: number } | null) => {
    const snap = (value: number) => Math.round(value / dropGridPx) * dropGridPx
    const positions = new Map(nodes.map(({ id, position }) => [id, { x: snap(position.x), y: snap(position.y) }]))
    const [only] = nodes
    if (nodes.length === 1 && only && pointer && dropOnEdge(only.id, edgeAt(pointer.x, pointer.y))) return
    store.run(moveNodes(store.graph(), positions))
  }

  /** A step without any edge that is dropped on one is put in between; the later ones make room. */
  const dropOnEdge = (nodeId: string, edgeId: string | null): boolean => {
    const before = store.graph()
    const node = before.nodes.find(({ id }) => id === nodeId)
    const edge = before.edges.find(({ id }) => id === edgeId)
    const kind = node && nodeKind(node.kind)
    const isLoose = !before.edges.some(({ source, target }) => source === nodeId || target === nodeId)
    if (!edge || !node || !kind?.hasEntry || !isLoose) return false
    const exit = exitsOf(kind, node.config)[0]
    const rest = { ...before, nodes: before.nodes.filter((other) => other !== node) }
    const { at, moved } = roomBetween(rest, edge.source, edge.target)
    const onward = exit ? { edgeId: newId(), exit: exit.id } : null
    store.run(putOnEdge(before, nodeId, edge.id, onward, new Map([...moved, [nodeId, at]])))
    return true
  }

  const addKind = (kind: NodeKind) => {
    if (!request) return
    const { from, at, edgeId } = request
    // An exit that already leads somewhere keeps leading there, by way of the new step.
    const taken = from && (from.edgeId ?? edgeOfExit(store.graph(), from.nodeId, from.exit))
    addStep(store, kind, locale, {
      from: from && !taken ? { nodeId: from.nodeId, exit: from.exit } : undefined,
      at: at && { x: at.x, y: at.y - 32 },
      edgeId: taken ?? edgeId,
    })
    close()
  }

  const tidy = async () => {
    const sizes = new Map(
      flow
        .getNodes()
        .flatMap(({ id, measured }) =>
          measured?.width && measured.height ? [[id, { width: measured.width, height: measured.height }] as const] : [],
        ),
    )
    try {
      const positions = await layoutFlow(store.graph(), cards, sizes)
      store.run(arrange(store.graph(), positions))
      requestAnimationFrame(() => void flow.fitView({ padding: 0.12, maxZoom: 1, duration: 240 }))
    } catch {
      notify.error(t("tidyFailed"))
    }
  }

  const onDragOver = (event: DragEvent<HTMLDivElement>) => {
    if (!isPaletteDrag(event) || !isEditable) return
    event.preventDefault()
    event.dataTransfer.dropEffect = "copy"
    markEdge(event.currentTarget, edgeAt(event.clientX, event.clientY))
  }
  const onDrop = (event: DragEvent<HTMLDivElement>) => {
    const kind = nodeKind(draggedKind(event))
    markEdge(event.currentTarget, null)
    if (!kind || !isEditable) return
    event.preventDefault()
    const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
    const edgeId = edgeAt(event.clientX, event.clientY) ?? undefined
    const at = { x: point.x - cardWidth / 2, y: point.y - 32 }
    addStep(store, kind, locale, edgeId ? { edgeId } : { at })
  }

  return (
    <CanvasActionsProvider value={isEditable ? actions : null}>
      <div
        ref={root}
        className="flow-canvas relative h-full min-w-0 flex-1"
        onDragOver={onDragOver}
        onDragLeave={(event) => markEdge(event.currentTarget, null)}
        onDrop={onDrop}
      >
        <ReactFlow<CanvasNode, CanvasEdge>
          nodes={elements.nodes}
          edges={elements.edges}
          onNodesChange={(changes: NodeChange<CanvasNode>[]) => {
            elements.onNodesChange(changes)
            select(changes, "nodeIds")
          }}
          onEdgesChange={(changes: EdgeChange<CanvasEdge>[]) => select(changes, "edgeIds")}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          aria-label={t("label")}
          colorMode={colorMode}
          {...(isEditable && connecting)}
          connectionRadius={36}
          connectOnClick={false}
          reconnectRadius={14}
          nodesDraggable={isEditable}
          nodesConnectable={isEditable}
          edgesReconnectable={isEditable}
          edgesFocusable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          multiSelectionKeyCode={multiKeys}
          selectionMode={SelectionMode.Partial}
          panOnScroll
          zoomOnDoubleClick={false}
          nodeDragThreshold={3}
          minZoom={0.15}
          maxZoom={1.6}
          onNodeDragStop={(event, _node, nodes) =>
            drop(nodes, "clientX" in event ? { x: event.clientX, y: event.clientY } : null)
          }
          onSelectionDragStop={(_, nodes) => drop(nodes, null)}
          onMoveStart={() => request && close()}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} color="var(--border-strong)" />
          {graph.nodes.length >= nodesForMap && (
            <MiniMap
              pannable
              zoomable
              className="max-md:hidden"
              ariaLabel={t("map")}
              nodeColor={(node) => (node.selected ? "var(--accent)" : "var(--border-strong)")}
              nodeBorderRadius={24}
            />
          )}
          <OpeningView focusId={null} />
          <CanvasControls>
            {isEditable && (
              <IconButton size="sm" icon={WandSparkles} label={t("tidy")} placement="top" onPress={() => void tidy()} />
            )}
          </CanvasControls>
        </ReactFlow>
        {request && (
          <Suspense fallback={null}>
            <QuickAdd
              request={request}
              onStep={addKind}
              onConnect={(target) => {
                const { from } = request
                if (from)
                  draw({ source: from.nodeId, exit: from.exit, target, ...(from.edgeId && { edgeId: from.edgeId }) })
                close()
              }}
              onClose={close}
            />
          </Suspense>
        )}
      </div>
    </CanvasActionsProvider>
  )
}
