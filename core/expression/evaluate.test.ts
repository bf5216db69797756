import { describe, expect, it, test } from "vitest"
import { compileExpression, createExpressionCache, evaluateCondition } from "./evaluate"
import { emptyValues, values, variables } from "./testing/variables"

const evaluate = (source: string, given: Record<string, unknown> = values) =>
  compileExpression(source, variables).evaluate(given)

describe("values", () => {
  test.each<[string, unknown]>([
    ["amount * 2", 501],
    ["amount * 2 + 1", 502],
    ["price + 1", 50_001],
    ["count / 2", 1],
    ["amount / 2", 125.25],
    ["double(count) / 2", 1.5],
    ["-count", -3],
    ["count > 2.5", true],
    ["vip ? amount : 1", 250.5],
    ["vip ? 1 : amount", 1],
    ["subject + '!'", "退款 refund!"],
    ["subject.contains('退款')", true],
    ["'😀a'.size()", 2],
    ["call.waited", "90s"],
    ["call.waited + duration('1h')", "3690s"],
    ["call.startedAt", "2026-05-01T01:30:00Z"],
    ["call.startedAt + duration('1h')", "2026-05-01T02:30:00Z"],
    ["dueAt - call.startedAt == duration('24h')", "unguarded"],
    ["call.startedAt.getHours()", 1],
    ["call.startedAt.getHours('Asia/Shanghai')", 9],
    ["call.startedAt.getHours('+08:00')", 9],
    ["call.startedAt.getDayOfWeek('Asia/Shanghai')", 5],
    ["call.startedAt.getMonth()", 4],
    ["call.startedAt.getFullYear()", 2026],
    ["call.startedAt.getDayOfYear()", 120],
    ["call.startedAt.getDate()", 1],
    ["timestamp('2026-03-29T01:30:00Z').getHours('Europe/Berlin')", 3],
    ["timestamp('2026-03-29T02:30:00Z').getHours()", 2],
    ["tags", ["vip", "new"]],
    ["tags.filter(tag, tag != 'vip')", ["new"]],
    ["tags.map(tag, tag + '!')", ["vip!", "new!"]],
    ["tags.exists_one(tag, tag == 'vip')", true],
    ["'vip' in tags && channel in ['phone', 'email']", true],
    ["call.intent != null && call.intent == 'refund'", true],
    ["between(amount, 250, 251)", true],
    ["between(call.waited, duration('1m'), duration('90s'))", true],
    ["remark", "急"],
    ["string(amount) + string(count) + string(vip)", "250.53true"],
    ["int('42') + int(2.9)", 44],
    ["' x '.trim() + 'Ab'.lowerAscii() + 'Ab'.upperAscii()", "xabAB"],
    ["'\\u4e2d' + r'\\d' == '中\\\\d'", true],
    ["[1, 2.5][0]", 1],
    ["amount > 1 // why\n", true],
    ["0.0 * -1.0", 0],
  ])("%s", (source, expected) => {
    const outcome = evaluate(source)
    if (expected === "unguarded") expect(outcome).toMatchObject({ ok: false, problem: { code: "unguarded_null" } })
    else expect(outcome).toEqual({ ok: true, value: expected })
  })

  it("an empty value is neither small nor equal: only a guard lets it through", () => {
    expect(evaluate("discount < 500", emptyValues)).toMatchObject({ ok: false, problem: { code: "unguarded_null" } })
    expect(evaluate("discount != null && discount < 500", emptyValues)).toEqual({ ok: true, value: false })
    expect(evaluate("discount == null || discount < 500", emptyValues)).toEqual({ ok: true, value: true })
    expect(evaluate("remark", emptyValues)).toEqual({ ok: true, value: null })
    expect(evaluate("remark", {})).toMatchObject({ ok: true, value: null })
  })
})

