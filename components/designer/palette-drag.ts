import type { DragEvent } from "react"

/** A step being dragged from the palette to the canvas. Which one is only readable on the drop, so the type says enough. */
const mime = "application/x-firstcall-step"

export function startPaletteDrag(event: DragEvent, choiceId: string) {
  event.dataTransfer.setData(mime, choiceId)
  event.dataTransfer.effectAllowed = "copy"
}

export const isPaletteDrag = (event: DragEvent) => event.dataTransfer.types.includes(mime)
export const draggedStep = (event: DragEvent) => event.dataTransfer.getData(mime)

/** The edge under a point of the window, whatever lies above it. */
export function edgeAt(x: number, y: number): string | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const id = element.closest<SVGElement>(".react-flow__edge")?.dataset["id"]
    if (id) return id
  }
  return null
}

const marked = "edge--drop"

/** Marks the edge that a drop would split. By class and not by state: it changes with every move of the pointer. */
export function markEdge(canvas: HTMLElement, edgeId: string | null) {
  for (const element of canvas.querySelectorAll(`.${marked}`)) element.classList.remove(marked)
  if (edgeId) canvas.querySelector(`.react-flow__edge[data-id="${CSS.escape(edgeId)}"]`)?.classList.add(marked)
}
