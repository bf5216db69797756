import type { DragEvent } from "react"

/** A step being dragged from the palette to the canvas. Which one is only readable on the drop, so the type says enough. */
const mime = "application/x-firstcall-step"

export function startPaletteDrag(event: DragEvent, choiceId: string) {
  event.dataTransfer.setData(mime, choiceId)
  event.dataTransfer.effectAllowed = "copy"
}

export const isPaletteDrag = (event: DragEvent) => event.dataTransfer.types.includes(mime)
export const draggedStep = (event: DragEvent) => event.dataTransfer.getData(mime)

/** The edge under a point of the window, whatever lies above it; in the tree, the line. */
export function edgeAt(x: number, y: number): string | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const edge = element.closest<HTMLElement | SVGElement>(".react-flow__edge, [data-edge-id]")
    const id = edge?.dataset["edgeId"] ?? edge?.dataset["id"]
    if (id) return id
  }
  return null
}

const marked = "edge--drop"

/** Marks the edge that a drop would split. By class and not by state: it changes with every move of the pointer. */
export function markEdge(canvas: HTMLElement, edgeId: string | null) {
  for (const element of canvas.querySelectorAll(`.${marked}`)) element.classList.remove(marked)
  if (edgeId === null) return
  const id = CSS.escape(edgeId)
  canvas.querySelector(`.react-flow__edge[data-id="${id}"], [data-edge-id="${id}"]`)?.classList.add(marked)
}
