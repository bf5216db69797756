import { describe, expect, it, test } from "vitest"
import { checkExpression } from "./check"
import { compileExpression, evaluateCondition } from "./evaluate"
import { limits } from "./guard"
import { warmPatterns } from "./pattern"
import { bombs } from "./testing/bombs"
import { fastestMs, stallMaxMs } from "./testing/fastest"
import { variables, values } from "./testing/variables"

// Texts that hung, crashed or escaped some expression engine. Each is refused before it runs, or stays small: whoever
// checks it, plans it or runs it is held up for 20 ms at most.

const codes = (source: string) => checkExpression(source, { variables, expect: "any" }).problems.map(({ code }) => code)

const forty = `[${Array.from({ length: 40 }, (_, index) => index).join(",")}]`
const nestedLoops = `${forty}.all(a, ${forty}.all(b, ${forty}.all(c, ${forty}.all(d, a + b + c + d > -1))))`

const refused: [string, string, string][] = [
  ["loops four deep", nestedLoops, "nested_macro"],
  ["a loop inside a loop's list", "tags.exists(a, tags.filter(b, b == a).size() > 0)", "nested_macro"],
  ["a 5 MB literal", `"${"x".repeat(5_000_000)}" == subject`, "too_long"],
  ["a literal over its limit", `"${"x".repeat(2000)}" == subject`, "literal_too_long"],
  ["10,000 brackets", "(".repeat(10_000), "too_long"],
  ["4,000 open brackets", "(".repeat(4000), "too_many_tokens"],
  ["40 brackets", `${"(".repeat(40)}vip${")".repeat(40)}`, "too_deep"],
  ["40 lists", `${"[".repeat(40)}1${"]".repeat(40)}`, "too_deep"],
  ["40 signs", `${"-(".repeat(40)}1${")".repeat(40)}`, "too_deep"],
  ["40 choices", `${"vip ? 1 : ".repeat(40)}2`, "too_deep"],
  ["1,000 operands", Array.from({ length: 500 }, () => "vip").join("&&"), "too_many_tokens"],
  ["500 parts", Array.from({ length: 250 }, () => "vip").join("&&"), "too_many_nodes"],
  ["1,000 signs", `${"!".repeat(2001)}vip`, "too_many_tokens"],
  ["a list of 1,000", `1 in [${Array.from({ length: 250 }, () => "1").join(",")}]`, "list_too_long"],
  ["a long loop body", `tags.exists(t, ${Array.from({ length: 90 }, () => "t==t").join("&&")})`, "too_costly"],
  ["many patterns", Array.from({ length: 5 }, () => 'subject.matches("a")').join("||"), "too_many_calls"],
  ["a pattern per item", 'tags.exists(t, t.matches("a"))', "too_many_calls"],
  [
    "many time zones",
    Array.from({ length: 9 }, () => 'call.startedAt.getHours("Asia/Tokyo")>1').join("&&"),
    "too_many_calls",
  ],
  ["a long pattern", `subject.matches("${"a".repeat(300)}")`, "pattern_too_long"],
  ["a pattern that repeats repeats", 'subject.matches("((a{0,1000}){0,1000}){0,1000}")', "bad_pattern"],
  ["a pattern with a back reference", 'subject.matches(r"(a)\\1")', "bad_pattern"],
  ["a pattern of all scripts", `subject.matches(r"\\p{Greek}${"\\p{Thai}".repeat(30)}")`, "bad_pattern"],
  ["a pattern of a script, short", 'subject.matches(r"\\pZ")', "bad_pattern"],
  ["a pattern without a script", 'subject.matches(r"[^\\P{^Greek}]")', "bad_pattern"],
  ["a pattern from data", "subject.matches(subject)", "not_literal"],
  ["an unfinished text", '"abc', "unfinished_text"],
  ["an unfinished long text", '"""abc', "unfinished_text"],
  ["only a comment", "// nothing", "empty"],
  ["only comments", "// a\n// b\n", "empty"],
  ["nothing", "", "empty"],
  ["only blanks", " \n\t ", "empty"],
  ["constructor.constructor", "constructor.constructor('return process')()", "operator_expected"],
  ["constructor.constructor as a method", "constructor.constructor('return process')", "unknown_function"],
  ["constructor of a value", "subject.constructor == ''", "unknown_field"],
  ["prototype of a value", "subject.__proto__ == ''", "unknown_field"],
  ["a computed key", "subject['con' + 'structor'] == ''", "operand_type"],
  ["a computed key on a list", "tags['constructor'] == ''", "operand_type"],
  ["__proto__", "__proto__ == null", "unknown_variable"],
  ["toString", "toString == null", "unknown_variable"],
  ["valueOf()", "valueOf() == 1", "unknown_function"],
  ["hasOwnProperty", "tags.hasOwnProperty('a')", "unknown_function"],
  ["process", "process.exit(1)", "unknown_function"],
  ["globalThis", "globalThis.process == null", "unknown_variable"],
  ["require", "require('fs')", "unknown_function"],
  ["this", "this == null", "unknown_variable"],
  ["a template literal", "`${process}`", "unexpected_character"],
  ["a template call", "constructor.constructor`return process`", "unexpected_character"],
  ["an arrow", "(() => 1)()", "operand_expected"],
  ["assignment", "amount = 1", "wrong_operator"],
  ["a statement", "vip; vip", "unexpected_character"],
  ["a message", "google.protobuf.Any{}", "unsupported"],
  ["a map", '{"a": 1}', "unsupported"],
  ["growth by replace", 'subject.replace("a", "aaaaaaaaaa")', "function_not_allowed"],
  ["growth by split and join", 'subject.split("").join("xxxxxxxx")', "function_not_allowed"],
  ["growth by format", '"%1000000d".format([1])', "function_not_allowed"],
  ["growth of lists", "tags + tags", "operand_types"],
  ["types", "type(amount)", "function_not_allowed"],
  ["dyn", "dyn(amount) == 'a'", "function_not_allowed"],
  ["bytes", 'b"abc"', "unsupported"],
  ["a lone surrogate", '"\ud800" == subject && x', "unknown_variable"],
  ["an escaped surrogate", '"\\ud800"', "bad_escape"],
  ["a control character", '"\u0000"', "unexpected_character"],
  ["a right-to-left override", "vip\u202e && vip", "unexpected_character"],
  ["a full-width digit", "amount > １００", "unexpected_character"],
  ["infinity", "1e999 > amount", "number_too_large"],
  ["an inexact number", "9007199254740993 > count", "number_too_large"],
]

