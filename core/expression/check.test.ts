import { describe, expect, it, test } from "vitest"
import { checkExpression, type ExpectedType } from "./check"
import { variables } from "./testing/variables"

function codes(source: string, expected: ExpectedType = "bool"): string[] {
  return checkExpression(source, { variables, expect: expected }).problems.map(({ code, start, end }) =>
    `${code} ${source.slice(start, end)}`.trim(),
  )
}

describe("accepts", () => {
  test.each<[string, ExpectedType?]>([
    ["amount < 500"],
    ["amount < 500 && vip"],
    ["amount * 2 > 10 + 1"],
    ["amount * (1 + 2) < 3"],
    ["-amount + 1 < 0"],
    ["count * 2 > 3"],
    ["count > 2.5"],
    ["double(count) * 1.5 < amount"],
    ["price > 50000 && price % 100 == 0"],
    ["discount != null && discount > 0"],
    ["discount == null || discount > 0.5"],
    ["!(discount == null) && discount > 0"],
    ["discount == null ? vip : discount > 1"],
    ["!(discount == null || priority == null) && discount > 1 && priority > 2"],
    ["(discount != null && vip) && discount > 1"],
    ["(discount != null ? discount > 1 : false) && discount < 3"],
    ["discount == null"],
    ["null != dueAt"],
    ["urgent == null || urgent"],
    ['channel == "phone"'],
    ['channel in ["phone", "email"]'],
    ['!(channel in ["phone"])'],
    ['call.intent != null && call.intent == "refund"'],
    ['"vip" in tags'],
    ['skills != null && "english" in skills'],
    ['tags.exists(tag, tag == "vip" && vip)'],
    ['tags.filter(tag, tag != "x").size() > 0'],
    ['"a" in tags.map(tag, tag.lowerAscii())'],
    ["tags.size() > 0 && tags[0] == 'vip'"],
    ["size(subject) > 3"],
    ['subject.matches("^[0-9]+$")'],
    ['call.waited > duration("30m")'],
    ['call.startedAt > timestamp("2026-01-01T00:00:00Z")'],
    ['call.startedAt + duration("1h") < timestamp("2026-01-01T00:00:00Z")'],
    ["dueAt != null && dueAt - call.startedAt > call.waited"],
    ['call.startedAt.getHours("Asia/Shanghai") >= 9'],
    ['call.startedAt.getDayOfWeek("+08:00") in [0, 6]'],
    ["between(amount, 1, 500)"],
    ['between(call.waited, duration("1m"), duration("1h"))'],
    ["amount < 500 // small\n && vip // important"],
    ["vip == true"],
    ["true"],
    ["amount / 3 > 1"],
    ["[1, 2.5][0] > amount"],
    ["vip ? 1 : 2.5", "number"],
    ["vip ? amount : 1", "number"],
    ["price", "number"],
    ["subject + ' ' + channel", "string"],
    ["string(count)", "string"],
    ["call.startedAt", "timestamp"],
    ['vip ? duration("30m") : duration("4h")', "duration"],
    ["tags.filter(tag, tag.startsWith('a'))", "list<string>"],
    ["[]", "list<string>"],
    ["remark", "any"],
    ["remark == null ? 'none' : remark", "string"],
  ])("%s", (source, expected) => {
    expect(codes(source, expected)).toEqual([])
  })
})

