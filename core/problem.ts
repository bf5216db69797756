import type { Text } from "./text"

/** Where a problem is: in a flow (node, edge, field of its configuration, characters of an expression) or in a file (line). */
export type Place = {
  nodeId?: string
  edgeId?: string
  /** Dotted path inside the node's configuration or the input. */
  field?: string
  /** Character offsets inside the expression named by `field`. */
  start?: number
  end?: number
  line?: number
}

/** `error`: cannot run so. `warning`: runs, and hardly as meant. `advice`: runs, and would be better otherwise. */
export const severities = ["error", "warning", "advice"] as const
export type Severity = (typeof severities)[number]

/**
 * Something a user gave us that is wrong. Problems are data: a check returns all of them at once, each with a closed
 * code, the place, a sentence that says what is wrong and, where there is one, a sentence that says what to do.
 */
export type Problem = {
  code: string
  severity: Severity
  place: Place
  text: Text
  hint?: Text
  /** What would be right where the problem is: in the place of `start`–`end`, or as the value of `field`. */
  suggestion?: string | number
}

/** Thrown when the program itself is wrong. Crashes this request or job; never caught to go on. */
export class InvariantError extends Error {
  override name = "InvariantError"
}

export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message)
}
