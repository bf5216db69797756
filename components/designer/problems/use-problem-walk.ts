"use client"

import { useEffect, useEffectEvent, useMemo, useState } from "react"
import type { DraftEdge } from "@/core/flow/graph"
import type { Problem, Severity } from "@/core/problem"
import { useDesignerContext, useGraph } from "../designer-context"

const overlays = "[role=dialog], [role=alertdialog]:not([aria-modal=false]), [role=menu], [role=listbox]"

/** What a problem is known by from one check to the next. */
export const keyOf = ({ code, place: { nodeId, edgeId, field, start } }: Problem) =>
  [code, nodeId, edgeId, field, start].join(" ")

/** The step a problem is drawn at. */
export const stepOf = ({ place }: Problem, edges: readonly DraftEdge[]): string | undefined =>
  place.nodeId ?? edges.find(({ id }) => id === place.edgeId)?.source

export type ProblemWalk = {
  /** What is listed: of one severity, those of one step first. */
  listed: readonly Problem[]
  filter: Severity | null
  setFilter: (filter: Severity | null) => void
  currentKey: string | null
  go: (problem: Problem) => void
  step: (by: 1 | -1) => void
}

/** Goes from problem to problem, with F8 and Shift+F8 too: the step comes near, its panel opens at what is wrong. */
export function useProblemWalk(
  problems: readonly Problem[],
  options: { firstNodeId: string | null; onOpen: () => void },
): ProblemWalk {
  const { store } = useDesignerContext()
  const { edges } = useGraph()
  const [wanted, setFilter] = useState<Severity | null>(null)
  const [current, setCurrent] = useState<{ key: string; index: number } | null>(null)
  // A severity that nothing is left of hides nothing.
  const filter = wanted !== null && problems.some(({ severity }) => severity === wanted) ? wanted : null
  const { firstNodeId } = options
  const listed = useMemo(() => {
    const chosen = filter ? problems.filter(({ severity }) => severity === filter) : problems
    if (firstNodeId === null) return chosen
    const isFirst = (problem: Problem) => Number(stepOf(problem, edges) === firstNodeId)
    return chosen.toSorted((a, b) => isFirst(b) - isFirst(a))
  }, [problems, filter, firstNodeId, edges])

  const go = (problem: Problem) => {
    setCurrent({ key: keyOf(problem), index: listed.indexOf(problem) })
    store.jump(problem.place)
    const nodeId = stepOf(problem, store.graph().edges)
    if (nodeId !== undefined) store.approach(nodeId)
  }
  const step = (by: 1 | -1) => {
    if (listed.length === 0) return
    options.onOpen()
    const at = listed.findIndex((problem) => keyOf(problem) === current?.key)
    // One that was mended has left its place to the next.
    const from = at >= 0 ? at + by : current ? current.index - (by > 0 ? 0 : 1) : by > 0 ? 0 : -1
    const next = listed[(from + listed.length) % listed.length]
    if (next) go(next)
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "F8" || event.ctrlKey || event.altKey || event.metaKey) return
    if (document.querySelector(overlays) !== null || problems.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    step(event.shiftKey ? -1 : 1)
  })
  useEffect(() => {
    // Before the expression editor, which walks its own text's problems by this key.
    const key = (event: KeyboardEvent) => onKey(event)
    document.addEventListener("keydown", key, true)
    return () => document.removeEventListener("keydown", key, true)
  }, [])
  return { listed, filter, setFilter, currentKey: current?.key ?? null, go, step }
}
