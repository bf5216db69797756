import { readFileSync } from "node:fs"
import { celEnv, celUint, isCelError, isCelList, isCelMap, isCelUint, parse, plan } from "@bufbuild/cel"
import type { CelInput, CelResult, CelValue } from "@bufbuild/cel"
import { isMessage } from "@bufbuild/protobuf"
import { isReflectMessage } from "@bufbuild/protobuf/reflect"
import { anyUnpack, DurationSchema, TimestampSchema } from "@bufbuild/protobuf/wkt"
import type { Value } from "@bufbuild/cel-spec/cel/expr/value_pb.js"
import { getTestRegistry } from "@bufbuild/cel-spec/testdata/registry.js"
import {
  getConformanceSuite,
  type IncrementalTest,
  type IncrementalTestSuite,
} from "@bufbuild/cel-spec/testdata/tests.js"
import { expect, it } from "vitest"
import { environment } from "./environment"
import { compileExpression } from "./evaluate"
import { readValue, type ExpressionValue } from "./value"
import type { Variable } from "./variable"

// The conformance suite of the language, its core: what an expression here is made of, without messages, enums and the
// extensions. A new version of the engine that passes fewer, or our environment drifting further from it, shows here.

const core = new Set(
  "basic comparisons conversions fp_math integer_math lists logic macros parse plumbing string timestamps".split(" "),
)

function testsOf(suite: IncrementalTestSuite, path: string[]): { id: string; test: IncrementalTest }[] {
  const own = suite.tests.map((test) => ({ id: [...path, test.name].join("/"), test }))
  return [...own, ...suite.suites.flatMap((inner) => testsOf(inner, [...path, inner.name]))]
}

const registry = getTestRegistry()
const tests = getConformanceSuite()
  .suites.filter(({ name }) => core.has(name))
  .flatMap((suite) => testsOf(suite, [suite.name]))
  .filter(
    ({ test: { original } }) =>
      !original.checkOnly && !/\b(TestAllTypes|proto2|proto3|cel\.expr)\b/.test(original.expr + original.container),
  )

function input(value: Value | undefined): CelInput {
  const kind = value?.kind
  switch (kind?.case) {
    case "uint64Value":
      return celUint(kind.value)
    case "nullValue":
      return null
    case "listValue":
      return kind.value.values.map(input)
    case "mapValue":
      return new Map(kind.value.entries.map((entry) => [input(entry.key), input(entry.value)])) as CelInput
    case "objectValue": {
      const message = anyUnpack(kind.value, registry)
      if (!message) throw new Error(`unknown message ${kind.value.typeUrl}`)
      return message
    }
    case "boolValue":
    case "int64Value":
    case "doubleValue":
    case "stringValue":
    case "bytesValue":
      return kind.value
    case "enumValue":
    case "typeValue":
    case undefined:
      throw new Error(`no input for ${kind?.case}`)
  }
}

/** One text per value, numbers by kind, so that 1, 1u and 1.0 differ. */
function shape(value: CelValue): string {
  if (typeof value === "bigint") return `${value}`
  if (typeof value === "number") return `${value}d`
  if (value === null || typeof value === "string" || typeof value === "boolean") return JSON.stringify(value)
  if (value instanceof Uint8Array) return `b${Buffer.from(value).toString("hex")}`
  if (isCelUint(value)) return `${value.value}u`
  if (isCelList(value)) return `[${[...value].map(shape).join(",")}]`
  if (isCelMap(value)) {
    return `{${[...value]
      .map(([key, entry]) => `${shape(key)}:${shape(entry)}`)
      .toSorted()
      .join(",")}}`
  }
  if (isReflectMessage(value)) {
    const { message } = value
    if (isMessage(message, TimestampSchema) || isMessage(message, DurationSchema))
      return `${message.$typeName} ${message.seconds} ${message.nanos}`
    return message.$typeName
  }
  return `type ${value.name}`
}

function expected(value: Value): string {
  const { kind } = value
  if (kind.case === "typeValue") return `type ${kind.value}`
  if (kind.case === "mapValue") {
    const entries = kind.value.entries.map(
      (entry) => `${entry.key ? expected(entry.key) : ""}:${entry.value ? expected(entry.value) : ""}`,
    )
    return `{${entries.toSorted().join(",")}}`
  }
  if (kind.case === "listValue") return `[${kind.value.values.map(expected).join(",")}]`
  const result = plan(celEnv({ registry }), parse("x"))({ x: input(value) })
  if (isCelError(result)) throw result
  return shape(result)
}

function passes(
  { original }: IncrementalTest,
  evaluate: (text: string, bindings: Record<string, CelInput>) => CelResult,
): boolean {
  const bindings: Record<string, CelInput> = Object.create(null)
  for (const [name, bound] of Object.entries(original.bindings)) {
    if (bound.kind.case === "value") bindings[name] = input(bound.kind.value)
  }
  let result: CelResult
  try {
    result = evaluate(original.expr, bindings)
  } catch {
    return original.resultMatcher.case === "evalError"
  }
  const matcher = original.resultMatcher
  if (matcher.case === "evalError") return isCelError(result)
  if (isCelError(result)) return false
  if (matcher.case === undefined) return result === true
  return matcher.case === "value" && shape(result) === expected(matcher.value)
}

