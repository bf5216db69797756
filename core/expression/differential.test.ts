import fc from "fast-check"
import { expect, it, vi } from "vitest"
import { compileExpression } from "./evaluate"
import { variables } from "./testing/variables"
import type { Variable } from "./variable"

// Thousands of generated cases, on machines that may be busy with others.
vi.setConfig({ testTimeout: 300_000 })

// What the checker accepts never fails with a type error at run time, and never evaluates to a value of another type.
// Texts are grown two ways: well typed (most are accepted) and wild (most are refused; the rest are the hard ones).

const oneOf = <Value>(...items: Value[]) => fc.constantFrom(...items)

type Sort = "bool" | "int" | "double" | "string" | "timestamp" | "duration" | "list"

const sortOf: Record<Variable["type"], Sort> = {
  bool: "bool", int: "int", money: "int", double: "double", string: "string",
  timestamp: "timestamp", duration: "duration", "list<string>": "list",
} // prettier-ignore

const literals: Record<Sort, fc.Arbitrary<string>> = {
  bool: oneOf("true", "false"),
  int: fc.integer({ min: -1000, max: 1000 }).map(String),
  double: fc.integer({ min: -4000, max: 4000 }).map((quarters) => (quarters / 4).toFixed(2)),
  string: oneOf('"phone"', "'refund'", '"vip"', '""', '"中文 😀"', 'r"\\d"', '"a\\"b"'),
  timestamp: oneOf('timestamp("2026-05-01T00:00:00Z")', 'timestamp("1999-12-31T23:59:59.5+08:00")'),
  duration: oneOf('duration("30m")', 'duration("-1.5h")', 'duration("0")'),
  list: oneOf("[]", '["vip"]', '["a", "b"]'),
}

function names(sort: Sort): { plain: string[]; nullable: string[] } {
  const same = variables.filter(({ type }) => sortOf[type] === sort)
  return {
    plain: same.filter(({ nullable }) => !nullable).map(({ key }) => key),
    nullable: same.filter(({ nullable }) => nullable).map(({ key }) => key),
  }
}

/** A leaf of a sort; an empty-able variable comes with the guard that makes it usable. */
function leaf(sort: Sort): fc.Arbitrary<string> {
  const { plain, nullable } = names(sort)
  const guarded = fc
    .tuple(oneOf(...nullable), literals[sort])
    .map(([key, other]) => `(${key} != null ? ${key} : ${other})`)
  return fc.oneof(
    { weight: 3, arbitrary: literals[sort] },
    { weight: 4, arbitrary: oneOf(...plain) },
    { weight: 2, arbitrary: guarded },
  )
}

/** Built once per sort and depth: building costs more than generating. */
const built = new Map<string, fc.Arbitrary<string>>()
function typed(sort: Sort, depth: number): fc.Arbitrary<string> {
  const known = built.get(`${sort}${depth}`)
  if (known) return known
  const made = grow(sort, depth)
  built.set(`${sort}${depth}`, made)
  return made
}

