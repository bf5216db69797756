"use client"

import { ReactFlow, SelectionMode, type EdgeChange, type NodeChange } from "@xyflow/react"
import "@xyflow/react/dist/base.css"
import { WandSparkles } from "lucide-react"
import {
  lazy,
  Suspense,
  useCallback,
  useMemo,
  useState,
  type MouseEvent as ReactMouseEvent,
  type RefObject,
} from "react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import { resizeNote, writeNote } from "@/core/design/annotation-commands"
import { isRouteExit } from "@/core/design/routes"
import type { DraftGraph } from "@/core/flow/graph"
import { nodePart } from "@/core/flow/node-part"
import type { Problem } from "@/core/problem"
import { addStep } from "./add-step"
import { AnnotationBar, useChosenAnnotation } from "./annotation/annotation-bar"
import { GroupNode } from "./annotation/group-node"
import { NoteNode } from "./annotation/note-node"
import { CanvasActionsProvider, RevealProvider, type CanvasActions } from "./canvas-actions"
import { CanvasFurniture } from "./canvas-furniture"
import "./canvas.css"
import type { CanvasEdge, CanvasNode } from "./canvas-types"
import { readHandle } from "./card-model"
import { useEditActionsContext } from "./edit-actions-context"
import { useDesigner, useDesignerContext, useGraph } from "./designer-context"
import { GuideLines } from "./guide-lines"
import type { StepChoice } from "./kind-catalogue"
import type { QuickAddRequest } from "./quick-add"
import { RouteEdge } from "./route-edge"
import { SelectionBar } from "./selection-bar"
import { StepNode } from "./step-node"
import { useCanvasKeys } from "./use-canvas-keys"
import { useCanvasEdits, useTidy } from "./use-canvas-edits"
import { useCanvasElements } from "./use-canvas-elements"
import { useCardTexts } from "./use-card-texts"
import { useConditionSentence } from "./condition/use-condition-sentence"
import { useFlowVariables } from "./controls/use-flow-variables"
import { useCanvasMenu } from "./use-canvas-menu"
import { useCards } from "./use-cards"
import { useConnecting } from "./use-connecting"
import { useDesignerCommands } from "./use-designer-commands"
import { useDrag } from "./use-drag"
import { useStable } from "./use-stable"

const QuickAdd = lazy(() => import("./quick-add"))
const CanvasMenu = lazy(() => import("./canvas-menu"))

const nodeTypes = { step: StepNode, note: NoteNode, group: GroupNode }
const edgeTypes = { route: RouteEdge }
const multiKeys = ["Meta", "Control", "Shift"]
const nodesForMap = 8
/** A step that is let go at a point has its name there, not its corner. */
const nameY = 32

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
  const graph = useGraph()
  const selection = useDesigner((state) => state.selection)
  const writing = useDesigner((state) => state.writing)
  const annotation = useChosenAnnotation()
  const texts = useCardTexts()
  const sayCondition = useConditionSentence(useFlowVariables(), locale)
  const cards = useCards({ graph, partOf: nodePart, problems, locale, texts, directory, sayCondition })
  const wrongEdges = useMemo(
    () => new Set(problems.flatMap(({ place, severity }) => (severity === "error" && place.edgeId) || [])),
    [problems],
  )
  const elements = useCanvasElements({ graph, cards, looks: null, taken: null, texts, wrongEdges, selection, writing })
  const drag = useDrag(elements.nodes)
  const menu = useCanvasMenu()
  const [request, setRequest] = useState<OpenRequest | null>(null)
  const close = useCallback(() => setRequest(null), [])
  const openAt = useCallback((quick: QuickAddRequest, at: { x: number; y: number }) => setRequest({ ...quick, at }), [])
  const { draw, ...connecting } = useConnecting(openAt)
  const edits = useCanvasEdits()
  const actions = useMemo<CanvasActions>(
    () => ({
      openConnect: (nodeId, handle, anchor) => setRequest({ anchor, from: { nodeId, ...readHandle(handle) } }),
      openInsert: (edgeId, anchor) => setRequest({ anchor, from: null, edgeId }),
      showProblems: onShowProblems,
      startWriting: (id) => store.write(id),
      writeNote: (id, text) => store.run(writeNote(store.graph(), id, text)),
      resizeNote: (id, rect) => store.run(resizeNote(store.graph(), id, rect)),
    }),
    [onShowProblems, store],
  )
  const reveal = useCallback((nodeId: string) => store.selectNodes([nodeId]), [store])
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
    onMoveStart: () => request && close(),
  })

  const addChoice = (choice: StepChoice) => {
    if (!request) return
    const { from, at, edgeId } = request
    // An exit that already leads somewhere keeps leading there, by way of the new step.
    const taken = from && (from.edgeId ?? edgeOfExit(store.graph(), from.nodeId, from.exit))
    addStep(store, choice, locale, {
      from: from && !taken ? { nodeId: from.nodeId, exit: from.exit } : undefined,
      at: at && { x: at.x, y: at.y - nameY },
      edgeId: taken ?? edgeId,
    })
    close()
  }
  const connectTo = (target: string) => {
    const from = request?.from
    if (from) draw({ source: from.nodeId, exit: from.exit, target, ...(from.edgeId && { edgeId: from.edgeId }) })
    close()
  }
  const tidy = useTidy(cards)
  const tidyNow = useCallback(() => void tidy(), [tidy])
  const editActions = useEditActionsContext()
  useCanvasKeys(root, editActions, { tidy: tidyNow })
  useDesignerCommands(editActions, tidyNow)
  const tools = useMemo(
    () =>
      isEditable && <IconButton size="sm" icon={WandSparkles} label={t("tidy")} placement="top" onPress={tidyNow} />,
    [isEditable, t, tidyNow],
  )

  return (
    <CanvasActionsProvider value={isEditable ? actions : null}>
      <RevealProvider value={reveal}>
        <div ref={root} className="flow-canvas relative h-full min-w-0 flex-1" {...edits.palette} {...menu.longPress}>
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
            minZoom={0.15}
            maxZoom={1.6}
          >
            <CanvasFurniture hasMap={graph.nodes.length >= nodesForMap} focusId={null} isWhole={false}>
              {tools}
            </CanvasFurniture>
            {isEditable && (annotation ? <AnnotationBar annotation={annotation} /> : <SelectionBar />)}
            <GuideLines guides={drag.guides} />
          </ReactFlow>
          {menu.asked && (
            <Suspense fallback={null}>
              <CanvasMenu
                asked={menu.asked}
                onClose={menu.close}
                onAddStep={(anchor, at) => setRequest({ anchor, from: null, at })}
                onInsert={(edgeId, anchor) => setRequest({ anchor, from: null, edgeId })}
                onTidy={tidyNow}
              />
            </Suspense>
          )}
          {request && (
            <Suspense fallback={null}>
              <QuickAdd request={request} onStep={addChoice} onConnect={connectTo} onClose={close} />
            </Suspense>
          )}
        </div>
      </RevealProvider>
    </CanvasActionsProvider>
  )
}
