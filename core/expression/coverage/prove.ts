import { compileExpression, type CompiledExpression } from "../evaluate"
import { parseExpression } from "../parse"
import type { ExpressionValue } from "../value"
import type { Variable } from "../variable"
import { collectDomains, type Domain, type Domains } from "./domain"
import { pointsOf } from "./points"

/** A route of a split that has a condition. The fallback is not one: it takes what no other does. */
export type Exit = { id: string; source: string }

/** Values by variable key that show a finding: evaluated, never guessed. Variables that do not matter are left out. */
export type Witness = Record<string, ExpressionValue>

export type Coverage = {
  /**
   * "proven": every possible case was tried, so no finding means there is none. "notProvable": the findings are real,
   * but there may be more; `reasons` says which parts of which exits no finite number of cases stands for.
   */
  status: "proven" | "notProvable"
  reasons: { code: "problem" | "freeText" | "tooManyCases"; exitId?: string; start?: number; end?: number }[]
  /** No condition holds: only the fallback is left. */
  gaps: Witness[]
  /** Both conditions hold: the earlier exit is taken. */
  overlaps: { first: string; second: string; witness: Witness }[]
  /** Evaluating the exit fails: an incident, not a route. */
  failures: { exitId: string; witness: Witness }[]
  /** Exits nothing can take; `why` tells a condition that never holds from one that earlier exits always precede. */
  unreachable: { exitId: string; why: "never" | "shadowed" }[]
}

const casesMax = 6_000
const gapsMax = 5

/** Gaps, overlaps and dead exits of a split whose `exits` are asked in order, each with a counter-example. Pure. */
export function proveCoverage(exits: readonly Exit[], variables: readonly Variable[]): Coverage {
  const coverage: Coverage = {
    status: "proven",
    reasons: [],
    gaps: [],
    overlaps: [],
    failures: [],
    unreachable: [],
  }
  const compiled = exits.map(({ source }) => compileExpression(source, variables, { expect: "bool" }))
  exits.forEach(({ id }, index) => {
    if ((compiled[index]?.problems.length ?? 0) > 0) coverage.reasons.push({ code: "problem", exitId: id })
  })
  if (coverage.reasons.length > 0 || exits.length === 0) return settle(coverage)

  const domains = domainsOf(exits, variables, coverage)
  const cases = casesOf(domains, coverage)
  const asker = createAsker(exits, compiled)
  const reached = new Set<string>()
  const held = new Set<string>()
  for (const values of everyCase(cases)) {
    const answers = asker(values)
    const taken = exits.flatMap(({ id }, index) => (answers[index] === true ? [{ id, index }] : []))
    const [first, second] = taken
    if (first) reached.add(first.id)
    for (const exit of taken) held.add(exit.id)
    exits.forEach(({ id }, index) => {
      const isNew = answers[index] === "failed" && !coverage.failures.some(({ exitId }) => exitId === id)
      if (isNew) {
        const witness = shorten(values, cases, (tried) => asker(tried)[index] === "failed")
        coverage.failures.push({ exitId: id, witness })
      }
    })
    if (!first && !answers.includes("failed")) addGap(coverage, values, cases, asker)
    if (second) addOverlaps(coverage, taken, values, cases, asker)
  }
  for (const { id } of exits) {
    if (!reached.has(id)) coverage.unreachable.push({ exitId: id, why: held.has(id) ? "shadowed" : "never" })
  }
  return settle(coverage)
}

/** Only what every case was tried for may be called dead. */
function settle(coverage: Coverage): Coverage {
  if (coverage.reasons.length === 0) return coverage
  return { ...coverage, status: "notProvable", unreachable: [] }
}

function domainsOf(exits: readonly Exit[], variables: readonly Variable[], coverage: Coverage): Map<string, Domain> {
  const found: Domains = { domains: new Map(), unprovable: [] }
  for (const { id, source } of exits) {
    const parsed = parseExpression(source)
    if (!parsed.ok) continue
    const before = found.unprovable.length
    collectDomains(parsed.tree, variables, found)
    for (const { start, end } of found.unprovable.slice(before)) {
      coverage.reasons.push({ code: "freeText", exitId: id, start, end })
    }
  }
  return found.domains
}

/** `group` names the variables it is compared with: their points stand for all values only together. */
type Case = { key: string; points: ExpressionValue[]; group: string }

