import { describe, expect, it, test } from "vitest"
import { checkExpression } from "./check"
import { compileExpression, evaluateCondition } from "./evaluate"
import { limits } from "./guard"
import { variables, values } from "./testing/variables"

// Texts that hung, crashed or escaped some expression engine. Each is refused before it runs, or stays small: under 20 ms on
// a calm machine. What grows faster than its text takes seconds here, so a busy machine is given five times as much.
const boundMs = 100

const codes = (source: string) => checkExpression(source, { variables, expect: "any" }).problems.map(({ code }) => code)

/** The best of some tries, in time on the processor: the machine may be busy, the text may not be slow. */
function fastestMs(run: () => void, tries = 7): number {
  let best = Infinity
  for (let index = 0; index < tries; index += 1) {
    const start = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}

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
    expect(fastestMs(() => evaluateCondition(source, variables, values))).toBeLessThan(boundMs)
  })
})

describe("bounded", () => {
  const long = "a".repeat(limits.stringValueCharsMax)
  const many = Array.from({ length: limits.listValueItemsMax }, (_, index) => `tag ${index}`)
  const big = { ...values, subject: `${long.slice(1)}!`, tags: many }
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
    expect(fastestMs(() => codes(source))).toBeLessThan(boundMs)
    const compiled = compileExpression(source, variables)
    expect(fastestMs(() => compiled.evaluate(big))).toBeLessThan(boundMs)
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
