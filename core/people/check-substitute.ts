import type { Problem } from "@/core/problem"
import type { Text } from "@/core/text"
import type { DirectoryPerson, Substitute } from "./directory"

type Known = { people: Pick<DirectoryPerson, "id" | "active">[]; substitutes?: Substitute[] }

/**
 * What is wrong with somebody standing in for somebody, given the substitutes that are current or to come: all of it at
 * once, with the fields `personId`, `toId`, `from` and `until`. `now` in milliseconds. Pure.
 */
export function checkSubstitute({ people, substitutes = [] }: Known, wanted: Substitute, now: number): Problem[] {
  const activity = new Map(people.map(({ id, active }) => [id, active]))
  const problems: Problem[] = []
  if (!activity.has(wanted.personId)) problems.push(problem("personUnknown", "personId", unknown))
  if (!activity.get(wanted.toId)) problems.push(problem("personUnknown", "toId", unknown))
  if (wanted.personId === wanted.toId) problems.push(problem("samePerson", "toId", samePerson))
  if (wanted.until !== null && wanted.until <= wanted.from) problems.push(problem("rangeReversed", "until", reversed))
  else if (wanted.until !== null && wanted.until <= now) problems.push(problem("rangePast", "until", past))
  if (problems.length > 0) return problems
  if (substitutes.some((one) => one.personId === wanted.personId && common(one, wanted)))
    problems.push(problem("rangeOverlaps", "from", overlaps, overlapsHint))
  if (leadsBack(substitutes, wanted)) problems.push(problem("substituteCircle", "toId", circle, circleHint))
  return problems
}

/** Whether those who stand in for `toId` lead to `personId` again, at any instant of the range. */
function leadsBack(substitutes: Substitute[], { personId, toId, ...range }: Substitute): boolean {
  // Each is asked once for every part of the range: circles that are there already must not hold the walk.
  const reaches = (at: string, within: Range, seen: ReadonlySet<string>): boolean =>
    substitutes.some((one) => {
      const part = one.personId === at ? common(one, within) : null
      if (!part || seen.has(one.toId)) return false
      return one.toId === personId || reaches(one.toId, part, new Set([...seen, one.toId]))
    })
  return reaches(toId, range, new Set([toId]))
}

type Range = Pick<Substitute, "from" | "until">

/** The part two half-open ranges share; null when there is none. */
function common(a: Range, b: Range): Range | null {
  const from = Math.max(a.from, b.from)
  const until = Math.min(a.until ?? Infinity, b.until ?? Infinity)
  return from < until ? { from, until: until === Infinity ? null : until } : null
}

function problem(code: string, field: string, text: Text, hint?: Text): Problem {
  return { code, severity: "error", place: { field }, text, ...(hint && { hint }) }
}

const unknown = { en: "There is no such active member.", zh: "没有这位在职成员。" }
const samePerson = { en: "Choose somebody else.", zh: "请选择其他成员。" }
const reversed = { en: "The last day is before the first.", zh: "结束日期早于开始日期。" }
const past = { en: "This time is over already.", zh: "该时段已结束。" }
const overlaps = {
  en: "Somebody stands in during a part of this time already.",
  zh: "该时段内已设置代理人。",
}
const overlapsHint = { en: "End that first, or choose other days.", zh: "请先结束原有代理，或选择其他日期。" }
const circle = {
  en: "They would stand in for each other in a circle.",
  zh: "将形成循环代理。",
}
const circleHint = { en: "Choose somebody who is there.", zh: "请选择在岗的成员。" }
