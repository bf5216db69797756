"use client"

import { useReactFlow } from "@xyflow/react"
import { useCallback, type DragEvent } from "react"
import { useTranslations } from "use-intl"
import { notify } from "@/components/ui/notify"
import { arrange } from "@/core/design/annotation-commands"
import { roomBetween } from "@/core/design/free-place"
import { moveNodes, putOnEdge, type Position } from "@/core/design/node-commands"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { exitsOf } from "@/core/flow/node-part"
import { addStep } from "./add-step"
import { cardSizes } from "./annotation/card-sizes"
import type { CanvasEdge, CanvasNode } from "./canvas-types"
import type { CardModel } from "./card-model"
import { useDesignerContext } from "./designer-context"
import type { Selection } from "./designer-store"
import { layoutFlow } from "./layout"
import { newId } from "./new-id"
import { draggedStep, edgeAt, isPaletteDrag, markEdge } from "./palette-drag"
import { cardWidth } from "./underpass"

/** Dropped cards line up without the jumps of a grid under the pointer. */
const dropGridPx = 8
/** Half of what a card is high about: where the pointer holds a step that comes from the palette. */
const gripY = 32

const snap = (value: number) => Math.round(value / dropGridPx) * dropGridPx

/** Where what was dragged is let go, and along which axes it is in line with something. */
type Drop = { now: ReadonlyMap<string, Position>; isInLine: { x: boolean; y: boolean } }

/** What the pointer does on the canvas, turned into commands. */
export function useCanvasEdits() {
  const { store, locale, choices, isEditable } = useDesignerContext()
  const flow = useReactFlow<CanvasNode, CanvasEdge>()

  /** xyflow says what was chosen or let go; the store is what counts. */
  const choose = (changes: { type: string }[], part: keyof Selection) => {
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

  /** What is in line with something else stays so; everything else goes to the grid, all of it by the same way. */
  const drop = (drag: Drop | null, pointer: Position | null) => {
    const [first] = drag?.now ?? []
    if (!drag || !first) return
    const [id, { x, y }] = first
    const by = { x: drag.isInLine.x ? 0 : snap(x) - x, y: drag.isInLine.y ? 0 : snap(y) - y }
    if (drag.now.size === 1 && pointer && dropOnEdge(id, edgeAt(pointer.x, pointer.y))) return
    const positions = [...drag.now].map(([each, at]) => [each, { x: at.x + by.x, y: at.y + by.y }] as const)
    store.run(moveNodes(store.graph(), new Map(positions)))
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

  const onDragOver = (event: DragEvent<HTMLDivElement>) => {
    if (!isPaletteDrag(event) || !isEditable) return
    event.preventDefault()
    event.dataTransfer.dropEffect = "copy"
    markEdge(event.currentTarget, edgeAt(event.clientX, event.clientY))
  }
  const onDrop = (event: DragEvent<HTMLDivElement>) => {
    const wanted = draggedStep(event)
    const choice = choices.find(({ id }) => id === wanted)
    markEdge(event.currentTarget, null)
    if (!choice || !isEditable) return
    event.preventDefault()
    const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
    const edgeId = edgeAt(event.clientX, event.clientY)
    const at = { x: point.x - cardWidth / 2, y: point.y - gripY }
    addStep(store, choice, locale, edgeId ? { edgeId } : { at })
  }
  const onDragLeave = (event: DragEvent<HTMLDivElement>) => markEdge(event.currentTarget, null)

  return { choose, drop, palette: { onDragOver, onDrop, onDragLeave } }
}

/** Puts the whole flow in order, as one step to undo. */
export function useTidy(cards: ReadonlyMap<string, CardModel>) {
  const t = useTranslations("designer.canvas")
  const { store } = useDesignerContext()
  const flow = useReactFlow()
  return useCallback(async () => {
    const sizes = cardSizes(flow)
    try {
      const positions = await layoutFlow(store.graph(), cards, sizes)
      store.run(arrange(store.graph(), positions, sizes))
      requestAnimationFrame(() => void flow.fitView({ padding: 0.12, maxZoom: 1, duration: 240 }))
    } catch {
      notify.error(t("tidyFailed"))
    }
  }, [cards, flow, store, t])
}
