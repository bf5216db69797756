import fc from "fast-check"
import { describe, expect, it, test, vi } from "vitest"
import { evaluateCondition } from "../evaluate"
import { variables, values } from "../testing/variables"
import { describeWitness } from "./describe"
import { proveCoverage, type Coverage, type Exit } from "./prove"

// Thousands of generated cases, on machines that may be busy with others.
vi.setConfig({ testTimeout: 300_000 })

const exitsOf = (...sources: string[]): Exit[] => sources.map((source, index) => ({ id: `e${index + 1}`, source }))
const prove = (...sources: string[]) => proveCoverage(exitsOf(...sources), variables)
const said = (coverage: Coverage) => ({
  status: coverage.status,
  gaps: coverage.gaps.map((witness) => describeWitness(witness, variables).zh),
  overlaps: coverage.overlaps.map(
    ({ first, second, witness }) => `${first}+${second}: ${describeWitness(witness, variables).zh}`,
  ),
  unreachable: coverage.unreachable.map(({ exitId, why }) => `${exitId} ${why}`),
})

describe("proven", () => {
  test.each<[string, string[], string[], string[], string[]]>([
    ["two halves", ["amount < 5000", "amount >= 5000"], [], [], []],
    ["a gap of one value", ["amount < 5000", "amount > 5000"], ["金额 = 5000"], [], []],
    ["an overlap", ["amount <= 300", "amount >= 300"], [], ["e1+e2: 金额 = 300"], []],
    ["whole numbers leave no gap", ["count <= 3", "count >= 4"], [], [], []],
    ["decimals do", ["amount <= 3", "amount >= 4"], ["金额 = 3.5"], [], []],
    ["a gap above", ["amount < 100", "amount >= 100 && amount < 200"], ["金额 = 200", "金额 = 201"], [], []],
    ["money in minor units", ["price < 50000", "price > 50000"], ["价格 = 500.00"], [], []],
    ["a closed list", ['channel == "phone"', 'channel in ["email"]'], ["渠道 = 企业微信"], [], []],
    ["a closed list in full", ['channel == "phone"', 'channel != "phone"'], [], [], []],
    ["free text that is only compared", ['subject == "a"', 'subject != "a"'], [], [], []],
    ["free text with a rest", ['subject == "a"', 'subject == "b"'], ["主题 = 其他文本"], [], []],
    ["true and false", ["vip", "!vip && amount > 0"], ["贵宾 = 否，金额 = 0", "贵宾 = 否，金额 = -1"], [], []],
    [
      "an empty value",
      ["discount != null && discount < 5", "discount != null && discount >= 5"],
      ["折扣 = 空"],
      [],
      [],
    ],
    [
      "an empty value taken care of",
      ["discount == null", "discount != null && (discount < 5 || discount >= 5)"],
      [],
      [],
      [],
    ],
    [
      "a variable against a variable",
      ["amount < 10", "amount >= 10 && count > 2"],
      ["金额 = 10，次数 = 2", "金额 = 10，次数 = 0", "金额 = 11，次数 = 2", "金额 = 11，次数 = 0"],
      [],
      [],
    ],
    ["times", ['call.waited < duration("5m")', 'call.waited > duration("5m")'], ["等待时长 = 300s"], [], []],
    [
      "points in time",
      ['call.startedAt < timestamp("2026-05-01T00:00:00Z")', 'call.startedAt > timestamp("2026-05-01T00:00:00Z")'],
      ["来电时间 = 2026-05-01T00:00:00.000Z"],
      [],
      [],
    ],
    ["lists", ['"vip" in tags', '!("vip" in tags)'], [], [], []],
    ["a list with a gap", ['"vip" in tags', '"new" in tags'], ["标签 = 无"], ["e1+e2: 标签 = vip、new"], []],
    ["ranges", ["between(amount, 0, 10)", "amount < 0 || amount > 10"], [], [], []],
    ["an exit that never holds", ["amount > 5 && amount < 3", "vip", "!vip"], [], [], ["e1 never"]],
    [
      "an exit in the shadow of others",
      ["amount > 3", "amount > 5", "amount <= 3"],
      [],
      ["e1+e2: 金额 = 5.00001"],
      ["e2 shadowed"],
    ],
    ["always", ["true"], [], [], []],
    ["never", ["false"], ["任何情况"], [], ["e1 never"]],
    ["a choice", ["vip ? amount > 5 : amount > 9", "vip ? amount <= 5 : amount <= 9"], [], [], []],
    ["conditions compared", ["vip == (amount > 5)", "vip != (amount > 5)"], [], [], []],
  ])("%s", (_, sources, gaps, overlaps, unreachable) => {
    const coverage = said(prove(...sources))
    expect(coverage.status).toBe("proven")
    expect(coverage.gaps).toEqual(gaps)
    expect(coverage.unreachable).toEqual(unreachable)
    expect(coverage.overlaps.map((overlap) => overlap.split(":")[0])).toEqual(
      overlaps.map((overlap) => overlap.split(":")[0]),
    )
    for (const overlap of overlaps.filter((entry) => !entry.includes("5.00001")))
      expect(coverage.overlaps).toContain(overlap)
  })
})