describe("failures are data", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["count / (count - 3) > 1", {}, "division_by_zero"],
    ["count % (count - 3) == 1", {}, "division_by_zero"],
    ["amount / (amount - amount) > 1.0", {}, "division_by_zero"],
    ["amount * 10.0 > 1.0", { amount: 1.7e308 }, "number_overflow"],
    ["count * 9007199254740991 * 9007199254740991 > 1", {}, "number_overflow"],
    ["count * 9007199254740991", {}, "number_overflow"],
    ["tags[5] == 'a'", {}, "index_out_of_range"],
    ["tags[-1] == 'a'", {}, "index_out_of_range"],
    ["int(subject) > 1", {}, "bad_conversion"],
    ["int(subject) > 1", { subject: "" }, "bad_conversion"],
    ["int(subject) > 1", { subject: "0x10" }, "bad_conversion"],
    ["double(subject) > 1", { subject: "" }, "bad_conversion"],
    ["double(subject) > 1", { subject: "NaN" }, "bad_conversion"],
    ["double(subject) > 1", { subject: "1e999" }, "number_overflow"],
    ["duration(subject) > call.waited", {}, "bad_conversion"],
    ["timestamp(subject) > call.startedAt", { subject: "2026-02-30T00:00:00Z" }, "bad_conversion"],
    [
      "call.startedAt + duration('2000000h') > call.startedAt",
      { "call.startedAt": "9999-12-31T23:00:00Z" },
      "number_overflow",
    ],
    ["subject + subject == ''", { subject: "x".repeat(16_000) }, "text_too_long"],
    ["amount < 1", { amount: undefined }, "missing_value"],
    ["amount < 1", { amount: null }, "missing_value"],
    ["amount < 1", { amount: "500" }, "wrong_value"],
    ["amount < 1", { amount: NaN }, "wrong_value"],
    ["amount < 1", { amount: Infinity }, "wrong_value"],
    ["price < 1", { price: 1.5 }, "wrong_value"],
    ["price < 1", { price: 2 ** 53 }, "wrong_value"],
    ["price < 1", { price: 1n }, "wrong_value"],
    ["vip", { vip: 1 }, "wrong_value"],
    ["vip", { vip: "true" }, "wrong_value"],
    ["subject == ''", { subject: { toString: () => "" } }, "wrong_value"],
    ["subject == ''", { subject: "x".repeat(20_000) }, "value_too_large"],
    ["call.waited > duration('1s')", { "call.waited": 30 }, "wrong_value"],
    ["call.waited > duration('1s')", { "call.waited": "PT1S" }, "wrong_value"],
    ["call.startedAt > timestamp('2026-01-01T00:00:00Z')", { "call.startedAt": "2026-05-01" }, "wrong_value"],
    ["call.startedAt > timestamp('2026-01-01T00:00:00Z')", { "call.startedAt": "2026-06-31T00:00:00Z" }, "wrong_value"],
    ["call.startedAt > timestamp('2026-01-01T00:00:00Z')", { "call.startedAt": new Date(0) }, "wrong_value"],
    ["tags.size() > 1", { tags: "ab" }, "wrong_value"],
    ["tags.size() > 1", { tags: ["a", 1] }, "wrong_value"],
    ["tags.size() > 1", { tags: Array.from({ length: 201 }, () => "a") }, "value_too_large"],
    ["tags.size() > 1", { tags: { length: 1, 0: "a" } }, "wrong_value"],
  ])("%s with %o: %s", (source, changed, code) => {
    expect(evaluate(source, { ...values, ...changed })).toMatchObject({ ok: false, problem: { code } })
  })

  it("names the values it read, shortened, and the place that failed", () => {
    const source = "vip && count / (priority != null ? 0 : 1) > 1"
    const outcome = evaluateCondition(source, variables, { ...values, subject: "secret" })
    expect(outcome).toMatchObject({ ok: false, values: { vip: "true", count: "3", priority: "1" } })
    if (outcome.ok) throw new Error("expected a failure")
    expect(outcome.values).not.toHaveProperty("subject")
    expect(source.slice(outcome.problem.start, outcome.problem.end)).toBe("count / (priority != null ? 0 : 1)")
  })

  it("looks at own values only", () => {
    const inherited = Object.create({ ...values }) as Record<string, unknown>
    expect(evaluateCondition("vip", variables, inherited)).toMatchObject({
      ok: false,
      problem: { code: "missing_value" },
    })
  })

  it("a text with problems evaluates to its first problem, whatever the values", () => {
    expect(evaluateCondition("amout > 1", variables, values)).toMatchObject({
      ok: false,
      problem: { code: "unknown_variable" },
    })
    expect(evaluateCondition("amount", variables, values)).toMatchObject({
      ok: false,
      problem: { code: "bool_expected" },
    })
  })
})

describe("cache", () => {
  it("compiles a text once per content of its variables and stays within its capacity", () => {
    const cache = createExpressionCache(3)
    const first = compileExpression("vip", variables, { cache })
    expect(compileExpression("vip", variables, { cache })).toBe(first)
    expect(compileExpression("vip", structuredClone(variables), { cache })).toBe(first)
    expect(compileExpression("vip", variables, { cache, expect: "bool" })).not.toBe(first)
    const others = variables.map((variable) => ({ ...variable, nullable: true }))
    expect(compileExpression("vip", others, { cache }).problems).toEqual([])
    expect(compileExpression("vip", others, { cache, expect: "bool" }).problems).toHaveLength(1)
    for (let index = 0; index < 50; index += 1) compileExpression(`count > ${index}`, variables, { cache })
    expect(cache.size).toBe(3)
    expect(compileExpression("vip", variables, { cache })).not.toBe(first)
  })

  it("evaluating one text does not change another made of the same words", () => {
    const cache = createExpressionCache()
    const source = "count * 2 > 5"
    expect(evaluateCondition(source, variables, values, cache)).toEqual({ ok: true, value: true })
    const doubled = variables.map((variable) =>
      variable.key === "count" ? { ...variable, type: "double" as const } : variable,
    )
    expect(evaluateCondition(source, doubled, { ...values, count: 2.4 }, cache)).toEqual({ ok: true, value: false })
    expect(evaluateCondition(source, variables, values, cache)).toEqual({ ok: true, value: true })
  })
})
