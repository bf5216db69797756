"use client"

import { useEffect, useMemo, useState } from "react"
import { toExecutable } from "@/core/flow/executable"
import type { DraftGraph } from "@/core/flow/graph"
import type { Directory } from "@/core/people/directory"
import type { Problem } from "@/core/problem"

/** Checking waits for a pause in typing, in milliseconds. */
const pauseMs = 220

export type Checked = { problems: readonly Problem[]; errors: number; warnings: number; isChecking: boolean }

/** The same checks that publishing runs, all problems at once. */
export function checkDraft(
  graph: DraftGraph,
  directory: Directory,
  calendarIds: readonly string[],
): readonly Problem[] {
  const result = toExecutable(graph, { directory, calendarIds })
  return result.ok ? result.warnings : result.problems
}

/** The problems of what is on the canvas, checked anew whenever drawing or typing pauses. */
export function useProblems(graph: DraftGraph, directory: Directory, calendars: readonly { id: string }[]): Checked {
  const calendarIds = useMemo(() => calendars.map(({ id }) => id), [calendars])
  const [checked, setChecked] = useState(() => ({ graph, problems: checkDraft(graph, directory, calendarIds) }))
  useEffect(() => {
    if (checked.graph === graph) return
    const timer = setTimeout(() => setChecked({ graph, problems: checkDraft(graph, directory, calendarIds) }), pauseMs)
    return () => clearTimeout(timer)
  }, [checked.graph, graph, directory, calendarIds])
  const { problems } = checked
  return useMemo(() => {
    const errors = problems.filter(({ severity }) => severity === "error").length
    return { problems, errors, warnings: problems.length - errors, isChecking: checked.graph !== graph }
  }, [problems, checked.graph, graph])
}
