"use client"

import { ReactFlow, SelectionMode, useReactFlow, type EdgeChange, type NodeChange } from "@xyflow/react"
import "@xyflow/react/dist/base.css"
import { SquarePlus, WandSparkles } from "lucide-react"
import { useMemo, type MouseEvent as ReactMouseEvent, type RefObject } from "react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import { useIsWide } from "@/components/ui/use-is-wide"
import { nearestNode } from "@/core/design/nearest"
import type { Problem } from "@/core/problem"
import { AnnotationBar, useChosenAnnotation } from "./annotation/annotation-bar"
import { GroupNode } from "./annotation/group-node"
import { NoteNode } from "./annotation/note-node"
import { CanvasFurniture } from "./canvas-furniture"
import "./canvas.css"
import type { CanvasEdge, CanvasNode } from "./canvas-types"
import { useDesigner, useDesignerContext } from "./designer-context"
import { FaceFrame, useFaceParts } from "./face-frame"
import { GuideLines } from "./guide-lines"
import { RouteEdge } from "./route-edge"
import { SelectionBar } from "./selection-bar"
import { StepNode } from "./step-node"
import type { CanvasTools } from "./use-canvas-keys"
import { useCanvasEdits, useTidy } from "./use-canvas-edits"
import { useCanvasElements, wholeNodesMax } from "./use-canvas-elements"
import { useDraftCards } from "./use-draft-cards"
import { useDrag } from "./use-drag"
import { useStable } from "./use-stable"

const nodeTypes = { step: StepNode, note: NoteNode, group: GroupNode }
const edgeTypes = { route: RouteEdge }
const multiKeys = ["Meta", "Control", "Shift"]
const nodesForMap = 8

/** The canvas where a flow is drawn. */
export function DesignerCanvas({
  problems,
  colorMode,
  root,
  onShowProblems,
  onTurn,
}: {
  problems: readonly Problem[]
  colorMode: "light" | "dark"
  root: RefObject<HTMLDivElement | null>
  onShowProblems: (nodeId: string) => void
  /** To the tree. */
  onTurn: () => void
}) {
  const t = useTranslations("designer.canvas")
  const tMenu = useTranslations("designer.menu")
  const { store, isEditable } = useDesignerContext()
  const isWide = useIsWide()
  const selection = useDesigner((state) => state.selection)
  const writing = useDesigner((state) => state.writing)
  const annotation = useChosenAnnotation()
  const { graph, texts, cards } = useDraftCards(problems)
  const wrongEdges = useMemo(
    () => new Set(problems.flatMap(({ place, severity }) => (severity === "error" && place.edgeId) || [])),
    [problems],
  )
  const elements = useCanvasElements({
    graph,
    cards,
    looks: null,
    taken: null,
    texts,
    wrongEdges,
    selection,
    writing,
    isCulled: true,
  })
  const drag = useDrag(elements.nodes)
  const parts = useFaceParts()
  const { quick, menu, connecting } = parts
  const edits = useCanvasEdits()
  const handlers = useStable({
    onNodesChange(changes: NodeChange<CanvasNode>[]) {
      elements.onNodesChange(drag.follow(changes))
      edits.choose(changes, "nodeIds")
    },
    onEdgesChange: (changes: EdgeChange<CanvasEdge>[]) => edits.choose(changes, "edgeIds"),
    onNodeDragStart: (_: unknown, __: CanvasNode, held: CanvasNode[]) => drag.start(held),
    onSelectionDragStart: (_: unknown, held: CanvasNode[]) => drag.start(held),
    onNodeDragStop: (event: MouseEvent | TouchEvent) =>
      edits.drop(drag.stop(), "clientX" in event ? { x: event.clientX, y: event.clientY } : null),
    onSelectionDragStop: () => edits.drop(drag.stop(), null),
    onNodeContextMenu: (event: ReactMouseEvent, node: CanvasNode) => menu.openAt(event, { nodeId: node.id }),
    onEdgeContextMenu: (event: ReactMouseEvent, edge: CanvasEdge) => menu.openAt(event, { edgeId: edge.id }),
    onSelectionContextMenu: (event: ReactMouseEvent) => menu.openAt(event, {}),
    onPaneContextMenu: (event: ReactMouseEvent | MouseEvent) => menu.openAt(event, { isPane: true }),
    onMoveStart: () => quick.request && quick.close(),
  })

  const tidy = useTidy(cards)
  const flow = useReactFlow()
  const tools = useMemo<CanvasTools>(
    () => ({
      zoomIn: () => void flow.zoomIn(),
      zoomOut: () => void flow.zoomOut(),
      fit: () => void flow.fitView({ padding: 0.15, maxZoom: 1, duration: 200 }),
      walk: (from, direction) => nearestNode(store.graph(), from, direction),
      tidy: () => void tidy(),
      isTree: false,
      turn: onTurn,
    }),
    [flow, store, tidy, onTurn],
  )
  const { openAt } = quick
  const buttons = useMemo(
    () =>
      isEditable && (
        <>
          <IconButton size="sm" icon={WandSparkles} label={t("tidy")} placement="top" onPress={tools.tidy} />
          {/* A small window has no room for the palette. */}
          <span className="md:hidden">
            <IconButton
              size="sm"
              icon={SquarePlus}
              label={tMenu("addStep")}
              placement="top"
              onPress={() => {
                const box = root.current?.getBoundingClientRect()
                if (!box) return
                const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
                openAt({ anchor: middle, from: null }, flow.screenToFlowPosition(middle))
              }}
            />
          </span>
        </>
      ),
    [isEditable, t, tMenu, tools, root, openAt, flow],
  )

  return (
    <FaceFrame
      parts={parts}
      tools={tools}
      root={root}
      className="flow-canvas relative h-full min-w-0 flex-1"
      palette={edits.palette}
      onShowProblems={onShowProblems}
      onAddStep={(anchor, at) => quick.openAt({ anchor, from: null }, at)}
    >
      <ReactFlow<CanvasNode, CanvasEdge>
        nodes={elements.nodes}
        edges={elements.edges}
        {...handlers}
        {...(isEditable && connecting)}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        aria-label={t("label")}
        colorMode={colorMode}
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
        elevateNodesOnSelect={false}
        nodeDragThreshold={3}
        // Where the panel covers the canvas, whoever moves a step does not want it opened.
        selectNodesOnDrag={isWide}
        minZoom={0.15}
        maxZoom={1.6}
        onlyRenderVisibleElements={graph.nodes.length > wholeNodesMax}
      >
        <CanvasFurniture hasMap={graph.nodes.length >= nodesForMap} focusId={null} isWhole={false}>
          {buttons}
        </CanvasFurniture>
        {isEditable && (annotation ? <AnnotationBar annotation={annotation} /> : <SelectionBar />)}
        <GuideLines guides={drag.guides} />
      </ReactFlow>
    </FaceFrame>
  )
}
