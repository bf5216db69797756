"use client"

import { createContext, useContext, useSyncExternalStore } from "react"
import type { AtNode, Company, Viewer } from "./company"

export type Together = {
  company: Company
  /** Opens the comments of a step. */
  openComments: (nodeId: string) => void
}

const Context = createContext<Together | null>(null)

export const TogetherProvider = Context.Provider
/** Null on a canvas that is only looked at. */
export const useTogether = () => useContext(Context)

const alone: readonly Viewer[] = []
const never = () => () => {}

/** What other people are doing at a step; null on a canvas that is only looked at. */
export function useAtNode(nodeId: string): AtNode | null {
  const company = useTogether()?.company
  const read = () => company?.atNode(nodeId) ?? null
  return useSyncExternalStore(company?.subscribe ?? never, read, () => null)
}

export function useViewers(company: Company): readonly Viewer[] {
  return useSyncExternalStore(company.subscribe, company.viewers, () => alone)
}
