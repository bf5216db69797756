"use client"

import { useEffect, useEffectEvent, useRef } from "react"
import { heightPx, lineHeightPx, linesMax, verticalPaddingPx, type FieldProps } from "./editor-props"

/** A plain field for touch keyboards, and for a browser that could not load the editor. The check is the same. */
export function PlainField(props: FieldProps) {
  const { value, onChange, label, placeholder, minLines = 1, readOnly, problems, describedBy, onSubmit } = props
  const field = useRef<HTMLTextAreaElement>(null)
  const { insert } = props
  useEffect(() => {
    if (!insert || !field.current) return
    // As typed: the field's own input event tells the page.
    field.current.setRangeText(insert.text, field.current.selectionStart, field.current.selectionEnd, "end")
    field.current.dispatchEvent(new Event("input", { bubbles: true }))
    field.current.focus()
  }, [insert])
  const { reveal } = props
  const revealed = useEffectEvent(() => props.onRevealed?.())
  useEffect(() => {
    if (!reveal || !field.current) return
    field.current.focus()
    field.current.setSelectionRange(reveal.start, reveal.end)
    revealed()
  }, [reveal])
  return (
    <textarea
      ref={field}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (!onSubmit || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        onSubmit()
      }}
      aria-label={label}
      aria-invalid={problems.length > 0}
      aria-describedby={describedBy}
      placeholder={placeholder}
      readOnly={readOnly}
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      autoCorrect="off"
      style={{
        lineHeight: `${lineHeightPx}px`,
        paddingBlock: verticalPaddingPx / 2,
        minHeight: heightPx(minLines),
        maxHeight: heightPx(linesMax),
      }}
      // 16 px on a phone: anything smaller makes iOS zoom into the field.
      className="block field-sizing-content w-full resize-none bg-transparent px-2.5 font-mono text-base outline-none placeholder:text-(--field-placeholder) max-md:text-[16px] md:text-sm"
    />
  )
}
