"use client"

import { useEffect, useMemo, useState } from "react"
import { toExecutable, type ExecutableContext } from "@/core/flow/executable"
import type { DraftGraph } from "@/core/flow/graph"
import type { Problem } from "@/core/problem"
import { useDesignerContext } from "./designer-context"

/** Checking waits for a pause in typing, in milliseconds. */
const pauseMs = 220

export type Checked = { problems: readonly Problem[]; errors: number; warnings: number; isChecking: boolean }

/** The same checks that publishing runs, all problems at once. */
function checkDraft(graph: DraftGraph, context: ExecutableContext): readonly Problem[] {
  const result = toExecutable(graph, context)
  return result.ok ? result.warnings : result.problems
}

/** The problems of what is on the canvas, checked anew whenever drawing or typing pauses. */
export function useProblems(graph: DraftGraph): Checked {
  const { directory, calendars, flows, services } = useDesignerContext()
  const context = useMemo(
    () => ({
      directory,
      calendarIds: calendars.map(({ id }) => id),
      flows: new Map(flows.map((flow) => [flow.id, flow])),
      serviceIds: services.map(({ id }) => id),
    }),
    [directory, calendars, flows, services],
  )
  const [checked, setChecked] = useState(() => ({ graph, problems: checkDraft(graph, context) }))
  useEffect(() => {
    if (checked.graph === graph) return
    const timer = setTimeout(() => setChecked({ graph, problems: checkDraft(graph, context) }), pauseMs)
    return () => clearTimeout(timer)
  }, [checked.graph, graph, context])
  const { problems } = checked
  return useMemo(() => {
    const errors = problems.filter(({ severity }) => severity === "error").length
    return { problems, errors, warnings: problems.length - errors, isChecking: checked.graph !== graph }
  }, [problems, checked.graph, graph])
}
