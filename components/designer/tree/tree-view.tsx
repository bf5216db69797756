"use client"

import { Maximize, Minus, Plus } from "lucide-react"
import { useEffect, useMemo, useRef, useState, type DragEvent, type RefObject } from "react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import type { Problem } from "@/core/problem"
import { addStep } from "../add-step"
import "../canvas.css"
import { useDesigner, useDesignerContext } from "../designer-context"
import { chosenStep } from "../designer-store"
import { useEditActionsContext } from "../edit-actions-context"
import { FaceFrame, useFaceParts } from "../face-frame"
import { draggedStep, edgeAt, isPaletteDrag, markEdge } from "../palette-drag"
import type { CanvasTools } from "../use-canvas-keys"
import { useDraftCards } from "../use-draft-cards"
import { TreeProvider, type TreeContext } from "./tree-context"
import { TreeSequence } from "./tree-sequence"
import { useFlowTree } from "./use-flow-tree"
import { nearestCard } from "./nearest-card"
import "./tree.css"

const zooms = { least: 0.4, most: 1.4, step: 0.1 } as const
const inBounds = (zoom: number) => Math.round(Math.min(zooms.most, Math.max(zooms.least, zoom)) * 100) / 100

/** The flow from top to bottom, branches side by side: the same draft, selection and panel as on the canvas. */
export default function TreeView(props: {
  problems: readonly Problem[]
  root: RefObject<HTMLDivElement | null>
  onShowProblems: (nodeId: string) => void
  /** To the canvas. */
  onTurn: () => void
}) {
  const t = useTranslations("designer.tree")
  const tCanvas = useTranslations("designer.canvas")
  const { problems, root, onShowProblems, onTurn } = props
  const { store, locale, choices, isEditable } = useDesignerContext()
  const { graph, texts, cards } = useDraftCards(problems)
  const selection = useDesigner((state) => state.selection)
  const chosen = useDesigner(chosenStep)
  const tree = useFlowTree(graph)
  const parts = useFaceParts()
  const { openAt } = parts.menu
  const editActions = useEditActionsContext()
  const [zoom, setZoom] = useState(1)
  const scroller = useRef<HTMLDivElement>(null)
  const drawing = useRef<HTMLDivElement>(null)

  const tools = useMemo<CanvasTools>(
    () => ({
      zoomIn: () => setZoom((now) => inBounds(now + zooms.step)),
      zoomOut: () => setZoom((now) => inBounds(now - zooms.step)),
      fit: () => {
        const [frame, whole] = [scroller.current, drawing.current]
        if (frame && whole) setZoom((now) => inBounds(Math.min(1, (frame.clientWidth / whole.scrollWidth) * now)))
      },
      walk: (from, direction) => nearestCard(root.current, from, direction),
      isTree: true,
      turn: onTurn,
    }),
    [root, onTurn],
  )
  useEffect(() => {
    const card = chosen === null ? null : root.current?.querySelector(`[data-id="${CSS.escape(chosen)}"]`)
    // After the panel beside it has opened.
    const timer = setTimeout(() => {
      // On a phone the panel lies over the lower part.
      const isCovered = matchMedia("(max-width: 767px)").matches
      card?.scrollIntoView({ block: isCovered ? "start" : "nearest", inline: isCovered ? "center" : "nearest" })
    }, 80)
    return () => clearTimeout(timer)
  }, [chosen, root])
  const first = tree.main.steps[0]?.nodeId
  useEffect(() => {
    // A flow wider than the window begins with its start, not with its leftmost branch.
    const start = scroller.current?.querySelector(".tree-card")
    if (start && store.get().selection.nodeIds.size === 0) start.scrollIntoView({ block: "nearest", inline: "center" })
  }, [store])

  const palette = {
    onDragOver: (event: DragEvent<HTMLDivElement>) => {
      if (!isPaletteDrag(event) || !isEditable) return
      event.preventDefault()
      event.dataTransfer.dropEffect = "copy"
      markEdge(event.currentTarget, edgeAt(event.clientX, event.clientY))
    },
    onDragLeave: (event: DragEvent<HTMLDivElement>) => markEdge(event.currentTarget, null),
    onDrop: (event: DragEvent<HTMLDivElement>) => {
      const wanted = draggedStep(event)
      const choice = choices.find(({ id }) => id === wanted)
      markEdge(event.currentTarget, null)
      if (!choice || !isEditable) return
      event.preventDefault()
      const edgeId = edgeAt(event.clientX, event.clientY)
      addStep(store, choice, locale, edgeId === null ? {} : { edgeId })
    },
  }
  const context = useMemo<TreeContext>(() => {
    const shown = new Set(graph.nodes.map(({ id }) => id))
    const [only] = [...selection.nodeIds].filter((id) => shown.has(id))
    return {
      cards,
      edges: new Map(graph.edges.map((edge) => [edge.id, edge])),
      selection,
      tabStop: only ?? first ?? null,
      labelOf: texts.node,
      onMenu: openAt,
    }
  }, [cards, graph, selection, first, texts, openAt])

  return (
    <TreeProvider value={context}>
      <FaceFrame
        parts={parts}
        tools={tools}
        root={root}
        className="flow-tree relative h-full min-w-0 flex-1"
        palette={palette}
        onShowProblems={onShowProblems}
        onAddStep={(anchor) => parts.quick.openAt({ anchor, from: null }, lowestPlace(graph.nodes))}
      >
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the designer's keys do the same: Escape, and the menu key */}
        <div
          ref={scroller}
          role="application"
          aria-label={t("label")}
          className="h-full overflow-auto"
          // Pressed beside all cards, nothing is chosen; the keyboard has Escape for it.
          onClick={(event) => {
            if (event.target instanceof Element && !event.target.closest("button, .tree-card")) editActions.clear()
          }}
          onContextMenu={(event) => {
            if (event.target instanceof Element && !event.target.closest(".tree-card, .tree-label")) {
              openAt(event, { isPane: true })
            }
          }}
        >
          <div ref={drawing} className="tree-drawing" style={{ zoom }}>
            <TreeSequence sequence={tree.main} />
            {tree.loose.length > 0 && (
              <section aria-label={t("loose")} className="tree-loose">
                <h2 className="text-sm text-muted">{t("loose")}</h2>
                <div className="flex items-start gap-12">
                  {tree.loose.map((sequence) => (
                    <TreeSequence key={sequence.steps[0]?.nodeId} sequence={sequence} />
                  ))}
                </div>
              </section>
            )}
          </div>
        </div>
        <div
          role="toolbar"
          aria-label={tCanvas("controls")}
          className="panel absolute bottom-3 left-3 z-10 flex items-center gap-0.5 p-0.5"
        >
          <IconButton size="sm" icon={Minus} label={tCanvas("zoomOut")} placement="top" onPress={tools.zoomOut} />
          <IconButton size="sm" icon={Plus} label={tCanvas("zoomIn")} placement="top" onPress={tools.zoomIn} />
          <IconButton size="sm" icon={Maximize} label={tCanvas("fit")} placement="top" onPress={tools.fit} />
        </div>
      </FaceFrame>
    </TreeProvider>
  )
}

/** A step that is added beside the tree has no point on the canvas: below everything there is room. */
const lowestPlace = (nodes: readonly { position: { x: number; y: number } }[]) => ({
  x: Math.min(0, ...nodes.map(({ position }) => position.x)),
  y: Math.max(0, ...nodes.map(({ position }) => position.y)) + 200,
})