describe("refuses", () => {
  test.each<[string, string[], ExpectedType?]>([
    // Names
    ["amout < 500", ["unknown_variable amout"]],
    ["call.intnt == 'refund'", ["unknown_variable call.intnt"]],
    ["call == 'x'", ["incomplete_variable call"]],
    ["amount.value > 1", ["unknown_field value"]],
    ["subject.containz('a')", ["unknown_function containz"]],
    ["foo(1) > 2", ["unknown_function foo"]],
    ["contains(subject, 'a')", ["not_a_method contains"]],
    ["tags.contains('a')", ["wrong_target contains"]],
    ["amount.size() > 1", ["wrong_target size"]],
    ["subject.replace('a', 'b') == ''", ["function_not_allowed replace"]],
    ["type(amount) == type(1)", ["function_not_allowed type", "function_not_allowed type"]],
    ["dyn(amount) == 1", ["function_not_allowed dyn"]],
    ["has(call.intent)", ["function_not_allowed has(call.intent)"]],
    ["tags.existsOne(t, t == 'a')", ["function_not_allowed existsOne"]],
    ["tags.exists(vip, vip == 'a')", ["name_taken vip"]],
    ["tags.exists(call, call == 'a')", ["name_taken call"]],
    ["tags.exists('a', true)", ["macro_variable 'a'"]],
    ["tags.exists(t)", ["argument_count tags.exists(t)"]],
    ["subject.exists(t, true)", ["wrong_target exists"]],
    // Arguments
    ["subject.contains()", ["argument_count subject.contains()"]],
    ["subject.contains('a', 'b')", ["argument_count subject.contains('a', 'b')"]],
    ["subject.contains(1)", ["argument_type 1"]],
    ["between(amount, 1, 'a')", ["argument_type 'a'"]],
    ["size(amount) > 1", ["argument_type amount"]],
    ["subject.matches(channel)", ["not_literal channel"]],
    ["subject.matches('(a')", ["bad_pattern '(a'"]],
    ["subject.matches('(?=a)b')", ["bad_pattern '(?=a)b'"]],
    ["call.startedAt.getHours('Mars/Base') > 1", ["bad_zone 'Mars/Base'"]],
    ["call.waited > duration('30')", ["bad_duration '30'"]],
    ["call.startedAt > timestamp('2026-02-30T00:00:00Z')", ["bad_timestamp '2026-02-30T00:00:00Z'"]],
    ["call.startedAt > timestamp('2026-02-03')", ["bad_timestamp '2026-02-03'"]],
    ["double('') > 1.0", ["bad_number ''"]],
    // Types
    ["amount", ["bool_expected amount"]],
    ["amount && vip", ["bool_expected amount"]],
    ["vip && subject", ["bool_expected subject"]],
    ["!tags", ["bool_expected tags"]],
    ["amount < '500' && vip", ["incomparable amount < '500'"]],
    ["vip == 'true'", ["incomparable vip == 'true'"]],
    ["vip < true", ["operand_type vip < true"]],
    ["call.startedAt > '2026-01-01T00:00:00Z'", ["timestamp_literal '2026-01-01T00:00:00Z'"]],
    ["call.waited > 30", ["duration_literal call.waited > 30"]],
    ["call.waited > '30m'", ["duration_literal '30m'"]],
    ["amount * count > 1", ["mixed_numbers count"]],
    ["price * 1.5 > 2", ["mixed_numbers price"]],
    ["amount * (1 / 2) > 1", ["mixed_numbers 1 / 2"]],
    ["amount % 2 == 0", ["operand_types amount % 2"]],
    ["subject + 1 == ''", ["operand_types subject + 1"]],
    ["tags + tags == tags", ["operand_types tags + tags"]],
    ["call.startedAt + call.startedAt > call.startedAt", ["operand_types call.startedAt + call.startedAt"]],
    ["-subject == ''", ["operand_type -subject"]],
    ["'a' in subject", ["operand_type subject"]],
    ["1 in tags", ["incomparable 1 in tags"]],
    ["amount in ['a']", ["incomparable amount in ['a']"]],
    ["[1, 'a'] == [1]", ["mixed_list [1, 'a']"]],
    ["tags['a'] == ''", ["operand_type 'a'"]],
    ["(vip ? 1 : 'a') == 1", ["mixed_choice vip ? 1 : 'a'"]],
    ["a < b < c", ["unknown_variable a", "unknown_variable b", "unknown_variable c"]],
    ["1 < 2 < 3", ["incomparable 1 < 2 < 3"]],
    // Closed lists
    ["channel == 'phoen'", ["value_not_in_list 'phoen'"]],
    ["'fax' != channel", ["value_not_in_list 'fax'"]],
    ["channel in ['phone', 'fax']", ["value_not_in_list 'fax'"]],
    ["skills != null && 'french' in skills", ["value_not_in_list 'french'"]],
    ["skills != null && skills.exists(s, s == 'french')", ["value_not_in_list 'french'"]],
    ["skills != null && skills[0] == 'french'", ["value_not_in_list 'french'"]],
    // Empty values
    ["discount < 500", ["unguarded_null discount"]],
    ["remark == 'a'", ["unguarded_null remark"]],
    ["remark in ['a']", ["unguarded_null remark"]],
    ["remark.contains('a')", ["unguarded_null remark"]],
    ["urgent && vip", ["unguarded_null urgent"]],
    ["discount != null || discount > 1", ["unguarded_null discount"]],
    ["discount == null && discount > 1", ["unguarded_null discount"]],
    ["discount > 1 && discount != null", ["unguarded_null discount"]],
    ["(discount != null && vip) || discount > 1", ["unguarded_null discount"]],
    ["discount == null ? discount > 1 : vip", ["unguarded_null discount"]],
    ["priority != null && discount > 1", ["unguarded_null discount"]],
    ["'english' in skills", ["unguarded_null skills"]],
    ["tags.exists(t, t == remark)", ["unguarded_null remark"]],
    ["amount < null", ["null_not_allowed null"]],
    ["amount in [null]", ["null_not_allowed null"]],
    ["urgent", ["null_result urgent"]],
    ["vip ? null : true", ["null_result vip ? null : true"]],
    ["(vip ? null : 1) > 0", ["unguarded_null vip ? null : 1"]],
    // Results
    ["amount", ["wrong_result amount"], "string"],
    ["subject", ["wrong_result subject"], "number"],
    ["[1]", ["wrong_result [1]"], "list<string>"],
    ["remark", ["null_result remark"], "string"],
    // All at once
    [
      "amout < 5 && discount > 1 && subject.contain('a') && channel == 'fax'",
      ["unknown_variable amout", "unguarded_null discount", "unknown_function contain", "value_not_in_list 'fax'"],
    ],
    [
      "amount < && (vip or tags.size() >",
      ["operand_expected &&", "unclosed_bracket (", "word_operator or", "operand_expected >"],
    ],
  ])("%s", (source, expected, type) => {
    expect(codes(source, type)).toEqual(expected)
  })
})

