"use client"

import { createContext, useContext } from "react"
import type { Rect } from "@/core/design/annotations"

/** Where on the screen a quick list of steps opens: client coordinates. */
export type Anchor = { x: number; y: number }

/** What the cards and edges of an editable canvas can ask for. Stable for the canvas's life: cards never render for it. */
export type CanvasActions = {
  openConnect: (nodeId: string, handle: string, anchor: Anchor) => void
  openInsert: (edgeId: string, anchor: Anchor) => void
  showProblems: (nodeId: string) => void
  /** Begins typing a note's text or a group's title; null ends it. */
  startWriting: (id: string | null) => void
  writeNote: (id: string, text: string) => void
  resizeNote: (id: string, rect: Rect) => void
}

const RevealContext = createContext<((nodeId: string) => void) | null>(null)

export const RevealProvider = RevealContext.Provider
/** Goes to another step of the canvas; null where nothing can be chosen. */
export const useRevealStep = () => useContext(RevealContext)

const Context = createContext<CanvasActions | null>(null)

export const CanvasActionsProvider = Context.Provider
/** Null on a canvas that is only looked at. */
export const useCanvasActions = () => useContext(Context)
