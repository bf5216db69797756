import fc from "fast-check"
import { describe, expect, it, test, vi } from "vitest"
import { checkExpression } from "../check"
import { evaluateCondition } from "../evaluate"
import { emptyValues, values, variables } from "../testing/variables"
import type { Variable } from "../variable"
import { fromText } from "./from-text"
import { normalise } from "./normalise"
import { operatorInfo, operatorsFor } from "./operators"
import { rowOperators, type Row, type RowGroup, type RowItem, type RowOperand, type RowOperator } from "./row"
import { toText } from "./to-text"

// Thousands of generated cases, on machines that may be busy with others.
vi.setConfig({ testTimeout: 300_000 })

const nullable = new Set(variables.filter((variable) => variable.nullable).map(({ key }) => key))
const text = (value: string): RowOperand => ({ type: "string", value })
const number = (value: number): RowOperand => ({ type: "number", value })
const row = (key: string, operator: RowOperator, ...operands: RowOperand[]): Row => ({
  kind: "row",
  key,
  operator,
  operands,
  not: false,
})
const not = <Item extends Row | RowGroup>(item: Item): Item => ({ ...item, not: !item.not })
const group = (join: "and" | "or", ...children: RowItem[]): RowGroup => ({ kind: "group", join, not: false, children })
const opaque = (source: string, isNot = false): RowItem => ({ kind: "opaque", source, not: isNot })

/** The text of rows that are complete. */
function written(root: RowGroup): string {
  const result = toText(root, variables)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.text
}

describe("rows and their text, both ways", () => {
  test.each<[string, RowGroup]>([
    ["", group("and")],
    ["amount < 500", group("and", row("amount", "less", number(500)))],
    ["amount < 500 && vip", group("and", row("amount", "less", number(500)), row("vip", "isTrue"))],
    ["!vip || !(amount >= 2.5)", group("or", not(row("vip", "isTrue")), not(row("amount", "atLeast", number(2.5))))],
    ["between(amount, 1, 500)", group("and", row("amount", "between", number(1), number(500)))],
    ['channel in ["phone", "email"]', group("and", row("channel", "oneOf", text("phone"), text("email")))],
    ['!(channel in ["phone"])', group("and", not(row("channel", "oneOf", text("phone"))))],
    ['subject.contains("退款")', group("and", row("subject", "contains", text("退款")))],
    ['subject.matches("^\\\\d+$")', group("and", row("subject", "matches", text("^\\d+$")))],
    ['"vip" in tags', group("and", row("tags", "has", text("vip")))],
    ["subject in tags", group("and", row("subject", "oneOf", { type: "variable", key: "tags" }))],
    ["remark == null", group("and", row("remark", "isEmpty"))],
    ["discount != null && discount < 5", group("and", row("discount", "less", number(5)))],
    ["discount != null && !(discount < 5)", group("and", not(row("discount", "less", number(5))))],
    [
      "vip || (discount != null && discount < 5)",
      group("or", row("vip", "isTrue"), row("discount", "less", number(5))),
    ],
    ["!(discount != null && discount < 5)", not(group("and", row("discount", "less", number(5))))],
    [
      "discount != null && amount > discount",
      group("and", row("amount", "greater", { type: "variable", key: "discount" })),
    ],
    ['call.waited > duration("30m")', group("and", row("call.waited", "greater", { type: "duration", value: "30m" }))],
    [
      'call.startedAt >= timestamp("2026-05-01T00:00:00Z")',
      group("and", row("call.startedAt", "atLeast", { type: "timestamp", value: "2026-05-01T00:00:00Z" })),
    ],
    [
      "vip && (amount < 5 || !(count > 3 && vip))",
      group(
        "and",
        row("vip", "isTrue"),
        group(
          "or",
          row("amount", "less", number(5)),
          not(group("and", row("count", "greater", number(3)), row("vip", "isTrue"))),
        ),
      ),
    ],
    ["vip && (amount + 1 > 2)", group("and", row("vip", "isTrue"), opaque("amount + 1 > 2"))],
  ])("%s", (source, rows) => {
    expect(written(rows)).toBe(source)
    expect(fromText(source, variables)).toEqual(rows)
    if (source !== "") expect(checkExpression(source, { variables, expect: "bool" }).problems).toEqual([])
  })
})

