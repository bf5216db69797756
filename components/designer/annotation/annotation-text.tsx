"use client"

import { useEffect, useRef } from "react"
import { annotationTextMax } from "@/core/flow/annotation"
import { useCanvasActions } from "../canvas-actions"

/** Where the text of a note or a group's title is typed; Escape and leaving it end the typing. */
export function AnnotationText(props: { id: string; label: string; text: string; isLine: boolean; className: string }) {
  const actions = useCanvasActions()
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const field = area.current
    field?.focus({ preventScroll: true })
    field?.setSelectionRange(field.value.length, field.value.length)
  }, [])
  return (
    <textarea
      ref={area}
      rows={props.isLine ? 1 : undefined}
      aria-label={props.label}
      value={props.text}
      maxLength={annotationTextMax}
      className={`nodrag nopan nowheel ${props.className}`}
      onChange={(event) => actions?.writeNote(props.id, event.target.value)}
      onBlur={() => actions?.startWriting(null)}
      onKeyDown={(event) => {
        const isEnd =
          event.key === "Escape" || (event.key === "Enter" && (props.isLine || event.ctrlKey || event.metaKey))
        event.stopPropagation()
        if (!isEnd || event.nativeEvent.isComposing) return
        event.preventDefault()
        const card = event.currentTarget.closest<HTMLElement>(".react-flow__node")
        actions?.startWriting(null)
        card?.focus({ preventScroll: true })
      }}
    />
  )
}
