import fc from "fast-check"
import { expect, it, vi } from "vitest"
import { compileExpression } from "../evaluate"
import { variables } from "../testing/variables"
import { proveCoverage, type Coverage } from "./prove"
import { assignmentsOf, type Assignment } from "./testing/grid"
import { randomSplit, type Split } from "./testing/random-split"

// What the prover says of a split, beside what every assignment of a grid says when the engine evaluates the routes one by
// one. A failure prints the seed and the smallest split that disagrees; COVERAGE_SEED runs other ones.

vi.setConfig({ testTimeout: 300_000 })

const runs = 5000
const seed = Number(process.env["COVERAGE_SEED"] ?? 4)

type Verdict = { gap: boolean; overlaps: string[]; failures: string[]; unreachable: string[] }

const idsOf = ({ exits }: Split) => exits.map((_exit, index) => `e${index + 1}`)

function evaluatorOf({ exits }: Split): (given: Assignment) => (boolean | "failed")[] {
  const compiled = exits.map((source) => compileExpression(source, variables, { expect: "bool" }))
  return (given) =>
    compiled.map(({ evaluate }) => {
      const outcome = evaluate(given)
      return outcome.ok ? outcome.value === true : "failed"
    })
}

function bruteForce(split: Split, grid: Assignment[], evaluate: ReturnType<typeof evaluatorOf>): Verdict {
  const ids = idsOf(split)
  const [overlaps, failures, reached, held] = [
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
  ]
  let gap = false
  for (const given of grid) {
    const answers = evaluate(given)
    const taken = ids.filter((_id, index) => answers[index] === true)
    ids.forEach((id, index) => answers[index] === "failed" && failures.add(id))
    if (taken.length === 0 && !answers.includes("failed")) gap = true
    if (taken[0]) reached.add(taken[0])
    taken.forEach((first, index) => {
      held.add(first)
      taken.slice(index + 1).forEach((second) => overlaps.add(`${first}+${second}`))
    })
  }
  const unreachable = ids.filter((id) => !reached.has(id)).map((id) => `${id} ${held.has(id) ? "shadowed" : "never"}`)
  return { gap, overlaps: [...overlaps].toSorted(), failures: [...failures].toSorted(), unreachable }
}

const verdictOf = ({ gaps, overlaps, failures, unreachable }: Coverage): Verdict => ({
  gap: gaps.length > 0,
  overlaps: overlaps.map(({ first, second }) => `${first}+${second}`).toSorted(),
  failures: failures.map(({ exitId }) => exitId).toSorted(),
  unreachable: unreachable.map(({ exitId, why }) => `${exitId} ${why}`),
})

/** Every counter-example is one, whatever the variables are that it leaves out. */
function expectReal(split: Split, coverage: Coverage, grid: Assignment[], evaluate: ReturnType<typeof evaluatorOf>) {
  const some = grid.filter((_given, index) => index % Math.ceil(grid.length / 6) === 0)
  const at = (id: string) => Number(id.slice(1)) - 1
  for (const given of some) {
    for (const gap of coverage.gaps)
      expect(evaluate({ ...given, ...gap }), JSON.stringify(gap)).toEqual(split.exits.map(() => false))
    for (const { first, second, witness } of coverage.overlaps) {
      const answers = evaluate({ ...given, ...witness })
      expect([answers[at(first)], answers[at(second)]], JSON.stringify(witness)).toEqual([true, true])
    }
    for (const { exitId, witness } of coverage.failures)
      expect(evaluate({ ...given, ...witness })[at(exitId)]).toBe("failed")
  }
}

it(`the prover agrees with brute force on ${runs} random splits`, () => {
  const seen = { gap: 0, complete: 0, overlap: 0, unreachable: 0, opaque: 0, cannotSay: 0, plain: 0 }
  fc.assert(
    fc.property(randomSplit, (split) => {
      const ids = idsOf(split)
      const coverage = proveCoverage(
        split.exits.map((source, index) => ({ id: ids[index] ?? "", source })),
        variables,
      )
      const grid = assignmentsOf(split)
      const evaluate = evaluatorOf(split)
      const truth = bruteForce(split, grid, evaluate)
      const said = verdictOf(coverage)
      expect(coverage.reasons.filter(({ code }) => code === "problem")).toEqual([])
      expectReal(split, coverage, grid, evaluate)
      if (split.isOpaque) {
        // Free text: it says so and calls nothing dead; what it shows is real, and there may be more.
        seen.opaque += 1
        expect(coverage.status).toBe("notProvable")
        expect(coverage.reasons.map(({ code }) => code)).toContain("freeText")
        expect(coverage.unreachable).toEqual([])
        return
      }
      seen.plain += 1
      if (coverage.status === "notProvable") {
        seen.cannotSay += 1
        expect(said.unreachable).toEqual([])
        return
      }
      expect(said).toEqual(truth)
      seen[truth.gap ? "gap" : "complete"] += 1
      if (truth.overlaps.length > 0) seen.overlap += 1
      if (truth.unreachable.length > 0) seen.unreachable += 1
    }),
    { numRuns: runs, seed },
  )
  console.log(`${runs} splits: ${JSON.stringify(seen)}`)
  // Each verdict occurred often enough to be put to the test, and it hardly ever gives up on what can be proven.
  for (const often of [seen.gap, seen.complete, seen.overlap, seen.unreachable])
    expect(often).toBeGreaterThan(runs / 10)
  expect(seen.opaque).toBeGreaterThan(20)
  expect(seen.cannotSay).toBeLessThanOrEqual(seen.plain / 200)
})
