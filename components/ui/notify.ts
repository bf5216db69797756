"use client"

import type { ReactNode } from "react"

export interface NotifyOptions {
  description?: ReactNode
  /** How long it stays, in ms; 0 keeps it until it is closed. Default 5000; errors 9000. */
  timeoutMs?: number
  action?: { label: string; onPress: () => void }
}

type Variant = "success" | "danger" | "warning" | "accent"

const waiting = new Set<() => void>()
let isMounted = false

/** Calls `listener` as soon as a first message wants to be shown; used by ToastRegion to load itself. */
export function whenFirstNotified(listener: () => void) {
  waiting.add(listener)
  return () => void waiting.delete(listener)
}

function show(variant: Variant, message: ReactNode, options: NotifyOptions, timeoutMs: number) {
  if (!isMounted) {
    isMounted = true
    for (const listener of waiting) listener()
  }
  void import("@heroui/react/toast").then(({ toast }) =>
    toast(message, {
      variant,
      description: options.description,
      timeout: options.timeoutMs ?? timeoutMs,
      ...(options.action && {
        actionProps: { children: options.action.label, onPress: options.action.onPress, variant: "tertiary" },
      }),
    }),
  )
}

/** A short message that an action is done or failed. Not for what must be read: that stays on the page (Banner). */
export const notify = {
  ok: (message: ReactNode, options: NotifyOptions = {}) => show("success", message, options, 5000),
  info: (message: ReactNode, options: NotifyOptions = {}) => show("accent", message, options, 5000),
  warning: (message: ReactNode, options: NotifyOptions = {}) => show("warning", message, options, 7000),
  error: (message: ReactNode, options: NotifyOptions = {}) => show("danger", message, options, 9000),
}