describe("text that rows cannot hold stays as it is", () => {
  test.each([
    "amount < 500 // small",
    "// only a comment",
    "amount < && vip",
    '"unfinished',
    "amount * 2 > 5",
    "tags.exists(t, t == 'a')",
    "vip ? amount > 1 : amount > 2",
    "size(tags) > 3",
    "true",
    "amount > 1e300",
  ])("%s", (source) => {
    const rows = fromText(source, variables)
    expect(rows).toEqual(group("and", opaque(source)))
    expect(written(rows)).toBe(source)
  })

  it("beside rows it keeps its own words", () => {
    const rows = fromText("vip && !(size(tags)  > 3) && (amount < 5 || amount*2>9)", variables)
    expect(rows).toEqual(
      group(
        "and",
        row("vip", "isTrue"),
        opaque("size(tags)  > 3", true),
        group("or", row("amount", "less", number(5)), opaque("amount*2>9")),
      ),
    )
    expect(written(rows)).toBe("vip && !(size(tags)  > 3) && (amount < 5 || (amount*2>9))")
  })
})

it("the same condition written otherwise gives the same rows", () => {
  for (const [one, other] of [
    ["500 > amount", "amount < 500"],
    ["(vip)", "vip"],
    ["vip && (amount < 5 && count > 1)", "vip && amount < 5 && count > 1"],
    ["amount == 5.0", "amount == 5"],
    ["null != remark", "remark != null"],
    ["!!vip", "vip"],
  ] as const) {
    expect(fromText(one, variables)).toEqual(fromText(other, variables))
  }
})

describe("incomplete rows are problems, all of them, and never vanish", () => {
  test.each<[string, RowGroup, object[]]>([
    ["no variable", group("and", row("", "isTrue")), [{ code: "noVariable", path: [0] }]],
    ["a variable that is code", group("and", row("vip || true", "isTrue")), [{ code: "noVariable", path: [0] }]],
    ["half a range", group("and", row("amount", "between", number(1))), [{ code: "operandMissing", path: [0] }]],
    ["an empty list", group("and", row("channel", "oneOf")), [{ code: "operandMissing", path: [0] }]],
    ["no value", group("and", row("amount", "less")), [{ code: "operandMissing", path: [0] }]],
    ["not a number", group("and", row("amount", "less", number(NaN))), [{ code: "badValue", path: [0] }]],
    ["an inexact number", group("and", row("amount", "less", number(2 ** 60))), [{ code: "badValue", path: [0] }]],
    ["half a character", group("and", row("subject", "equals", text("\ud800"))), [{ code: "badValue", path: [0] }]],
    [
      "a date that does not exist",
      group("and", row("dueAt", "less", { type: "timestamp", value: "2026-02-30T00:00:00Z" })),
      [{ code: "badValue", path: [0] }],
    ],
    [
      "a duration that is code",
      group("and", row("call.waited", "less", { type: "duration", value: '1s") || true || duration("1s' })),
      [{ code: "badValue", path: [0] }],
    ],
    [
      "an operand that is code",
      group("and", row("amount", "less", { type: "variable", key: "1 || true" })),
      [{ code: "badValue", path: [0] }],
    ],
    ["an empty group inside", group("and", row("vip", "isTrue"), group("or")), [{ code: "emptyGroup", path: [1] }]],
    [
      "broken text beside a row",
      group("and", row("vip", "isTrue"), opaque("true) || (true")),
      [{ code: "badText", path: [1] }],
    ],
    [
      "several",
      group("or", row("", "less"), group("and", row("amount", "less", number(Infinity)))),
      [
        { code: "noVariable", path: [0] },
        { code: "operandMissing", path: [0] },
        { code: "badValue", path: [1, 0] },
      ],
    ],
  ])("%s", (_, rows, problems) => {
    const result = toText(rows, variables)
    expect(result).toMatchObject({ ok: false, problems })
    if (!result.ok) expect(result.problems).toHaveLength(problems.length)
  })
})

// Generated rows

const hostile = fc.oneof(
  fc.constantFrom(
    'x\\" || true // ', '" || true || "', "' || true || '", "\\", "\\\\", '\\"', "// ", "*/", "\n", "\r\n", "\t", "\u0000",
    "\u2028", "退款", "“引号”", "金额 < 500", "😀", "null", "true", "${1}", "`", '"""', "'''", "a\\u0022", "%s", "",
  ),
  fc.string({ maxLength: 12, unit: "grapheme" }),
  fc.string({ maxLength: 12, unit: "binary" }),
) // prettier-ignore

