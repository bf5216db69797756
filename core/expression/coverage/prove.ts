import { compileParts, type CompiledParts } from "../evaluate"
import type { ExpressionValue } from "../value"
import type { Variable } from "../variable"
import { collectDomains, type Domain, type Domains } from "./domain"
import { pointsOf } from "./points"
import { failed, no, truthOf, yes, type Axis, type Truth } from "./truth"

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

/** Cases tried at most, and the steps of logic spent on them: about a tenth of a second. */
const casesMax = 250_000
const stepsMax = 12_000_000
/** Cases tried at most to find out whether a variable matters for a counter-example. */
const shorteningMax = 2_000
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
  const compiled = exits.map(({ source }) => compileParts(source, variables))
  const sound = compiled.filter((parts) => parts.ok)
  exits.forEach(({ id }, index) => {
    if (!compiled[index]?.ok) coverage.reasons.push({ code: "problem", exitId: id })
  })
  if (exits.length === 0 || sound.length < exits.length) return settle(coverage)
  const domains = domainsOf(exits, sound, variables, coverage)
  const logic = exits.reduce((sum, { source }) => sum + source.length / 4, 1)
  const cases = casesOf(domains, Math.min(casesMax, Math.ceil(stepsMax / logic)), coverage)
  const truths = sound.map((parts) => truthOf(parts, variables, cases))
  search(exits, truths, cases, coverage)
  return settle(coverage)
}

/** Only what every case was tried for may be called dead. */
function settle(coverage: Coverage): Coverage {
  if (coverage.reasons.length === 0) return coverage
  return { ...coverage, status: "notProvable", unreachable: [] }
}

function domainsOf(
  exits: readonly Exit[],
  compiled: readonly (CompiledParts & { ok: true })[],
  variables: readonly Variable[],
  coverage: Coverage,
): Map<string, Domain> {
  const found: Domains = { domains: new Map(), unprovable: [] }
  compiled.forEach(({ tree }, index) => {
    const before = found.unprovable.length
    collectDomains(tree, variables, found)
    for (const { start, end } of found.unprovable.slice(before)) {
      coverage.reasons.push({ code: "freeText", exitId: exits[index]?.id ?? "", start, end })
    }
  })
  return found.domains
}

/** `group` names the variables it is compared with: their points stand for all values only together. */
type Case = Axis & { group: string }

const sizeOf = (cases: readonly Case[]) =>
  cases.reduce((product, { points }) => product * Math.max(1, points.length), 1)

function casesOf(domains: Map<string, Domain>, max: number, coverage: Coverage): Case[] {
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
  while (sizeOf(cases) > max) {
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

type At = Uint16Array

/** Goes through every case, the last variable first, and notes what the exits answer. */
function search(
  exits: readonly Exit[],
  truths: readonly Truth[],
  cases: readonly Case[],
  { gaps, overlaps, failures, unreachable }: Coverage,
): void {
  const count = exits.length
  const [reached, held, broken, both] = [count, count, count, count * count].map((size) => new Uint8Array(size!)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]
  const idOf = (index: number) => exits[index]?.id ?? ""
  const answer = (index: number, at: At) => truths[index]?.(at) ?? failed
  const gapsAt: { at: At; kept: number[] }[] = []
  const taken: number[] = []
  forEachCase(cases, (at) => {
    taken.length = 0
    let fails = false
    for (let index = 0; index < count; index += 1) {
      const said = answer(index, at)
      if (said === yes) taken.push(index)
      if (said !== failed) continue
      fails = true
      if (broken[index]) continue
      broken[index] = 1
      const kept = shorten(at, cases, (tried) => answer(index, tried) === failed)
      failures.push({ exitId: idOf(index), witness: witnessOf(at, kept, cases) })
    }
    const [first] = taken
    if (first === undefined) {
      if (fails || gaps.length >= gapsMax) return
      if (gapsAt.some((known) => known.kept.every((place) => known.at[place] === at[place]))) return
      const kept = shorten(at, cases, (tried) => truths.every((truth) => truth(tried) === no))
      gapsAt.push({ at: at.slice(), kept })
      gaps.push(witnessOf(at, kept, cases))
      return
    }
    reached[first] = 1
    for (let one = 0; one < taken.length; one += 1) {
      const earlier = taken[one] ?? 0
      held[earlier] = 1
      for (let two = one + 1; two < taken.length; two += 1) {
        const later = taken[two] ?? 0
        if (both[earlier * count + later]) continue
        both[earlier * count + later] = 1
        const kept = shorten(at, cases, (tried) => answer(earlier, tried) === yes && answer(later, tried) === yes)
        overlaps.push({ first: idOf(earlier), second: idOf(later), witness: witnessOf(at, kept, cases) })
      }
    }
  })
  for (let index = 0; index < count; index += 1)
    if (!reached[index]) unreachable.push({ exitId: idOf(index), why: held[index] ? "shadowed" : "never" })
}

/** Calls `look` with the point of each axis, every combination once; the array is used again. */
function forEachCase(cases: readonly Case[], look: (at: At) => void): void {
  const at = new Uint16Array(cases.length)
  walk(
    at,
    cases,
    cases.map((_entry, place) => place),
    (tried) => {
      look(tried)
      return true
    },
  )
}

/** Changes `at` at these places in every way, until `look` says no. Answers whether it never did. */
function walk(at: At, cases: readonly Case[], places: readonly number[], look: (at: At) => boolean): boolean {
  if (places.some((place) => cases[place]?.points.length === 0)) return true
  for (const place of places) at[place] = 0
  for (;;) {
    if (!look(at)) return false
    let digit = places.length - 1
    while (digit >= 0 && (at[places[digit]!] ?? 0) + 1 >= (cases[places[digit]!]?.points.length ?? 0)) {
      at[places[digit]!] = 0
      digit -= 1
    }
    if (digit < 0) return true
    at[places[digit]!]! += 1
  }
}

/** The places that matter: leaves out each variable, with those it is compared with, of which every value shows the same. */
function shorten(at: At, cases: readonly Case[], shows: (at: At) => boolean): number[] {
  const free = new Set<string>()
  const all = cases.map((_entry, place) => place)
  for (const group of new Set(cases.map((entry) => entry.group))) {
    // What is left out is so together with all that was before: every combination of theirs must show it still.
    const changing = all.filter((place) => cases[place]?.group === group || free.has(cases[place]?.group ?? ""))
    if (sizeOf(changing.map((place) => cases[place]!)) > shorteningMax) continue
    if (walk(at.slice(), cases, changing, shows)) free.add(group)
  }
  return all.filter((place) => !free.has(cases[place]?.group ?? ""))
}

function witnessOf(at: At, kept: readonly number[], cases: readonly Case[]): Witness {
  return Object.fromEntries(
    kept.map((place) => [cases[place]?.key ?? "", cases[place]?.points[at[place] ?? 0] ?? null]),
  )
}