function grow(sort: Sort, depth: number): fc.Arbitrary<string> {
  if (depth === 0) return leaf(sort)
  const sub = (other: Sort) => typed(other, depth - 1)
  const write = (sorts: Sort[], template: (parts: string[]) => string) => fc.tuple(...sorts.map(sub)).map(template)
  const infix = (left: Sort, operators: string[], right = left) =>
    fc.tuple(sub(left), oneOf(...operators), sub(right)).map(([a, operator, b]) => `(${a} ${operator} ${b})`)
  const choice = write(["bool", sort, sort], ([test, a, b]) => `(${test} ? ${a} : ${b})`)
  const guarded = fc
    .tuple(oneOf(...names(sort).nullable), oneOf(0, 1, 2), sub(sort))
    .map(([key, form, other]) =>
      form === 0
        ? `(${key} == null ? ${other} : ${key})`
        : form === 1
          ? `(!(${key} == null) ? ${key} : ${other})`
          : `(null != ${key} ? ${key} : ${other})`,
    )
  const rules: Record<Sort, fc.Arbitrary<string>[]> = {
    bool: [
      infix("bool", ["&&", "||", "==", "!="]),
      infix("int", ["<", "<=", ">", ">=", "==", "!="], "double"),
      infix("int", ["<", "==", ">="]),
      infix("double", ["<", "==", ">="]),
      infix("string", ["<", "==", "!="]),
      infix("timestamp", ["<", "<=", ">", ">=", "==", "!="]),
      infix("duration", ["<", "<=", ">", ">=", "==", "!="]),
      infix("list", ["==", "!="]),
      infix("string", ["in"], "list"),
      write(["bool"], ([a]) => `!${a}`),
      write(["string", "string"], ([a, b]) => `${a}.contains(${b})`),
      write(["string"], ([a]) => `${a}.matches("^[a-z]+$")`),
      write(["int", "double", "int"], ([a, b, c]) => `between(${a}, ${b}, ${c})`),
      write(["duration", "duration", "duration"], ([a, b, c]) => `between(${a}, ${b}, ${c})`),
      write(["timestamp", "timestamp", "timestamp"], ([a, b, c]) => `between(${a}, ${b}, ${c})`),
      fc
        .tuple(
          sub("list"),
          oneOf("exists", "all", "exists_one"),
          oneOf('x == "vip"', "x.size() > 2", "x in tags", "x < subject"),
        )
        .map(([list, macro, test]) => `${list}.${macro}(x, ${test})`),
      fc
        .tuple(oneOf(...variables.filter(({ nullable }) => nullable).map(({ key }) => key)), oneOf("==", "!="))
        .map(([key, operator]) => `${key} ${operator} null`),
      fc
        .tuple(oneOf(...names("double").nullable), sub("double"))
        .map(([key, other]) => `(${key} != null && ${key} < ${other})`),
      fc
        .tuple(oneOf(...names("duration").nullable), sub("duration"))
        .map(([key, other]) => `(${key} == null || ${key} < ${other})`),
      fc
        .tuple(oneOf(...names("timestamp").nullable), sub("timestamp"))
        .map(([key, other]) => `(${key} == null || vip || ${key} < ${other})`),
    ],
    int: [
      infix("int", ["+", "-", "*", "/", "%"]),
      write(["int"], ([a]) => `-(${a})`),
      write(["string"], ([a]) => `size(${a})`),
      write(["list"], ([a]) => `${a}.size()`),
      write(["double"], ([a]) => `int(${a})`),
      write(["string"], ([a]) => `int(${a})`),
      write(["timestamp"], ([a]) => `${a}.getHours("Asia/Shanghai")`),
      write(["timestamp"], ([a]) => `${a}.getDayOfWeek()`),
      write(["duration"], ([a]) => `${a}.getMinutes()`),
    ],
    double: [
      infix("double", ["+", "-", "*", "/"]),
      fc.tuple(sub("double"), oneOf("+", "-", "*", "/"), literals.int).map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc.tuple(literals.int, oneOf("+", "-", "*"), sub("double")).map(([a, o, b]) => `((${a} + 1) ${o} ${b})`),
      write(["int"], ([a]) => `double(${a})`),
      write(["double"], ([a]) => `-(${a})`),
    ],
    string: [
      infix("string", ["+"]),
      write(["string"], ([a]) => `${a}.lowerAscii()`),
      write(["string"], ([a]) => `${a}.trim()`),
      write(["int"], ([a]) => `string(${a})`),
      write(["double"], ([a]) => `string(${a})`),
      write(["list", "int"], ([a, b]) => `${a}[${b}]`),
    ],
    timestamp: [infix("timestamp", ["+", "-"], "duration"), infix("duration", ["+"], "timestamp")],
    duration: [infix("duration", ["+", "-"]), infix("timestamp", ["-"])],
    list: [
      write(["list"], ([a]) => `${a}.filter(x, x != "vip")`),
      write(["list"], ([a]) => `${a}.map(x, x + "!")`),
      write(["string", "string"], ([a, b]) => `[${a}, ${b}]`),
    ],
  }
  return fc.oneof(
    { weight: 2, arbitrary: leaf(sort) },
    { weight: 1, arbitrary: choice },
    { weight: 1, arbitrary: guarded },
    ...rules[sort].map((arbitrary) => ({ weight: 1, arbitrary })),
  )
}