describe("refused", () => {
  test.each(refused)("%s", (_, source, code) => {
    expect(codes(source)).toContain(code)
    expect(evaluateCondition(source, variables, values)).toMatchObject({ ok: false })
    expect(fastestMs(() => evaluateCondition(source, variables, values))).toBeLessThan(stallMaxMs)
  })
})

/** Values as large as any may be: long texts that patterns nearly match, full lists. */
const big = {
  ...values,
  subject: `${"a".repeat(limits.stringValueCharsMax - 1)}!`,
  tags: Array.from({ length: limits.listValueItemsMax }, (_, index) => `tag ${index}`),
}

// As every process does when it starts.
warmPatterns()

describe("bounded", () => {
  test.each<[string, string]>([
    ["a pattern that hangs others", 'subject.matches("(a+)+$")'],
    [
      "four of them",
      ["(a+)+$", "(a|aa)+$", "(.*)(.*)(.*)x", "(a{1,30}){1,30}b"].map((p) => `subject.matches("${p}")`).join("||"),
    ],
    ["the longest loop", `tags.all(t, ${Array.from({ length: 11 }, () => "t!=''").join("&&")})`],
    ["loops in a row", 'tags.filter(t, t != "").map(t, t + "!").filter(t, t != "").exists(t, t == "none")'],
    ["the longest choice", `${"vip&&false ? 1 : ".repeat(28)}2`],
    ["the widest condition", Array.from({ length: 95 }, () => "amount<1").join("||")],
    ["the longest list", `subject in [${Array.from({ length: 190 }, () => '"abcdefg"').join(",")}]`],
    ["the deepest brackets", `${"(".repeat(31)}vip${")".repeat(31)}`],
    ["the longest literal", `subject == "${"x".repeat(limits.stringLiteralCharsMax)}"`],
    [
      "three long literals",
      Array.from({ length: 3 }, () => `subject=="${"x".repeat(limits.stringLiteralCharsMax)}"`).join("||"),
    ],
    ["growth by +, cut off", Array.from({ length: 12 }, () => "subject").join("+")],
    ["time zones", Array.from({ length: 8 }, () => 'call.startedAt.getHours("Asia/Tokyo")<0').join("||")],
  ])("%s", (_, source) => {
    expect(codes(source)).toEqual([])
    expect(fastestMs(() => codes(source))).toBeLessThan(stallMaxMs)
    const compiled = compileExpression(source, variables)
    expect(fastestMs(() => compiled.evaluate(big))).toBeLessThan(stallMaxMs)
  })
})

