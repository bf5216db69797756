"use client"

import { useState } from "react"
import { clockText, parseClock } from "./opening-text"

const step = 15

/**
 * A time of day, 00:00 to 24:00, typed in any usual way; up and down move it by a quarter of an hour. Not the browser's
 * own field for a time: that has no 24:00, and half of the world's browsers show it with a.m. and p.m.
 */
export function TimeInput(props: {
  label: string
  /** Minutes after midnight. */
  value: number
  isInvalid?: boolean
  describedBy?: string
  onChange: (minutes: number) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const take = () => {
    const minutes = typed === null ? null : parseClock(typed)
    setTyped(null)
    if (minutes !== null && minutes !== props.value) props.onChange(minutes)
  }
  return (
    <input
      type="text"
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      aria-label={props.label}
      aria-invalid={props.isInvalid || undefined}
      aria-describedby={props.describedBy}
      data-invalid={props.isInvalid || undefined}
      value={typed ?? clockText(props.value)}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          event.preventDefault()
          take()
        }
        const by = event.key === "ArrowUp" ? step : event.key === "ArrowDown" ? -step : 0
        if (by === 0) return
        event.preventDefault()
        const from = (typed === null ? null : parseClock(typed)) ?? props.value
        setTyped(null)
        props.onChange(Math.min(1440, Math.max(0, from + by)))
      }}
      className="input input--primary w-[4.25rem] text-center figures"
    />
  )
}