/** Any operator over anything, nullable variables bare. */
const wild: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    oneOf(
      ...variables.map(({ key }) => key),
      "null",
      "1",
      "2.5",
      '"phone"',
      "true",
      "[]",
      '["vip"]',
      'duration("1m")',
      "t",
    ),
    fc
      .tuple(tie("node"), oneOf("&&", "||", "==", "!=", "<", ">=", "+", "-", "*", "/", "%", "in"), tie("node"))
      .map(([a, o, b]) => `(${a} ${o} ${b})`),
    fc.tuple(tie("node"), tie("node"), tie("node")).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc
      .tuple(oneOf(...variables.map(({ key }) => key)), tie("node"))
      .map(([key, rest]) => `(${key} != null && ${rest})`),
    fc
      .tuple(oneOf(...variables.map(({ key }) => key)), tie("node"))
      .map(([key, rest]) => `(${key} == null || ${rest})`),
    tie("node").map((a) => `!${a}`),
    tie("node").map((a) => `-(${a})`),
    fc
      .tuple(
        tie("node"),
        oneOf(
          "size()",
          "trim()",
          "getHours()",
          'contains("a")',
          "exists(t, t == 'vip')",
          "map(t, t)",
          "filter(t, t != subject)",
        ),
      )
      .map(([a, call]) => `${a}.${call}`),
    fc
      .tuple(oneOf("size", "string", "double", "int", "timestamp", "duration"), tie("node"))
      .map(([name, a]) => `${name}(${a})`),
    fc.tuple(tie("node"), tie("node")).map(([a, b]) => `[${a}, ${b}]`),
    fc.tuple(tie("node"), tie("node")).map(([a, b]) => `${a}[${b}]`),
  ),
})).node

function valueOf({ type, values, nullable }: Variable): fc.Arbitrary<unknown> {
  const text = fc.oneof(oneOf("phone", "vip", "", "abc", "中文", "-3", "1.5", "30m"), fc.string({ maxLength: 8 }))
  const some: Record<Variable["type"], fc.Arbitrary<unknown>> = {
    bool: fc.boolean(),
    int: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.maxSafeInteger()),
    money: fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.maxSafeInteger()),
    double: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), oneOf(0, -0, 1, 0.25)),
    string: values ? oneOf(...values.map(({ value }) => value)) : text,
    timestamp: fc
      .date({ min: new Date("0001-01-02"), max: new Date("9999-12-30"), noInvalidDate: true })
      .map((date) => date.toISOString().replace("Z", "+08:00")),
    duration: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((seconds) => `${seconds}s`),
    "list<string>": values ? fc.subarray(values.map(({ value }) => value)) : fc.array(text, { maxLength: 4 }),
  }
  return nullable
    ? fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: some[type] })
    : some[type]
}

const someValues = fc
  .tuple(...variables.map(valueOf))
  .map((all) => Object.fromEntries(variables.map(({ key }, index) => [key, all[index]])))

/** Failures that depend on a value, not on its type. */
const valueFailures = new Set([
  "division_by_zero",
  "number_overflow",
  "index_out_of_range",
  "bad_conversion",
  "text_too_long",
])

const jsTypes: Record<string, (value: unknown) => boolean> = {
  bool: (value) => typeof value === "boolean",
  int: (value) => Number.isSafeInteger(value),
  double: (value) => Number.isFinite(value),
  string: (value) => typeof value === "string",
  timestamp: (value) => typeof value === "string" && value.endsWith("Z"),
  duration: (value) => typeof value === "string" && value.endsWith("s"),
  list: (value) => Array.isArray(value),
  null: (value) => value === null,
  unknown: () => true,
}