describe("a bomb is refused with a problem, or goes off in a moment and leaves little", () => {
  test.each(bombs)("%s", (_, source) => {
    const { problems } = checkExpression(source, { variables, expect: "any" })
    for (const { code, message } of problems) expect(code && message.en && message.zh).toBeTruthy()
    expect(fastestMs(() => codes(source))).toBeLessThan(stallMaxMs)
    const compiled = compileExpression(source, variables)
    const outcome = compiled.evaluate(big)
    if (problems.length > 0) expect(outcome).toMatchObject({ ok: false, problem: { code: problems[0]?.code } })
    expect(JSON.stringify(outcome).length).toBeLessThan(65_536)
    expect(fastestMs(() => compiled.evaluate(big))).toBeLessThan(stallMaxMs)
  })

  it("and with those above there are more than a hundred", () =>
    expect(bombs.length + refused.length).toBeGreaterThan(100))
})

/** What the engines do that were not taken, and what happens here. */
describe("what other languages get wrong", () => {
  const given = (changed: Record<string, unknown>) => ({ ...values, ...changed })
  test.each<[string, string, Record<string, unknown>, boolean | string]>([
    ["an empty amount is not below 500", "credit != null && credit < 500", { credit: null }, false],
    ["an empty amount that nobody guards", "credit < 500", { credit: null }, "unguarded_null"],
    ["a number against a text", 'amount < "500" && vip', {}, "incomparable"],
    ["and in words", "amount < 500 and vip", {}, "word_operator"],
    ["a duration times a number", 'call.waited * 2 > duration("1m")', {}, "operand_types"],
    ["a decimal times a whole number", "amount * 2 > 500", { amount: 251 }, true],
    ["a text that is empty is no number", 'double("") == 0.0', {}, "bad_number"],
    ["a day that does not exist", 'call.startedAt > timestamp("2026-02-30T00:00:00Z")', {}, "bad_timestamp"],
    ["a year without a 29 February", 'call.startedAt > timestamp("2025-02-29T00:00:00Z")', {}, "bad_timestamp"],
    ["a time without a zone", 'call.startedAt > timestamp("2026-05-01T00:00:00")', {}, "bad_timestamp"],
    ["a word that is no truth", "subject || vip", {}, "bool_expected"],
    ["a fraction of nothing is not infinite", "amount / 0.0 > 1.0", {}, "division_by_zero"],
    ["exactly the limit: below", "amount < 5000.0", { amount: 5000 }, false],
    ["exactly the limit: at most", "amount <= 5000.0", { amount: 5000 }, true],
    ["a fen beyond the limit", "price <= 500000", { price: 500_001 }, false],
    ["a hundred years", 'call.waited < duration("876001h")', { "call.waited": "3153600000s" }, true],
    ["a duration below nothing", 'call.waited < duration("0s")', { "call.waited": "-1s" }, true],
    ["a duration of nothing", 'call.waited == duration("0s")', { "call.waited": "0s" }, true],
    ["the last day of all", "call.startedAt.getFullYear() == 9999", { "call.startedAt": "9999-12-31T23:59:59Z" }, true],
    [
      "an hour that summer time leaves out",
      'call.startedAt.getHours("America/New_York") == 3',
      { "call.startedAt": "2026-03-08T02:30:00-05:00" },
      true,
    ],
  ])("%s", (_, source, changed, expected) => {
    const outcome = evaluateCondition(source, variables, given(changed))
    expect(outcome.ok ? outcome.value : outcome.problem.code).toBe(expected)
  })
})