describe("not provable is said, with the part that is not", () => {
  test.each([
    ["free text", 'subject.contains("退款")', 'subject.contains("退款")'],
    ["a pattern", 'subject.matches("^a")', 'subject.matches("^a")'],
    ["texts in order", 'subject < "m"', 'subject < "m"'],
    ["a calculation", "amount * 2 > 5", "amount * 2 > 5"],
    ["a length", "size(tags) > 3", "size(tags) > 3"],
    ["a loop", 'tags.exists(t, t == "vip")', 'tags.exists(t, t == "vip")'],
    ["an hour", 'call.startedAt.getHours("Asia/Shanghai") > 8', 'call.startedAt.getHours("Asia/Shanghai") > 8'],
    ["whole against decimal", "amount > double(count)", "amount > double(count)"],
    ["an item of a list", 'tags[0] == "vip"', 'tags[0] == "vip"'],
  ])("%s", (_, source, part) => {
    const coverage = prove(`vip || (${source})`, "!vip")
    expect(coverage.status).toBe("notProvable")
    expect(coverage.unreachable).toEqual([])
    const [reason] = coverage.reasons
    expect(reason).toMatchObject({ code: "freeText", exitId: "e1" })
    expect(`vip || (${source})`.slice(reason?.start, reason?.end)).toBe(part)
  })

  it("yet the counter-examples found are real", () => {
    const coverage = prove('subject.contains("退款")', 'amount > 5 && !subject.contains("退款")')
    expect(coverage.status).toBe("notProvable")
    expect(coverage.gaps.length).toBeGreaterThan(0)
    for (const gap of coverage.gaps) {
      for (const exit of ['subject.contains("退款")', 'amount > 5 && !subject.contains("退款")']) {
        expect(evaluateCondition(exit, variables, { ...values, ...gap })).toEqual({ ok: true, value: false })
      }
    }
  })

  it("an exit that fails on some values is named with them", () => {
    const coverage = prove("vip || 10 / count > 2", "!vip")
    expect(coverage.failures).toMatchObject([{ exitId: "e1", witness: { vip: false, count: 0 } }])
  })

  it("an exit with a problem stops the proof", () => {
    expect(prove("amout > 5", "vip")).toMatchObject({
      status: "notProvable",
      reasons: [{ code: "problem", exitId: "e1" }],
      gaps: [],
    })
  })

  it("too many cases", () => {
    const wide = ["amount", "count", "price", "discount", "priority"].map((key) =>
      Array.from(
        { length: 12 },
        (_, at) => `${["discount", "priority"].includes(key) ? `${key} != null && ` : ""}${key} == ${at * 10}`,
      ).join("||"),
    )
    const coverage = prove(...wide.map((source) => source))
    expect(coverage.status).toBe("notProvable")
    expect(coverage.reasons).toContainEqual({ code: "tooManyCases" })
    expect(coverage.gaps.length).toBeGreaterThan(0)
  })
})

it("answers while someone draws: ten exits over four variables within half a second", () => {
  const exits = Array.from({ length: 10 }, (_, at) => `amount >= ${at * 100} && amount < ${at * 100 + 100} && vip`)
  const start = performance.now()
  const coverage = proveCoverage(exitsOf(...exits, '!vip && channel == "phone" && count > 3'), variables)
  expect(coverage.status).toBe("proven")
  expect(performance.now() - start).toBeLessThan(4000)
})