/** How many of the values an accepted text was evaluated on; 0 when the checker refused it. */
function verify(source: string, all: Record<string, unknown>[]): number {
  const compiled = compileExpression(source, variables)
  const [first] = compiled.problems
  if (first) {
    expect(compiled.evaluate(all[0] ?? {})).toMatchObject({ ok: false, problem: { code: first.code } })
    return 0
  }
  for (const given of all) {
    const outcome = compiled.evaluate(given)
    if (!outcome.ok) {
      expect([...valueFailures], `${source} ${JSON.stringify(outcome)}`).toContain(outcome.problem.code)
    } else if (!(outcome.value === null && compiled.type.nullable)) {
      const { base } = compiled.type
      expect(jsTypes[base]?.(outcome.value), `${source}: ${base} ${JSON.stringify(outcome.value)}`).toBe(true)
    }
    expect(compiled.evaluate(given)).toEqual(outcome)
  }
  return all.length
}

const threeValues = fc.array(someValues, { minLength: 3, maxLength: 3 })

it("well-typed texts: accepted, and never a type error over 10,000 texts", () => {
  let accepted = 0
  const sorts: Sort[] = ["bool", "int", "double", "string", "timestamp", "duration", "list"]
  const source = fc.oneof(...sorts.flatMap((sort) => [1, 2, 3].map((depth) => typed(sort, depth))))
  fc.assert(
    fc.property(source, someValues, (text, given) => {
      accepted += verify(text, [given])
    }),
    { numRuns: 10_000, seed: 20260501 },
  )
  // The rest convert words to numbers, compare closed lists with other words or loop inside a loop: rightly refused.
  expect(accepted).toBeGreaterThan(8000)
})

it("wild texts: whatever slips through the checker runs without a type error", () => {
  let accepted = 0
  fc.assert(
    fc.property(wild, threeValues, (text, all) => {
      accepted += verify(text, all)
    }),
    { numRuns: 16_000, seed: 7 },
  )
  expect(accepted).toBeGreaterThan(1500)
})

/** Logic over guards and uses of three variables that may be empty: what the checker believes after each operator. */
const guards: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: "medium" },
    oneOf(
      "discount != null",
      "null == discount",
      "priority == null",
      "null != priority",
      "urgent != null",
      "urgent == null",
    ),
    oneOf("discount > 0.5", "priority % 2 == 0", "urgent", "vip", "true", "false", "amount / 0.0 > 1.0"),
    fc.tuple(tie("node"), oneOf("&&", "||"), tie("node")).map(([a, o, b]) => `(${a} ${o} ${b})`),
    fc.tuple(tie("node"), oneOf("&&", "||"), tie("node")).map(([a, o, b]) => `(${a} ${o} ${b})`),
    fc.tuple(tie("node"), tie("node"), tie("node")).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    tie("node").map((a) => `!(${a})`),
  ),
})).node

it("guards: what counts as checked is never empty", () => {
  let used = 0
  fc.assert(
    fc.property(guards, threeValues, (text, all) => {
      if (verify(text, all) > 0 && /discount > |priority %|urgent(?! [!=])/.test(text)) used += 1
    }),
    { numRuns: 24_000, seed: 11 },
  )
  expect(used).toBeGreaterThan(500)
})

it("the generator reaches failures of values too", () => {
  const codes = new Set<string>()
  fc.assert(
    fc.property(typed("int", 2), someValues, (text, given) => {
      const outcome = compileExpression(text, variables).evaluate(given)
      if (!outcome.ok) codes.add(outcome.problem.code)
    }),
    { numRuns: 1500, seed: 3 },
  )
  expect([...codes]).toEqual(expect.arrayContaining(["division_by_zero", "bad_conversion", "index_out_of_range"]))
})
