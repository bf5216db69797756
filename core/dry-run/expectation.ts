import * as z from "zod"
import { storableText } from "@/core/text"
import { valuesSchema } from "@/core/ticket/event"
import { channelNameSchema } from "@/core/warning/tier"
import { same } from "@/core/design/same"
import { dryRunLimits } from "./limits"
import type { Outcome } from "./outcome"

const nodeId = z.string().min(1).max(40)
const listMax = dryRunLimits.eventsMax

/**
 * What a scenario insists on; what is absent may be as it likes. `names`: what steps and SLAs were called when it was kept,
 * for when one of them is gone.
 */
export const expectationSchema = z.strictObject({
  path: z.array(nodeId).max(listMax).optional(),
  people: z
    .array(z.strictObject({ nodeId, personIds: z.array(z.uuid()).max(200) }))
    .max(listMax)
    .optional(),
  warnings: z
    .array(
      z.strictObject({
        of: nodeId,
        level: z.int().min(1).max(50),
        channels: z.array(channelNameSchema).max(6),
      }),
    )
    .max(listMax)
    .optional(),
  result: z
    .strictObject({
      status: z.enum(["open", "closed"]),
      resolution: storableText(120).nullable(),
      standsAt: z.array(nodeId).max(500),
    })
    .optional(),
  values: valuesSchema.optional(),
  names: z.record(z.string().max(64), storableText(120)),
})
export type Expectation = z.infer<typeof expectationSchema>

/** The parts an expectation may have, in the order they are told. */
export const expectedParts = ["path", "result", "warnings", "people", "values"] as const
export type ExpectedPart = (typeof expectedParts)[number]

/** What happened, as something to insist on. Pure. */
export function expect(
  outcome: Outcome,
  parts: readonly ExpectedPart[],
  names: Readonly<Record<string, string>>,
): Expectation {
  const whole: Required<Omit<Expectation, "names">> = {
    path: outcome.path.map((one) => one.nodeId),
    people: outcome.people.map(({ nodeId: id, personIds }) => ({ nodeId: id, personIds })),
    warnings: outcome.warnings.map(({ of, level, channels }) => ({ of, level, channels })),
    result: outcome.result,
    values: outcome.values,
  }
  const kept = Object.fromEntries(parts.map((part) => [part, whole[part]]))
  return { ...kept, names: { ...names } }
}

/** Where a run went another way than expected: the first time in each part. `move`: in which move (from 0). */
export type Difference =
  | { part: "path"; move: number; expected: string | null; actual: string | null }
  | { part: "people"; move: number; expected: People | null; actual: People | null }
  | { part: "warnings"; move: number; expected: Warning | null; actual: Warning | null }
  | { part: "result"; move: number; expected: Outcome["result"]; actual: Outcome["result"] }
  | { part: "values"; move: number; key: string; expected: Values[string] | null; actual: Values[string] | null }

type People = NonNullable<Expectation["people"]>[number]
type Warning = NonNullable<Expectation["warnings"]>[number]
type Values = NonNullable<Expectation["values"]>

/** Pure. `moves`: how many were made. */
export function differences(expected: Expectation, actual: Outcome, moves: number): Difference[] {
  const last = Math.max(0, moves - 1)
  const found: Difference[] = []
  const path = firstOther(
    expected.path,
    actual.path.map((one) => one.nodeId),
  )
  if (path) found.push({ part: "path", move: actual.path[path.index]?.move ?? last, ...path.pair })
  if (expected.result && !same(expected.result, actual.result)) {
    found.push({ part: "result", move: last, expected: expected.result, actual: actual.result })
  }
  const warnings = firstOther(
    expected.warnings,
    actual.warnings.map(({ of, level, channels }) => ({ of, level, channels })),
  )
  if (warnings) found.push({ part: "warnings", move: actual.warnings[warnings.index]?.move ?? last, ...warnings.pair })
  const people = firstOther(
    expected.people,
    actual.people.map(({ nodeId: id, personIds }) => ({ nodeId: id, personIds })),
  )
  if (people) found.push({ part: "people", move: actual.people[people.index]?.move ?? last, ...people.pair })
  for (const key of expected.values
    ? [...new Set([...Object.keys(expected.values), ...Object.keys(actual.values)])]
    : []) {
    const pair = { expected: expected.values?.[key] ?? null, actual: actual.values[key] ?? null }
    if (!same(pair.expected, pair.actual)) found.push({ part: "values", move: last, key, ...pair })
  }
  return found
}

function firstOther<T>(
  expected: readonly T[] | undefined,
  actual: readonly T[],
): { index: number; pair: { expected: T | null; actual: T | null } } | null {
  if (!expected) return null
  for (let index = 0; index < Math.max(expected.length, actual.length); index++) {
    const pair = { expected: expected[index] ?? null, actual: actual[index] ?? null }
    if (!same(pair.expected, pair.actual)) return { index, pair }
  }
  return null
}