it("the engine passes the core of the language's conformance suite", () => {
  const env = celEnv({ registry })
  const failed = tests.filter(({ test }) => !passes(test, (text, bindings) => plan(env, parse(`${text}\n`))(bindings)))
  expect(failed.map(({ id }) => id)).toEqual([])
  expect(tests.length).toBe(1046)
})

it("our environment differs only where it is stricter: no NaN and no Infinity", () => {
  const failed = tests.filter(
    ({ test }) => !passes(test, (text, bindings) => plan(environment, parse(`${text}\n`))(bindings)),
  )
  expect(new Set(failed.map(({ id }) => id.split("/").at(-1)))).toEqual(
    new Set([
      "not_eq_double_nan",
      "not_eq_int_double_nan",
      "not_eq_uint_double_nan",
      "not_ne_double_nan",
      "not_ne_int_double_nan",
      "not_ne_uint_double_nan",
      "ne_double_nan",
      "divide_zero",
      "fp_overflow_positive",
      "fp_overflow_negative",
    ]),
  )
})

/** What the suite says an expression gives, as this product hands values out; undefined where no value here is its like. */
function handedOut(value: Value): ExpressionValue | undefined {
  const { kind } = value
  switch (kind.case) {
    case "nullValue":
      return null
    case "boolValue":
    case "stringValue":
    case "doubleValue":
      return kind.value
    case "int64Value":
      return Number(kind.value)
    case "listValue": {
      const items = kind.value.values.map(handedOut)
      return items.includes(undefined) ? undefined : (items as ExpressionValue[])
    }
    case "objectValue": {
      const read = plan(celEnv({ registry }), parse("x"))({ x: input(value) })
      return isCelError(read) ? undefined : readValue(read)
    }
    // Maps, bytes, types: no variable is one.
    case "bytesValue":
    case "enumValue":
    case "mapValue":
    case "typeValue":
    case "uint64Value":
    case undefined:
      return undefined
  }
}

const variableTypeOf: Partial<Record<string, Variable["type"]>> = {
  boolValue: "bool",
  stringValue: "string",
  doubleValue: "double",
  int64Value: "int",
}

type Line = { tests: number; taken: number; wrong: string[] }

/** The whole way of a condition: checked, planned, evaluated. */
function runAsConditions(of: typeof tests): { table: Record<string, Line>; refused: Record<string, number> } {
  const table: Record<string, Line> = {}
  const refused: Record<string, number> = {}
  for (const { id, test } of of) {
    const { original } = test
    const line = (table[id.split("/")[0] ?? ""] ??= { tests: 0, taken: 0, wrong: [] })
    line.tests += 1
    const bound = Object.entries(original.bindings)
    const declared = bound.flatMap(([key, { kind }]): Variable[] => {
      const type = kind.case === "value" ? variableTypeOf[kind.value.kind.case ?? ""] : undefined
      return type ? [{ key, type, nullable: false, label: { en: key, zh: key } }] : []
    })
    const values = Object.fromEntries(
      bound.map(([key, { kind }]) => [key, kind.case === "value" ? handedOut(kind.value) : undefined]),
    )
    const compiled = compileExpression(original.expr, declared)
    const [problem] = compiled.problems
    if (problem) {
      refused[problem.code] = (refused[problem.code] ?? 0) + 1
      continue
    }
    line.taken += 1
    const outcome = compiled.evaluate(values)
    const matcher = original.resultMatcher
    const isRight =
      matcher.case === "evalError"
        ? !outcome.ok
        : outcome.ok &&
          JSON.stringify(outcome.value) === JSON.stringify(matcher.case === "value" ? handedOut(matcher.value) : true)
    if (!isRight) line.wrong.push(id)
  }
  return { table, refused }
}

const { table, refused } = runAsConditions(tests)

it("what the checker takes gives what the suite says, but for NaN and Infinity", () => {
  expect(Object.values(table).flatMap(({ wrong }) => wrong)).toEqual([
    "comparisons/eq_literal/not_eq_double_nan",
    "comparisons/ne_literal/not_ne_double_nan",
    "comparisons/ne_literal/ne_double_nan",
    "fp_math/fp_math/divide_zero",
    "fp_math/fp_math/fp_overflow_positive",
    "fp_math/fp_math/fp_overflow_negative",
  ])
})

it("docs/conditions.md says how much of each part conditions may use: neither less nor more", () => {
  const page = readFileSync("docs/conditions.md", "utf8")
  for (const [name, line] of Object.entries(table))
    expect(page).toContain(`| ${name} | ${line.tests} | ${line.tests} | ${line.taken} |`)
  for (const [code, count] of Object.entries(refused)) expect(page).toContain(`| \`${code}\` | ${count} |`)
  const taken = Object.values(table).reduce((sum, line) => sum + line.taken, 0)
  expect(page).toContain(`| all | ${tests.length} | ${tests.length} | ${taken} |`)
})
