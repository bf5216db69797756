import type { Problem } from "@/core/problem"
import { toExecutable, type ExecutableContext } from "../executable"
import { flowLimits, type DraftGraph } from "../graph"
import { lintBranches } from "./branches"
import { lintDeadlines } from "./deadlines"
import { lintFields } from "./fields"
import { lintSameNames, lintUnnamed } from "./names"
import { lintChoosers } from "./people"
import { readFlow, type Lint } from "./reading"
import { lintCovered, lintOneRoute, lintSameConditions, lintSelfLoops, lintTermination } from "./structure"

/** In the order problems of one severity are listed. A new lint is one function and one entry here, and one in the catalogue. */
const lints: readonly Lint[] = [
  lintBranches,
  lintSelfLoops,
  lintSameConditions,
  lintFields,
  lintChoosers,
  lintDeadlines,
  lintOneRoute,
  lintTermination,
  lintUnnamed,
  lintSameNames,
  lintCovered,
]

/** What would run and is hardly meant so, or could be better. A flow beyond its limits has other troubles first. Pure. */
export function lintFlow(draft: DraftGraph): Problem[] {
  if (draft.nodes.length > flowLimits.nodes || draft.edges.length > flowLimits.edges) return []
  if (draft.fields.length > flowLimits.fields) return []
  const reading = readFlow(draft)
  return bySeverity(lints.flatMap((lint) => lint(reading)))
}

const rank = { error: 0, warning: 1, advice: 2 } as const

/** Errors, warnings, advice; each in the order they were found. */
export const bySeverity = (problems: readonly Problem[]): Problem[] =>
  problems.toSorted((a, b) => rank[a.severity] - rank[b.severity])

/** Everything there is to say of a draft but what takes proving: what keeps it from running first. Pure. */
export function checkFlow(draft: DraftGraph, context: ExecutableContext = {}): Problem[] {
  const result = toExecutable(draft, context)
  return bySeverity([...(result.ok ? result.warnings : result.problems), ...lintFlow(draft)])
}
