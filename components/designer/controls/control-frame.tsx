"use client"

import { useId, type ReactNode } from "react"

/** The name, the explanation and the problems of something that is more than one input. */
export function ControlFrame(props: {
  label: string
  isLabelHidden?: boolean
  help?: string
  error?: string
  action?: ReactNode
  children: ReactNode
}) {
  const id = useId()
  return (
    <fieldset
      aria-labelledby={id}
      aria-describedby={props.help || props.error ? `${id}-about` : undefined}
      className="min-w-0"
    >
      <div className={props.isLabelHidden ? "sr-only" : "mb-1 flex min-h-5 items-center justify-between gap-2"}>
        <span id={id} className="text-sm font-medium">
          {props.label}
        </span>
        {props.action}
      </div>
      {props.children}
      {props.error ? (
        <p id={`${id}-about`} className="mt-1 text-xs text-pretty text-breached-ink">
          {props.error}
        </p>
      ) : (
        props.help && (
          <p id={`${id}-about`} className="mt-1 text-xs text-pretty text-muted">
            {props.help}
          </p>
        )
      )}
    </fieldset>
  )
}
