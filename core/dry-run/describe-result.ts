import type { Text } from "@/core/text"
import type { Difference, Expectation } from "./expectation"
import type { ScenarioResult } from "./scenario"

/** What steps, SLAs and people are called; null for what is not there any more. */
export type ResultNames = {
  step: (nodeId: string) => string | null
  person: (personId: string) => string | null
  field: (key: string) => Text
}

/** Where a scenario went another way, as sentences with the move each is about. Pure. */
export function describeResult(
  { refused, differences }: ScenarioResult,
  { names: kept }: Expectation,
  names: ResultNames,
): { move: number; text: Text }[] {
  const step = (id: string) => names.step(id) ?? kept[id] ?? id
  const why = refused?.problems[0]?.text ?? { en: "", zh: "" }
  const stopped = refused
    ? [
        {
          move: refused.move,
          text: {
            en: `Move ${refused.move + 1} cannot be made: ${why.en}`,
            zh: `第 ${refused.move + 1} 步无法执行：${why.zh}`,
          },
        },
      ]
    : []
  return [...stopped, ...differences.map((one) => ({ move: one.move, text: sentence(one, step, names) }))]
}

function sentence(difference: Difference, step: (id: string) => string, names: ResultNames): Text {
  const pair = (part: Text, expected: Text, actual: Text): Text => ({
    en: `${part.en}: ${expected.en} was expected, now ${actual.en}.`,
    zh: `${part.zh}：预期为${expected.zh}，现为${actual.zh}。`,
  })
  const quoted = (id: string | null, none: Text): Text =>
    id === null ? none : { en: `“${step(id)}”`, zh: `“${step(id)}”` }
  const nothing = { en: "nothing", zh: "无" }
  if (difference.part === "path") {
    const end = { en: "no further step", zh: "不再前进" }
    return pair({ en: "Next step", zh: "下一环节" }, quoted(difference.expected, end), quoted(difference.actual, end))
  }
  if (difference.part === "warnings") {
    const { expected, actual } = difference
    const of = (one: typeof expected): Text =>
      one
        ? {
            en: `warning ${one.level} of “${step(one.of)}” (${one.channels.join(", ")})`,
            zh: `“${step(one.of)}”第${one.level}级预警（${one.channels.join("、")}）`,
          }
        : { en: "no warning", zh: "无预警" }
    return pair({ en: "Warning", zh: "预警" }, of(expected), of(actual))
  }
  if (difference.part === "people") {
    const { expected, actual } = difference
    const of = (one: typeof expected): Text => {
      if (!one) return { en: "nobody", zh: "无人" }
      const people = one.personIds.map((id) => names.person(id) ?? "?")
      return {
        en: `${people.join(", ") || "a queue"} at “${step(one.nodeId)}”`,
        zh: `“${step(one.nodeId)}”的${people.join("、") || "组队列"}`,
      }
    }
    return pair({ en: "Who gets it", zh: "办理人" }, of(expected), of(actual))
  }
  if (difference.part === "result") {
    const of = ({ status, resolution, standsAt }: typeof difference.expected): Text => {
      if (status === "closed") return { en: `closed as “${resolution ?? ""}”`, zh: `以“${resolution ?? ""}”办结` }
      const steps = standsAt.map((id) => `“${step(id)}”`)
      return { en: `open at ${steps.join(", ")}`, zh: `停在${steps.join("、")}` }
    }
    return pair({ en: "Result", zh: "结果" }, of(difference.expected), of(difference.actual))
  }
  const { key, expected, actual } = difference
  const value = (given: typeof expected): Text => {
    const text = Array.isArray(given)
      ? given.map((one) => (typeof one === "string" ? one : Object.values(one).join(" "))).join(", ")
      : String(given ?? "")
    return text === "" ? nothing : { en: text, zh: text }
  }
  return pair(names.field(key), value(expected), value(actual))
}
