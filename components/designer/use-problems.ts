"use client"

import { useEffect, useMemo, useState } from "react"
import type { ExecutableContext } from "@/core/flow/executable"
import type { DraftGraph } from "@/core/flow/graph"
import { bySeverity, checkFlow } from "@/core/flow/lint/lint-flow"
import type { Problem, Severity } from "@/core/problem"
import { useDesignerContext } from "./designer-context"
import { useProofs } from "./problems/use-proofs"

/** Checking waits for a pause in typing, in milliseconds. */
const pauseMs = 220

/** `errors`, `warnings`, `advice`: how many of each. */
export type Checked = {
  problems: readonly Problem[]
  errors: number
  warnings: number
  advice: number
  isChecking: boolean
}

/**
 * The problems of what is on the canvas, checked anew whenever drawing or typing pauses: the same checks that publishing
 * runs, and what could be better. What takes proving comes a moment later.
 */
export function useProblems(graph: DraftGraph): Checked {
  const { directory, calendars, flows, services } = useDesignerContext()
  const context = useMemo<ExecutableContext>(
    () => ({
      directory,
      calendarIds: calendars.map(({ id }) => id),
      flows: new Map(flows.map((flow) => [flow.id, flow])),
      serviceIds: services.map(({ id }) => id),
    }),
    [directory, calendars, flows, services],
  )
  const [checked, setChecked] = useState(() => ({ graph, problems: checkFlow(graph, context) }))
  useEffect(() => {
    if (checked.graph === graph) return
    const timer = setTimeout(() => setChecked({ graph, problems: checkFlow(graph, context) }), pauseMs)
    return () => clearTimeout(timer)
  }, [checked.graph, graph, context])
  const proofs = useProofs(graph)
  const { problems: found } = checked
  return useMemo(() => {
    const problems = proofs.length === 0 ? found : bySeverity([...found, ...proofs])
    const count = (severity: Severity) => problems.filter((problem) => problem.severity === severity).length
    return {
      problems,
      errors: count("error"),
      warnings: count("warning"),
      advice: count("advice"),
      isChecking: checked.graph !== graph,
    }
  }, [found, proofs, checked.graph, graph])
}
