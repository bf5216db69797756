"use client"

import { useCallback, useState } from "react"
import type { Position } from "@/core/design/node-commands"
import { isRouteExit } from "@/core/design/routes"
import type { Connection } from "@/core/design/may-connect"
import type { DraftGraph } from "@/core/flow/graph"
import { addStep } from "./add-step"
import type { Anchor } from "./canvas-actions"
import { readHandle } from "./card-model"
import { useDesignerContext } from "./designer-context"
import type { StepChoice } from "./kind-catalogue"
import type { QuickAddRequest } from "./quick-add"

type OpenRequest = QuickAddRequest & { at?: Position; edgeId?: string }

/** A step that is let go at a point has its name there, not its corner. */
const nameY = 32

/** The edge that leaves by a single exit; a split's routes have their own handles. */
const edgeOfExit = (graph: DraftGraph, nodeId: string, exit: string): string | undefined =>
  isRouteExit(exit) ? undefined : graph.edges.find((edge) => edge.source === nodeId && edge.exit === exit)?.id

/** The quick list of steps: what it was opened for, and what comes of a choice. */
export function useQuickAdd() {
  const { store, locale } = useDesignerContext()
  const [request, setRequest] = useState<OpenRequest | null>(null)
  const close = useCallback(() => setRequest(null), [])
  /** `at`: where on the canvas the new step shall stand. */
  const openAt = useCallback((quick: QuickAddRequest, at: Position) => setRequest({ ...quick, at }), [])
  const openConnect = useCallback(
    (nodeId: string, handle: string, anchor: Anchor) => setRequest({ anchor, from: { nodeId, ...readHandle(handle) } }),
    [],
  )
  const openInsert = useCallback((edgeId: string, anchor: Anchor) => setRequest({ anchor, from: null, edgeId }), [])

  const addChoice = (choice: StepChoice) => {
    if (!request) return
    const { from, at, edgeId } = request
    // An exit that already leads somewhere keeps leading there, by way of the new step.
    const taken = from && (from.edgeId ?? edgeOfExit(store.graph(), from.nodeId, from.exit))
    addStep(store, choice, locale, {
      from: from && !taken ? { nodeId: from.nodeId, exit: from.exit } : undefined,
      at: at && { x: at.x, y: at.y - nameY },
      edgeId: taken ?? edgeId,
    })
    close()
  }
  /** `draw`: joins two steps, or says why not. */
  const connectTo = (target: string, draw: (connection: Connection) => void) => {
    const from = request?.from
    if (from) draw({ source: from.nodeId, exit: from.exit, target, ...(from.edgeId && { edgeId: from.edgeId }) })
    close()
  }
  return { request, close, openAt, openConnect, openInsert, addChoice, connectTo }
}
