import type { ExpressionValue } from "../value"
import type { Domain } from "./domain"

/**
 * Values that stand for all values of a variable: each constant, and between, below and above the constants as many as
 * there are variables compared with each other, so that every order of theirs occurs. The ones people would think of
 * first come first. `limit` bounds them; undefined when more would be needed.
 */
export function pointsOf(domain: Domain, group: readonly Domain[], limit = 400): ExpressionValue[] | undefined {
  const { variable } = domain
  const empty: ExpressionValue[] = variable.nullable ? [null] : []
  const points = valuesOf(domain, group, limit)
  return points && points.length + empty.length <= limit ? [...points, ...empty] : undefined
}

function valuesOf(domain: Domain, group: readonly Domain[], limit: number): ExpressionValue[] | undefined {
  const { variable } = domain
  const count = group.length
  const numbers = [...new Set(group.flatMap((other) => [...other.numbers]))].toSorted((a, b) => a - b)
  const closed = group.flatMap((other) => other.variable.values?.map(({ value }) => value) ?? [])
  const texts = [...new Set([...group.flatMap((other) => [...other.texts]), ...(count > 1 ? closed : [])])]
  if (isTooFine(variable.type, numbers, count)) return undefined
  switch (variable.type) {
    case "bool":
      return [true, false]
    case "int":
    case "money":
      return wholePoints(numbers, count)
    case "double":
      return decimalPoints(numbers, count)
    case "timestamp":
      return wholePoints(numbers.length > 0 ? numbers : [Date.UTC(2026, 0, 1)], count, 3_600_000)
        .filter((at) => at >= earliestMs && at <= latestMs)
        .map((at) => new Date(at).toISOString())
    case "duration":
      return wholePoints(numbers, count, 60_000).map((length) => `${length / 1000}s`)
    case "string":
      // A closed list is all there is; beyond it only as many unlike values as can be told apart.
      return variable.values ? variable.values.map(({ value }) => value) : [...texts, ...otherTexts(texts, count)]
    case "list<string>":
      return subsets(
        texts.filter((text) => !variable.values || variable.values.some(({ value }) => value === text)),
        limit,
      )
  }
}

/** The first and the last moment CEL knows: year 1 and year 9999. */
const earliestMs = -62_135_596_800_000
const latestMs = 253_402_300_799_999

/** Constants so near that the values between them could be missed: milliseconds of a time, neighbouring decimals. */
function isTooFine(type: Domain["variable"]["type"], constants: readonly number[], count: number): boolean {
  const nearest = (high: number) =>
    type === "double" ? Math.abs(high) * 1e-9 : type === "timestamp" || type === "duration" ? count + 1 : 0
  return constants.some((high, index) => index > 0 && high - (constants[index - 1] ?? 0) < nearest(high))
}

function otherTexts(texts: readonly string[], count: number): string[] {
  const others: string[] = []
  for (let number = 0; others.length < count; number += 1) {
    const text = number === 0 ? "…" : `… ${number + 1}`
    if (!texts.includes(text)) others.push(text)
  }
  return others
}

function subsets(texts: readonly string[], limit: number): ExpressionValue[] | undefined {
  if (2 ** texts.length > limit) return undefined
  return Array.from({ length: 2 ** texts.length }, (_, bits) => texts.filter((_text, index) => (bits >> index) & 1))
}

/** Up to `count` whole numbers in each gap between constants, all of them where there are fewer. */
function wholePoints(constants: readonly number[], count: number, step = 1): number[] {
  const exact = constants.filter((constant) => Number.isSafeInteger(constant))
  const inside = constants.slice(1).flatMap((high, index) => {
    const low = constants[index] ?? high
    const from = Math.floor(low) + 1
    const to = Math.ceil(high) - 1
    return spread(from, to, count)
  })
  const first = constants[0] ?? 0
  const last = constants.at(-1) ?? 0
  const above = Array.from({ length: count }, (_, index) => Math.floor(last) + step * (index + 1))
  const top = Math.ceil(first) - 1
  const below = Array.from({ length: count }, (_, index) =>
    // Nothing, where that is below: the number people think of before a negative one.
    top >= 0 && index === 0 ? 0 : Math.min(top, -1) - (top >= 0 ? index - 1 : index) * step,
  )
  const zero = constants.length === 0 ? [0] : []
  return [...new Set([...exact, ...inside, ...zero, ...above, ...below])].filter((point) => Number.isSafeInteger(point))
}

/** `count` whole numbers of `from`…`to`, evenly spread. */
function spread(from: number, to: number, count: number): number[] {
  if (to < from) return []
  if (to - from + 1 <= count) return Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return Array.from({ length: count }, (_, index) => from + Math.floor(((to - from) * (index + 1)) / (count + 1)))
}

function decimalPoints(constants: readonly number[], count: number): number[] {
  const inside = constants.slice(1).flatMap((high, index) => {
    const low = constants[index] ?? high
    return Array.from({ length: count }, (_, part) => low + ((high - low) * (part + 1)) / (count + 1))
  })
  const first = constants[0] ?? 0
  const last = constants.at(-1) ?? 0
  const step = (edge: number) => Math.max(1, Math.abs(edge) * 1e-6)
  const above = Array.from({ length: count }, (_, index) => last + step(last) * (index + 1))
  const below = Array.from({ length: count }, (_, index) =>
    first > 0 ? (first * index) / count : first - step(first) * (index + 1),
  )
  const zero = constants.length === 0 ? [0] : []
  return [...new Set([...constants, ...inside, ...zero, ...above, ...below])].filter((point) => Number.isFinite(point))
}