describe("values that are not what was declared end in a problem", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["not a number", { amount: NaN }, "wrong_value"],
    ["without an end", { amount: Infinity }, "wrong_value"],
    ["1e309", { amount: Number("1e309") }, "wrong_value"],
    ["a number as a text", { amount: "250" }, "wrong_value"],
    ["a number with a comma", { amount: "1,000" }, "wrong_value"],
    ["a number in full-width digits", { amount: "１００" }, "wrong_value"],
    ["a number beyond 2^53", { count: Number("9007199254740993") }, "wrong_value"],
    ["half a thing", { count: 1.5 }, "wrong_value"],
    ["a big integer", { count: 1n }, "wrong_value"],
    ["nothing", { amount: null }, "missing_value"],
    ["not there", { amount: undefined }, "missing_value"],
    ["true as a word", { vip: "true" }, "wrong_value"],
    ["one for true", { vip: 1 }, "wrong_value"],
    ["a list as a text", { subject: ["a"] }, "wrong_value"],
    ["an object", { subject: { length: 1e9 } }, "wrong_value"],
    ["a boxed text", { subject: Object("a") as unknown }, "wrong_value"],
    ["ten million letters", { subject: "a".repeat(10_000_000) }, "value_too_large"],
    ["a list of a million", { tags: Array.from({ length: 1_000_000 }, () => "a") }, "value_too_large"],
    ["a list that says it is long", { tags: Object.assign(["a"], { length: 1_000_000 }) }, "value_too_large"],
    ["a list of lists", { tags: [["a"]] }, "wrong_value"],
    ["a list with a hole", { tags: Array.from({ length: 2 }) }, "wrong_value"],
    ["a list of long texts", { tags: ["a".repeat(5000)] }, "value_too_large"],
    ["a time without a zone", { "call.startedAt": "2026-05-01T00:00:00" }, "wrong_value"],
    ["29 February of 2025", { "call.startedAt": "2025-02-29T00:00:00Z" }, "wrong_value"],
    ["the year 10000", { "call.startedAt": "10000-01-01T00:00:00Z" }, "wrong_value"],
    ["a date of JavaScript", { "call.startedAt": new Date(0) }, "wrong_value"],
    ["a duration as a number", { "call.waited": 90 }, "wrong_value"],
    ["a duration without an end", { "call.waited": `${"9".repeat(400)}s` }, "wrong_value"],
  ])("%s", (_, changed, code) => {
    const source =
      'amount > 1.0 && count > 1 && subject == "x" && vip && "a" in tags && call.waited < duration("1m") && call.startedAt.getHours() > 1'
    const outcome = evaluateCondition(source, variables, { ...values, ...changed })
    expect(outcome).toMatchObject({ ok: false, problem: { code } })
    expect(JSON.stringify(outcome).length).toBeLessThan(4000)
  })
})

describe("texts that look like others are told apart", () => {
  test.each<[string, string]>([
    ["a null sign", "a\u0000"],
    ["half a character", "\ud800"],
    ["written from right to left", "\u202evip"],
    ["a width of nothing", "v\u200bip"],
    ["full-width letters", "ｖｉｐ"],
    ["letters of another script", "vіp"],
    ["a letter and its accent", "e\u0301"],
    ["a face of two parts", "👩‍💻"],
    ["a name of a prototype", "__proto__"],
    ["a line break of its own", "a\u2028b"],
  ])("%s", (_, subject) => {
    const given = { ...values, subject, tags: [subject] }
    expect(evaluateCondition('subject == "vip" || subject == "é"', variables, given)).toEqual({
      ok: true,
      value: false,
    })
    expect(evaluateCondition("subject in tags", variables, given)).toEqual({ ok: true, value: true })
  })
})

it("values cannot carry code: only own plain values of the declared types are read", () => {
  const hostile: Record<string, unknown>[] = [
    { ...values, subject: { toString: () => "x" } },
    { ...values, tags: new Proxy(["a"], {}) as unknown },
    { ...values, amount: { valueOf: () => 1 } },
    JSON.parse('{"__proto__": {"vip": true, "subject": "x"}}') as Record<string, unknown>,
    Object.create(values) as Record<string, unknown>,
  ]
  const outcomes = hostile.map((given) =>
    evaluateCondition('subject == "x" || amount > 1 || tags.size() > 9', variables, given),
  )
  expect(outcomes.map(({ ok }) => ok)).toEqual([false, true, false, false, false])
  expect(({} as Record<string, unknown>)["vip"]).toBeUndefined()
})

it("a getter that throws ends in a problem, not in a crash", () => {
  const given = Object.defineProperty({ ...values }, "amount", {
    get() {
      throw new Error("boom")
    },
  })
  expect(() => evaluateCondition("amount > 1", variables, given)).not.toThrow()
})

it("nothing a million random bytes can spell hangs or throws", () => {
  let state = 12345
  const next = () => (state = (state * 1103515245 + 12345) % 2147483648)
  const alphabet = [
    ...Array.from("abt.()[]{}?:!-+*/%<>=&|\"'\\ ,01\n"),
    "&&",
    "==",
    "vip",
    "tags",
    "exists",
    " in ",
    "null",
    "//",
    '"""',
  ]
  for (let round = 0; round < 3000; round += 1) {
    const source = Array.from({ length: next() % 120 }, () => alphabet[next() % alphabet.length]).join("")
    const { problems } = checkExpression(source, { variables, expect: "bool" })
    for (const { start, end } of problems) {
      expect(start).toBeGreaterThanOrEqual(0)
      expect(end).toBeLessThanOrEqual(source.length)
      expect(end).toBeGreaterThanOrEqual(start)
    }
  }
})
