import type { Text } from "@/core/text"
import type { BaseType } from "./type"

// The functions an expression may call: the allow-list of the guard, the overloads of the checker, and what completion,
// hover and signature help show. What is not here cannot be called, whatever the library knows.

type Accepts = Exclude<BaseType, "null" | "unknown"> | "number" | "any"

export type Parameter = {
  name: string
  accepts: Accepts
  /** Must be written out, so that it is checked before anything runs. */
  literal?: "pattern" | "zone" | "timestamp" | "duration"
}

export type FunctionOverload = {
  name: string
  /** Set for a method: what it is called on. */
  target?: Accepts
  parameters: readonly Parameter[]
  result: Exclude<BaseType, "list" | "null" | "unknown">
  text: Text
  example: string
}

const zone: Parameter = { name: "zone", accepts: "string", literal: "zone" }

/** A part of a point in time, in UTC or in a time zone. */
function timePart(name: string, zh: string, en: string): FunctionOverload[] {
  const base = { name, target: "timestamp", result: "int" } as const
  const inZone = { zh: `${zh}，按所给时区`, en: `${en}, in the given time zone` }
  return [
    { ...base, parameters: [zone], text: inZone, example: `now.${name}("Asia/Shanghai")` },
    {
      ...base,
      parameters: [],
      text: { zh: `${zh}，按协调世界时（UTC）`, en: `${en}, in UTC` },
      example: `now.${name}()`,
    },
  ]
}

function durationPart(name: string, zh: string, en: string): FunctionOverload {
  return { name, target: "duration", parameters: [], result: "int", text: { zh, en }, example: `waited.${name}()` }
}

function conversion(name: "int" | "double" | "string", accepts: Accepts, zh: string, en: string): FunctionOverload {
  return { name, parameters: [{ name: "value", accepts }], result: name, text: { zh, en }, example: `${name}(value)` }
}

export const functions: readonly FunctionOverload[] = [
  {
    name: "contains",
    target: "string",
    parameters: [{ name: "part", accepts: "string" }],
    result: "bool",
    text: { zh: "文本中包含 part", en: "Whether the text contains part" },
    example: 'subject.contains("退款")',
  },
  {
    name: "startsWith",
    target: "string",
    parameters: [{ name: "prefix", accepts: "string" }],
    result: "bool",
    text: { zh: "文本以 prefix 开头", en: "Whether the text starts with prefix" },
    example: 'callerNumber.startsWith("400")',
  },
  {
    name: "endsWith",
    target: "string",
    parameters: [{ name: "suffix", accepts: "string" }],
    result: "bool",
    text: { zh: "文本以 suffix 结尾", en: "Whether the text ends with suffix" },
    example: 'email.endsWith("@example.com")',
  },
  {
    name: "matches",
    target: "string",
    parameters: [{ name: "pattern", accepts: "string", literal: "pattern" }],
    result: "bool",
    text: {
      zh: "文本的某一部分符合正则表达式（RE2 语法，耗时与文本长度成正比）",
      en: "Whether some part of the text matches the regular expression (RE2 syntax, linear time)",
    },
    example: 'callerNumber.matches("^1[3-9][0-9]{9}$")',
  },
  {
    name: "lowerAscii",
    target: "string",
    parameters: [],
    result: "string",
    text: { zh: "把英文字母变成小写", en: "The text with its ASCII letters in lower case" },
    example: 'code.lowerAscii() == "vip"',
  },
  {
    name: "upperAscii",
    target: "string",
    parameters: [],
    result: "string",
    text: { zh: "把英文字母变成大写", en: "The text with its ASCII letters in upper case" },
    example: 'code.upperAscii() == "VIP"',
  },
  {
    name: "trim",
    target: "string",
    parameters: [],
    result: "string",
    text: { zh: "去掉首尾空白", en: "The text without blanks at its ends" },
    example: 'remark.trim() != ""',
  },
  {
    name: "size",
    target: "string",
    parameters: [],
    result: "int",
    text: { zh: "字符个数", en: "The number of characters" },
    example: "remark.size() > 10",
  },
  {
    name: "size",
    target: "list",
    parameters: [],
    result: "int",
    text: { zh: "列表的项数", en: "The number of items" },
    example: "tags.size() > 0",
  },
  {
    name: "size",
    parameters: [{ name: "text", accepts: "string" }],
    result: "int",
    text: { zh: "字符个数", en: "The number of characters" },
    example: "size(remark) > 10",
  },
  {
    name: "size",
    parameters: [{ name: "list", accepts: "list" }],
    result: "int",
    text: { zh: "列表的项数", en: "The number of items" },
    example: "size(tags) > 0",
  },
  ...(["number", "timestamp", "duration", "string"] as const).map((accepts): FunctionOverload => ({
    name: "between",
    parameters: [
      { name: "value", accepts },
      { name: "low", accepts },
      { name: "high", accepts },
    ],
    result: "bool",
    text: { zh: "value 在 low 与 high 之间，含两端", en: "Whether value lies between low and high, both included" },
    example: "between(amount, 100, 500)",
  })),
  {
    name: "timestamp",
    parameters: [{ name: "text", accepts: "string", literal: "timestamp" }],
    result: "timestamp",
    text: { zh: "由带时区的时间文本得到时间点", en: "The point in time of a text with a time zone" },
    example: 'timestamp("2026-05-01T09:00:00+08:00")',
  },
  {
    name: "duration",
    parameters: [{ name: "text", accepts: "string", literal: "duration" }],
    result: "duration",
    text: { zh: "由文本得到时长：h 小时、m 分钟、s 秒", en: "The duration of a text: h hours, m minutes, s seconds" },
    example: 'duration("1h30m")',
  },
  conversion("double", "int", "整数变为小数", "A whole number as a decimal number"),
  conversion("double", "double", "小数本身", "The decimal number itself"),
  conversion("double", "string", "由文本得到小数", "The decimal number a text writes"),
  conversion("int", "double", "去掉小数部分", "The number without its fraction"),
  conversion("int", "int", "整数本身", "The whole number itself"),
  conversion("int", "string", "由文本得到整数", "The whole number a text writes"),
  conversion("string", "int", "整数变为文本", "The whole number as text"),
  conversion("string", "double", "小数变为文本", "The decimal number as text"),
  conversion("string", "bool", "“true”或“false”", "“true” or “false”"),
  conversion("string", "string", "文本本身", "The text itself"),
  ...timePart("getHours", "小时（0–23）", "The hour (0–23)"),
  ...timePart("getMinutes", "分钟（0–59）", "The minute (0–59)"),
  ...timePart("getSeconds", "秒（0–59）", "The second (0–59)"),
  ...timePart("getDayOfWeek", "星期（0 为星期日，6 为星期六）", "The day of the week (0 is Sunday, 6 is Saturday)"),
  ...timePart("getDate", "日（1–31）", "The day of the month (1–31)"),
  ...timePart("getDayOfMonth", "日，从 0 开始（0–30）", "The day of the month counted from 0 (0–30)"),
  ...timePart("getDayOfYear", "一年中的第几天，从 0 开始", "The day of the year counted from 0"),
  ...timePart("getMonth", "月，从 0 开始（0–11）", "The month counted from 0 (0–11)"),
  ...timePart("getFullYear", "年", "The year"),
  durationPart("getHours", "总小时数，取整", "All hours, rounded down"),
  durationPart("getMinutes", "总分钟数，取整", "All minutes, rounded down"),
  durationPart("getSeconds", "总秒数，取整", "All seconds, rounded down"),
]