const exact = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -10, max: 10 }),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((value) => (!Number.isInteger(value) || Number.isSafeInteger(value)) && !Object.is(value, -0)),
)

const sameType = (type: Variable["type"]) =>
  variables.filter((variable) => variable.type === type).map(({ key }) => key)

function operandFor(variable: Variable, operator: RowOperator): fc.Arbitrary<RowOperand> {
  if (operator === "matches") return fc.constantFrom("^a", "退.", "\\d+", '"').map(text)
  const written: Record<Variable["type"], fc.Arbitrary<RowOperand>> = {
    string: variable.values ? fc.constantFrom(...variable.values.map(({ value }) => text(value))) : hostile.map(text),
    "list<string>": variable.values
      ? fc.constantFrom(...variable.values.map(({ value }) => text(value)))
      : hostile.map(text),
    int: exact.map(number),
    double: exact.map(number),
    money: exact.map(number),
    bool: fc.boolean().map((value) => ({ type: "bool", value })),
    timestamp: fc
      .date({ min: new Date("0001-01-02"), max: new Date("9999-12-30"), noInvalidDate: true })
      .map((date) => ({ type: "timestamp", value: date.toISOString() })),
    duration: fc.integer({ min: -1e6, max: 1e6 }).map((seconds) => ({ type: "duration", value: `${seconds}s` })),
  }
  if (variable.type === "list<string>" || operator === "oneOf") return written[variable.type]
  const other = fc.constantFrom(...sameType(variable.type)).map((key): RowOperand => ({ type: "variable", key }))
  return fc.oneof({ weight: 4, arbitrary: written[variable.type] }, { weight: 1, arbitrary: other })
}

const rowArbitrary: fc.Arbitrary<Row> = fc
  .constantFrom(...variables)
  .chain((variable) => fc.tuple(fc.constant(variable), fc.constantFrom(...operatorsFor(variable)), fc.boolean()))
  .chain(([variable, operator, isNot]) => {
    const { operands } = operatorInfo[operator]
    const [minLength, maxLength] = operands === "many" ? [1, 3] : [operands, operands]
    return fc
      .array(operandFor(variable, operator), { minLength, maxLength })
      .map((made) => ({ ...row(variable.key, operator, ...made), not: isNot }))
  })

const opaqueArbitrary = fc.constantFrom(
  ...["amount + 1 > 2", "size(tags) > 1", "tags.exists(t, t == 'a')", "vip ? vip : !vip", "amount * 2 > 5"].flatMap(
    (source) => [opaque(source), opaque(source, true)],
  ),
)

const groupArbitrary: fc.Arbitrary<RowGroup> = fc.letrec<{ group: RowGroup; item: RowItem }>((tie) => ({
  group: fc.record({
    kind: fc.constant("group" as const),
    join: fc.constantFrom("and" as const, "or" as const),
    not: fc.boolean(),
    children: fc.array(tie("item"), { minLength: 1, maxLength: 4 }),
  }),
  item: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    { weight: 5, arbitrary: rowArbitrary },
    { weight: 1, arbitrary: opaqueArbitrary },
    { weight: 3, arbitrary: tie("group") },
  ),
})).group

it("5,000 groups with hostile and Chinese texts come back identical", () => {
  let withRows = 0
  fc.assert(
    fc.property(groupArbitrary, (made) => {
      const rows = normalise(made, nullable)
      expect(normalise(rows, nullable)).toEqual(rows)
      const source = written(made)
      if (source.length > 4000) return
      const read = fromText(source, variables)
      expect(read).toEqual(rows)
      expect(written(read)).toBe(source)
      if (JSON.stringify(read).includes('"row"')) withRows += 1
    }),
    { numRuns: 5000, seed: 5 },
  )
  expect(withRows).toBeGreaterThan(4500)
})

// Meaning

type Values = Record<string, unknown>

function seconds(value: unknown): number {
  const [, amount, unit] = /^(-?\d+)([sm])$/.exec(String(value)) ?? []
  return Number(amount) * (unit === "m" ? 60 : 1)
}

