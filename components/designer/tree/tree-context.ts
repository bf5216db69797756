"use client"

import { createContext, useContext, type MouseEvent } from "react"
import type { DraftEdge } from "@/core/flow/graph"
import type { CardModel } from "../card-model"
import type { Selection } from "../designer-store"

export type TreeContext = {
  cards: ReadonlyMap<string, CardModel>
  edges: ReadonlyMap<string, DraftEdge>
  selection: Selection
  /** The one card that the Tab key comes to. */
  tabStop: string | null
  labelOf: (card: CardModel) => string
  onMenu: (event: MouseEvent, target: { nodeId?: string; edgeId?: string }) => void
}

const Context = createContext<TreeContext | null>(null)
export const TreeProvider = Context.Provider

export function useTree(): TreeContext {
  const context = useContext(Context)
  if (!context) throw new Error("The tree's parts only work inside it.")
  return context
}
