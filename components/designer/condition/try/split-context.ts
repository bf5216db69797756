"use client"

import { createContext, useContext } from "react"
import type { DraftEdge } from "@/core/flow/graph"

/** The split whose route has the condition: what the other routes read, and which of them some values take. */
export type SplitOfCondition = {
  edgeId: string
  routes: readonly DraftEdge[]
  takesEvery: boolean
  nameOf: (edgeId: string) => string
}

const Context = createContext<SplitOfCondition | null>(null)
export const SplitProvider = Context.Provider
export const useSplitOfCondition = () => useContext(Context)