describe("says what to do", () => {
  test.each([
    ["amout < 500", "amount"],
    ["subject.containz('a')", "contains"],
    ["channel == 'phoen'", '"phone"'],
    ["金额 < 500", "amount"],
    ["not vip", "!"],
    ["vip and vip", "&&"],
    ["amount = 500", "=="],
    ["amount * count > 1", "double(count)"],
    ["call.waited > '30m'", 'duration("30m")'],
    ["has(call.intent)", "call.intent != null"],
    ["True", "true"],
    ["amount ＜ 500", "<"],
    ["subject == “退款”", '"退款"'],
  ])("%s → %s", (source, fix) => {
    const [first] = checkExpression(source, { variables, expect: "bool" }).problems
    expect(first?.fix).toBe(fix)
    expect(first?.hint).toBeDefined()
  })

  it("in both languages, with nothing left unfilled", () => {
    const [first] = checkExpression("discount < 500", { variables, expect: "bool" }).problems
    expect(first).toMatchObject({
      code: "unguarded_null",
      message: { zh: "discount 可能为空", en: "discount may be empty" },
      hint: { zh: "先判断：discount != null && …" },
      start: 0,
      end: 8,
    })
  })
})

it("fixes that are offered make the expression valid", () => {
  for (const source of ["amout < 500", "channel == 'phoen'", "amount = 500", "call.waited > '30m'", "金额 < 500"]) {
    const [first] = checkExpression(source, { variables, expect: "bool" }).problems
    const fixed = source.slice(0, first?.start) + (first?.fix ?? "") + source.slice(first?.end)
    expect(codes(fixed)).toEqual([])
  }
})
