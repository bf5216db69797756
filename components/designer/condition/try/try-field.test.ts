import { expect, it } from "vitest"
import { evaluateCondition } from "@/core/expression/evaluate"
import { proveCoverage } from "@/core/expression/coverage/prove"
import { variableTypes, type Variable } from "@/core/expression/variable"
import { builtInVariables } from "@/core/flow/variables"
import { draftsOfCase, valuesOfTry } from "./try-field"

const options = { timeZone: "Asia/Shanghai", now: "2026-05-04T01:00:00Z" }
const through = (variables: readonly Variable[], values: Record<string, unknown>) =>
  valuesOfTry(variables, [], draftsOfCase(variables, [], values, options), options.timeZone)

const label = { en: "x", zh: "x" }
const all: Variable[] = variableTypes.flatMap((type, index) =>
  [true, false].map((nullable) => ({ key: `v${index}${nullable ? "n" : ""}`, type, nullable, label })),
)

it("what no case speaks of is something every type takes, and nothing where that may be", () => {
  const values = through([...all, ...builtInVariables], {})
  for (const { key, nullable } of all) expect(values[key] === null, key).toBe(nullable)
  for (const variable of [...all, ...builtInVariables]) {
    // Comparing a value with itself fails when it is not of its type.
    const outcome = evaluateCondition(
      variable.nullable ? `${variable.key} == null` : `${variable.key} == ${variable.key}`,
      [variable],
      values,
    )
    expect(outcome, variable.key).toEqual({ ok: true, value: true })
  }
})

it("a case that was proven says the same after it has been through the inputs", () => {
  const variables: Variable[] = [
    { key: "amount", type: "money", nullable: false, label },
    { key: "rate", type: "double", nullable: true, label },
    { key: "at", type: "timestamp", nullable: false, label },
    { key: "wait", type: "duration", nullable: false, label },
    { key: "tags", type: "list<string>", nullable: false, label },
    { key: "vip", type: "bool", nullable: false, label },
  ]
  for (const source of [
    "amount >= 12345 && !vip",
    "rate != null && rate > 0.5",
    'at > timestamp("2026-05-04T01:00:00Z")',
    'wait > duration("90m")',
    '"a" in tags && vip',
  ]) {
    const fails = proveCoverage([{ id: "it", source }], variables).gaps[0]
    const holds = proveCoverage([{ id: "not", source: `!(${source})` }], variables).gaps[0]
    expect(evaluateCondition(source, variables, through(variables, fails ?? {})), source).toEqual({
      ok: true,
      value: false,
    })
    expect(evaluateCondition(source, variables, through(variables, holds ?? {})), source).toEqual({
      ok: true,
      value: true,
    })
  }
})