export const functionsByName: ReadonlyMap<string, readonly FunctionOverload[]> = new Map(
  functions.map(({ name }) => [name, functions.filter((overload) => overload.name === name)]),
)

/** Loops over a list. `test` is evaluated once per item, under the name its first argument gives it. */
export type Macro = { name: string; result: "bool" | "list"; body: "bool" | "any"; text: Text; example: string }

export const macros: readonly Macro[] = [
  {
    name: "exists",
    result: "bool",
    body: "bool",
    text: { zh: "至少有一项满足条件", en: "Whether at least one item passes the test" },
    example: 'tags.exists(tag, tag == "vip")',
  },
  {
    name: "all",
    result: "bool",
    body: "bool",
    text: { zh: "每一项都满足条件", en: "Whether every item passes the test" },
    example: 'tags.all(tag, tag.startsWith("a"))',
  },
  {
    name: "exists_one",
    result: "bool",
    body: "bool",
    text: { zh: "恰好有一项满足条件", en: "Whether exactly one item passes the test" },
    example: 'tags.exists_one(tag, tag == "vip")',
  },
  {
    name: "filter",
    result: "list",
    body: "bool",
    text: { zh: "留下满足条件的各项", en: "The items that pass the test" },
    example: 'tags.filter(tag, tag != "test").size() > 0',
  },
  {
    name: "map",
    result: "list",
    body: "any",
    text: { zh: "由每一项算出一个新值", en: "One new value for every item" },
    example: '"vip" in tags.map(tag, tag.lowerAscii())',
  },
]

export const macrosByName: ReadonlyMap<string, Macro> = new Map(macros.map((macro) => [macro.name, macro]))

/** Functions of CEL and its extensions that are left out on purpose: they grow text, look behind types, or guess. */
export const refusedFunctions: ReadonlySet<string> = new Set(
  "replace split join format quote reverse charAt indexOf lastIndexOf substring has type dyn bytes uint bool existsOne".split(
    " ",
  ),
)

/** `contains(part)` as completion and signature help write it. */
export function signatureOf({ name, parameters }: FunctionOverload): string {
  return `${name}(${parameters.map((parameter) => parameter.name).join(", ")})`
}
