import { proveCoverage } from "@/core/expression/coverage/prove"
import { checkExpression } from "@/core/expression/check"
import { compileExpression } from "@/core/expression/evaluate"
import { limits } from "@/core/expression/guard"
import { fromText } from "@/core/expression/rows/from-text"
import { warmPatterns } from "@/core/expression/pattern"
import { bombs } from "@/core/expression/testing/bombs"
import { escapes, places } from "@/core/expression/testing/escapes"
import { values, variables } from "@/core/expression/testing/variables"
import { median } from "./median"

const rounds = 9
const evaluations = 200_000
const stallMs = 20

const threeClauses = 'amount < 500 && channel == "phone" && (discount == null || discount < 0.5)'
const ordinary: [name: string, source: string][] = [
  ["three clauses", threeClauses],
  ["a list and a time", 'channel in ["phone", "wecom"] && "vip" in tags && call.waited > duration("5m")'],
  ["a pattern", 'subject.matches("^(退款|refund).*$") || vip'],
  ["a loop", 'tags.exists(t, t.startsWith("v")) && count > 2'],
  ["office hours", 'between(call.startedAt.getHours("Asia/Shanghai"), 9, 17)'],
  ["forty rows", Array.from({ length: 40 }, (_, at) => `(amount > ${at} && count < ${at + 50})`).join(" || ")],
]
const bare = (given: Record<string, unknown>): boolean =>
  (given["amount"] as number) < 500 &&
  given["channel"] === "phone" &&
  (given["discount"] === null || (given["discount"] as number) < 0.5)

/** Values as large as any may be. */
const big = {
  ...values,
  subject: `${"a".repeat(limits.stringValueCharsMax - 1)}!`,
  tags: Array.from({ length: limits.listValueItemsMax }, (_, index) => `tag ${index}`),
}

function msOf(run: () => unknown): number {
  const began = performance.now()
  run()
  return performance.now() - began
}

let kept = 0
/** Half a millisecond of arithmetic, or so. */
function fixedWork(): void {
  for (let count = 0; count < 90_000; count += 1) kept = (kept * 31 + count) | 0
}

const at = (times: number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)] ?? 0

/** Microseconds a call, the median of some rounds. */
function microsOf(run: () => unknown): number {
  return median(
    Array.from({ length: rounds }, () => {
      let held = 0
      const ms = msOf(() => {
        for (let count = 0; count < evaluations; count += 1) if (run()) held += 1
      })
      if (held !== evaluations) throw new Error("A condition did not hold")
      return (ms * 1000) / evaluations
    }),
  )
}

/**
 * What conditions cost. Limit of evaluating: the same three clauses as a function written in JavaScript. Stalls: how long
 * the process does nothing else while one text is checked, planned or evaluated; nothing of it can be interrupted.
 */
export function benchConditions(): Promise<void> {
  // As every process does when it starts.
  const warming = msOf(warmPatterns)
  const compiled = compileExpression(threeClauses, variables, { expect: "bool" })
  const [limit, mine] = [
    microsOf(() => bare(values)),
    microsOf(() => {
      const outcome = compiled.evaluate(values)
      return outcome.ok && outcome.value
    }),
  ]
  console.log(`\nConditions, medians of ${rounds} rounds of ${evaluations}`)
  console.log(
    `  three clauses evaluated: ${mine.toFixed(2)} µs (goal 3), ${((1 / mine) * 1000).toFixed(0)},000/s; ` +
      `bare JavaScript ${(limit * 1000).toFixed(1)} ns = ${(mine / limit).toFixed(0)} × the limit`,
  )
  for (const [name, source] of ordinary) {
    const typing = Array.from({ length: 200 }, () => msOf(() => checkExpression(source, { variables, expect: "bool" })))
    const reading = Array.from({ length: 50 }, () => msOf(() => fromText(source, variables)))
    console.log(
      `  ${name.padEnd(18)} checked while typing: median ${median(typing).toFixed(2)} ms, p99 ${at(typing, 0.99).toFixed(1)} ms (goal 5); ` +
        `into rows ${median(reading).toFixed(2)} ms`,
    )
  }
  console.log(`  classes of letters worked out when a process starts: ${warming.toFixed(0)} ms`)
  benchStalls()
  benchProofs()
  return Promise.resolve()
}

function benchStalls(): void {
  const texts = [
    ...bombs.map(([, source]) => source),
    ...escapes.flatMap(([, source]) => places.map(([, place]) => place(source))),
    ...ordinary.map(([, source]) => source),
  ]
  for (const pass of ["first", "later"] as const) {
    const checks: number[] = []
    const plans: number[] = []
    const runs: number[] = []
    // What the machine itself adds: the same half millisecond of work, over and over, among the others.
    const still: number[] = []
    for (let round = 0; round < (pass === "first" ? 1 : 5); round += 1) {
      for (const source of texts) {
        still.push(msOf(fixedWork))
        checks.push(msOf(() => checkExpression(source, { variables, expect: "any" })))
        let compiled = compileExpression("true", variables)
        plans.push(msOf(() => (compiled = compileExpression(source, variables))))
        if (compiled.problems.length === 0) runs.push(msOf(() => compiled.evaluate(big)))
      }
    }
    const line = (times: number[]) => `p99 ${at(times, 0.99).toFixed(1)}, at most ${Math.max(...times).toFixed(1)} ms`
    console.log(
      `  stalls, ${texts.length} attacks and conditions, ${pass} pass (goal ${stallMs} ms): ` +
        `checked ${line(checks)}; planned ${line(plans)}; evaluated on the largest values ${line(runs)}; ` +
        `fixed work of ${median(still).toFixed(1)} ms among them: ${line(still)}`,
    )
  }
}

/** Worked out in a worker thread of the page: nothing waits for it but the words below the routes. */
function benchProofs(): void {
  const exitsOf = (sources: string[]) => sources.map((source, index) => ({ id: `e${index}`, source }))
  const splits: [name: string, sources: string[]][] = [
    ["three routes", ["amount < 500", "amount >= 500 && amount < 2000", "amount >= 2000 && vip"]],
    [
      "ten routes, four variables",
      [
        ...Array.from({ length: 9 }, (_, index) => `amount >= ${index * 100} && amount < ${index * 100 + 100} && vip`),
        '!vip && channel == "phone" && count > 3',
      ],
    ],
    [
      "as many cases as are tried",
      [
        Array.from({ length: 10 }, (_, index) => `amount == ${index}.0 || count == ${index}`).join(" || "),
        Array.from({ length: 10 }, (_, index) => `price == ${index} && amount > ${index}.0`).join(" || "),
        'vip && channel == "phone"',
      ],
    ],
  ]
  for (const [name, sources] of splits) {
    const times = Array.from({ length: rounds }, () => msOf(() => proveCoverage(exitsOf(sources), variables)))
    console.log(
      `  coverage proven, ${name}: median ${median(times).toFixed(1)} ms, at most ${Math.max(...times).toFixed(1)} ms (${proveCoverage(exitsOf(sources), variables).status})`,
    )
  }
}