/** What a row says, told without CEL. An empty variable makes it false unless being empty is the question. */
function holds(item: RowItem, given: Values): boolean | undefined {
  if (item.kind === "opaque") {
    const outcome = evaluateCondition(item.source, variables, given)
    return outcome.ok ? outcome.value !== item.not : undefined
  }
  if (item.kind === "group") {
    const all = item.children.map((child) => holds(child, given))
    if (all.includes(undefined)) return undefined
    return (item.join === "and" ? all.every(Boolean) : all.some(Boolean)) !== item.not
  }
  const value = given[item.key]
  if (item.operator === "isEmpty") return (value === null) !== item.not
  if (item.operator === "isNotEmpty") return (value !== null) !== item.not
  const others = item.operands.map((operand) => (operand.type === "variable" ? given[operand.key] : operand.value))
  if (value === null || others.includes(null)) return false
  return compare(item.operator, variables.find(({ key }) => key === item.key)?.type, value, others) !== item.not
}

function compare(operator: RowOperator, type: string | undefined, value: unknown, others: unknown[]): boolean {
  const scalar = (raw: unknown) =>
    type === "timestamp" ? Date.parse(String(raw)) : type === "duration" ? seconds(raw) : (raw as string | number)
  const [left, first = 0, second = 0] = [value, ...others].map(scalar)
  if (left === undefined) return false
  const simple: Partial<Record<RowOperator, () => boolean>> = {
    equals: () => left === first,
    differs: () => left !== first,
    less: () => left < first,
    atMost: () => left <= first,
    greater: () => left > first,
    atLeast: () => left >= first,
    between: () => first <= left && left <= second,
    oneOf: () => others.includes(value) || (others[0] as unknown[]).includes?.(value),
    contains: () => String(value).includes(String(first)),
    startsWith: () => String(value).startsWith(String(first)),
    endsWith: () => String(value).endsWith(String(first)),
    matches: () => new RegExp(String(first)).test(String(value)),
    has: () => (value as unknown[]).includes(first),
    isTrue: () => value === true,
  }
  return simple[operator]?.() ?? false
}

it("the text means what the rows say, for full and for empty values", () => {
  let compared = 0
  fc.assert(
    fc.property(groupArbitrary, fc.subarray([...nullable]), (rows, empty) => {
      const given = { ...values, ...Object.fromEntries(empty.map((key) => [key, null])) }
      const source = written(rows)
      const expected = holds(rows, given)
      const { problems } = checkExpression(source, { variables, expect: "bool" })
      expect(problems.filter(({ code }) => code !== "too_many_calls")).toEqual([])
      if (problems.length > 0 || expected === undefined) return
      expect([source, evaluateCondition(source, variables, given)]).toEqual([source, { ok: true, value: expected }])
      compared += 1
    }),
    { numRuns: 1500, seed: 9 },
  )
  expect(compared).toBeGreaterThan(1250)
})

it("a text the checker accepts means the same after a walk through the rows", () => {
  const parts = fc.constantFrom(
    "vip", "!vip", "amount < 300", "300 > amount", "remark == null", "remark != null && remark == '急'",
    "discount == null || discount < 1", "urgent != null && !urgent", "!(channel in ['phone'])", "tags.exists(t, t == 'vip')",
    "call.intent == null ? vip : call.intent == 'refund'", "'vip' in tags", "between(count, 1, 5)", "size(tags) > 1",
  ) // prettier-ignore
  const source = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      parts.map((part) => `(${part})`),
      fc.tuple(tie("node"), fc.constantFrom("&&", "||"), tie("node")).map(([a, o, b]) => `(${a} ${o} ${b})`),
      tie("node").map((node) => `!${node}`),
    ),
  })).node
  fc.assert(
    fc.property(source, fc.constantFrom(values, emptyValues), (before, given) => {
      const after = written(fromText(before, variables))
      expect([after, evaluateCondition(after, variables, given)]).toEqual([
        after,
        evaluateCondition(before, variables, given),
      ])
    }),
    { numRuns: 1500, seed: 2 },
  )
})

it("every operator is offered for some variable and has both texts", () => {
  const offered = new Set(variables.flatMap(operatorsFor))
  expect([...rowOperators].filter((operator) => !offered.has(operator))).toEqual([])
  for (const { text: plain, not: negated } of Object.values(operatorInfo)) {
    expect(plain.zh && plain.en && negated.zh && negated.en).toBeTruthy()
  }
})
