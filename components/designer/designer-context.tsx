"use client"

import { createContext, useContext, useSyncExternalStore } from "react"
import type { Field } from "@/core/flow/graph"
import type { Directory } from "@/core/people/directory"
import type { Locale } from "@/core/text"
import type { StepChoice } from "./kind-catalogue"
import type { DesignerState, DesignerStore } from "./designer-store"

export type CalendarChoice = { id: string; name: string; isDefault: boolean }
export type FlowChoice = { id: string; name: string; fields: Field[] }
export type ServiceChoice = { id: string; name: string; baseUrl: string }

/** What every part of the designer reads; stable while it is open. */
export type DesignerContext = {
  flowId: string
  store: DesignerStore
  locale: Locale
  directory: Directory
  calendars: readonly CalendarChoice[]
  /** Flows whose tickets a step may open, and services it may ask. */
  flows: readonly FlowChoice[]
  services: readonly ServiceChoice[]
  /** What can be added to the flow, the organisation's own kinds among it. */
  choices: readonly StepChoice[]
  /** False: everything can be looked at and nothing changed. */
  isEditable: boolean
}

const Context = createContext<DesignerContext | null>(null)
export const DesignerProvider = Context.Provider

export function useDesignerContext(): DesignerContext {
  const context = useContext(Context)
  if (!context) throw new Error("The designer's parts only work inside it.")
  return context
}

/** A part of the designer's state. `select` must give the same object while its part did not change. */
export function useDesigner<T>(select: (state: DesignerState) => T): T {
  const { store } = useDesignerContext()
  const read = () => select(store.get())
  return useSyncExternalStore(store.subscribe, read, read)
}

export const useGraph = () => useDesigner((state) => state.history.graph)