function casesOf(domains: Map<string, Domain>, coverage: Coverage): Case[] {
  const cases = [...domains.values()].map((domain): Case => {
    const group = groupOf(domain, domains)
    const points = pointsOf(domain, group)
    if (!points) coverage.reasons.push({ code: "tooManyCases" })
    const groupName = group
      .map(({ variable }) => variable.key)
      .toSorted((a, b) => (a < b ? -1 : 1))
      .join(" ")
    const few: ExpressionValue[] = domain.variable.type === "list<string>" ? [[]] : []
    return { key: domain.variable.key, points: points ?? few, group: groupName }
  })
  // Beyond the budget a few values per variable still find real counter-examples.
  while (cases.reduce((product, { points }) => product * Math.max(1, points.length), 1) > casesMax) {
    const [longest] = cases.toSorted((a, b) => b.points.length - a.points.length)
    if (!longest) break
    if (!coverage.reasons.some(({ code }) => code === "tooManyCases")) coverage.reasons.push({ code: "tooManyCases" })
    longest.points = longest.points.filter((_point, index) => index % 2 === 0)
  }
  return cases
}

/** All domains that comparisons connect with this one, itself included. */
function groupOf(domain: Domain, domains: ReadonlyMap<string, Domain>): Domain[] {
  const keys = new Set([domain.variable.key])
  for (const key of keys) for (const other of domains.get(key)?.linked ?? []) keys.add(other)
  return [...keys].flatMap((key) => domains.get(key) ?? [])
}

type Answer = boolean | "failed"
type Asker = (values: Witness) => Answer[]

function createAsker(exits: readonly Exit[], compiled: readonly CompiledExpression[]): Asker {
  return (values) =>
    exits.map((_exit, index) => {
      const outcome = compiled[index]?.evaluate(values)
      return outcome?.ok ? outcome.value === true : "failed"
    })
}

function* everyCase(cases: readonly Case[]): Generator<Witness> {
  if (cases.some(({ points }) => points.length === 0)) return
  const at = cases.map(() => 0)
  for (;;) {
    yield Object.fromEntries(cases.map(({ key, points }, index) => [key, points[at[index] ?? 0] ?? null]))
    let digit = cases.length - 1
    while (digit >= 0 && (at[digit] ?? 0) + 1 >= (cases[digit]?.points.length ?? 0)) {
      at[digit] = 0
      digit -= 1
    }
    if (digit < 0) return
    at[digit] = (at[digit] ?? 0) + 1
  }
}

/** Leaves out each variable, with those it is compared with, of which every value shows the same. */
function shorten(values: Witness, cases: readonly Case[], shows: (values: Witness) => boolean): Witness {
  const free = new Set<string>()
  for (const group of new Set(cases.map((entry) => entry.group))) {
    // What is left out is so together with all that was before: every combination of theirs must show it still.
    const changing = cases.filter((entry) => entry.group === group || free.has(entry.group))
    if (changing.reduce((product, { points }) => product * points.length, 1) > 500) continue
    if ([...everyCase(changing)].every((changed) => shows({ ...values, ...changed }))) free.add(group)
  }
  const kept = cases.filter(({ group }) => !free.has(group)).map(({ key }) => key)
  return Object.fromEntries(Object.entries(values).filter(([key]) => kept.includes(key)))
}

function covers(known: Witness, values: Witness): boolean {
  return Object.entries(known).every(([key, value]) => JSON.stringify(values[key]) === JSON.stringify(value))
}

function addGap({ gaps }: Coverage, values: Witness, cases: readonly Case[], asker: Asker): void {
  if (gaps.length >= gapsMax || gaps.some((known) => covers(known, values))) return
  gaps.push(shorten(values, cases, (tried) => asker(tried).every((answer) => answer === false)))
}

function addOverlaps(
  { overlaps }: Coverage,
  taken: readonly { id: string; index: number }[],
  values: Witness,
  cases: readonly Case[],
  asker: Asker,
): void {
  for (const [position, first] of taken.entries()) {
    for (const second of taken.slice(position + 1)) {
      if (overlaps.some((known) => known.first === first.id && known.second === second.id)) continue
      const both = (tried: Witness) => {
        const answers = asker(tried)
        return answers[first.index] === true && answers[second.index] === true
      }
      overlaps.push({ first: first.id, second: second.id, witness: shorten(values, cases, both) })
    }
  }
}