// What is proven must survive random values; what is shown must be so.

const constants = fc.constantFrom("0", "1", "2.5", "3", "5", "-1")
const whole = fc.constantFrom("0", "1", "3", "5", "-1")
const atom = fc.oneof(
  fc.tuple(fc.constantFrom("<", "<=", ">", ">=", "==", "!="), constants).map(([o, c]) => `amount ${o} ${c}`),
  fc.tuple(fc.constantFrom("<", "<=", ">", ">=", "==", "!="), whole).map(([o, c]) => `count ${o} ${c}`),
  fc.tuple(fc.constantFrom("<", "==", ">="), fc.constantFrom("price")).map(([o, key]) => `count ${o} ${key}`),
  fc.tuple(fc.constantFrom("<", "==", ">="), constants).map(([o, c]) => `(discount != null && discount ${o} ${c})`),
  fc.constantFrom("vip", "discount == null", 'channel == "phone"', 'channel in ["phone", "wecom"]', '"vip" in tags', 'subject == "a"', "between(amount, 1, 3)"),
) // prettier-ignore

const condition: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    { weight: 2, arbitrary: atom },
    {
      weight: 2,
      arbitrary: fc.tuple(tie("node"), fc.constantFrom("&&", "||"), tie("node")).map(([a, o, b]) => `(${a} ${o} ${b})`),
    },
    { weight: 1, arbitrary: tie("node").map((node) => `!(${node})`) },
  ),
})).node

const someValues = fc.record({
  amount: fc.oneof(fc.constantFrom(0, 1, 2.5, 3, 5, -1), fc.double({ min: -3, max: 8, noNaN: true })),
  count: fc.integer({ min: -4, max: 9 }),
  price: fc.integer({ min: -4, max: 9 }),
  discount: fc.oneof(
    fc.constant(null),
    fc.double({ min: -3, max: 8, noNaN: true }),
    fc.constantFrom(0, 1, 2.5, 3, 5, -1),
  ),
  vip: fc.boolean(),
  channel: fc.constantFrom("phone", "email", "wecom"),
  tags: fc.subarray(["vip", "new"]),
  subject: fc.constantFrom("a", "b", ""),
})

it("a proven split has no gap and no overlap that random values could find", () => {
  let proven = 0
  let shown = 0
  fc.assert(
    fc.property(
      fc.array(condition, { minLength: 1, maxLength: 3 }),
      fc.array(someValues, { minLength: 12, maxLength: 12 }),
      (sources, samples) => {
        const coverage = prove(...sources)
        const answer = (given: Record<string, unknown>) =>
          sources.map((source) => {
            const outcome = evaluateCondition(source, variables, { ...values, ...given })
            expect(outcome.ok).toBe(true)
            return outcome.ok && outcome.value
          })
        for (const witness of coverage.gaps) {
          shown += 1
          // Whatever the variables that were left out are.
          for (const sample of samples) expect(answer({ ...sample, ...witness })).not.toContain(true)
        }
        for (const { first, second, witness } of coverage.overlaps) {
          for (const sample of samples) {
            const all = answer({ ...sample, ...witness })
            expect([all[Number(first.slice(1)) - 1], all[Number(second.slice(1)) - 1]]).toEqual([true, true])
          }
        }
        if (coverage.status !== "proven") return
        proven += 1
        for (const sample of samples) {
          const all = answer(sample)
          if (!all.includes(true)) expect(coverage.gaps.length).toBeGreaterThan(0)
          const first = all.indexOf(true)
          all.forEach((holds, index) => {
            const id = `e${index + 1}`
            if (index === first) expect(coverage.unreachable.map(({ exitId }) => exitId)).not.toContain(id)
            if (holds && index > first) {
              expect(coverage.overlaps).toContainEqual(expect.objectContaining({ first: `e${first + 1}`, second: id }))
            }
          })
        }
      },
    ),
    { numRuns: 200, seed: 21 },
  )
  expect(proven).toBeGreaterThan(120)
  expect(shown).toBeGreaterThan(80)
})
