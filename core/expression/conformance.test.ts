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
