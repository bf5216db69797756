import { describe, expect, it, test } from "vitest"
import { checkExpression } from "./check"
import { completionsAt } from "./complete"
import { hoverAt } from "./hover"
import { signatureAt } from "./signature"
import { variables } from "./testing/variables"

/** The text with the cursor at `|`. */
function at(marked: string): [string, number] {
  const offset = marked.indexOf("|")
  return [marked.slice(0, offset) + marked.slice(offset + 1), offset]
}
const complete = (marked: string) => completionsAt(...at(marked), variables)
const labels = (marked: string) => complete(marked).map(({ label }) => label)

describe("completion", () => {
  test.each<[string, string[], string[]]>([
    ["¦", ["amount", "call.intent", "duration(text)", "true"], ["contains(part)", "&&"]],
    ["am¦", ["amount"], []],
    ["amount < ¦", ["discount", "price"], ["contains(part)"]],
    ["amount ¦", ["<", "==", ">="], ["amount", "in"]],
    ["subject ¦", ["==", "in"], ["<"]],
    ["vip ¦", ["&&", "||"], ["<"]],
    ["call.¦", ["intent", "waited", "startedAt"], ["amount", "contains(part)"]],
    ["call.in¦", ["intent"], ["amount"]],
    ["subject.¦", ["contains(part)", "size()"], ["exists(item, …)", "getHours()"]],
    ["tags.¦", ["exists(item, …)", "size()"], ["contains(part)"]],
    ["tags.filter(t, t != 'a').¦", ["exists(item, …)"], ["contains(part)"]],
    ["'abc'.¦", ["contains(part)"], []],
    ["(subject + 'a').¦", ["contains(part)"], []],
    ["tags[0].¦", ["contains(part)"], []],
    ["call.startedAt.¦", ["getHours(zone)", "getHours()"], ["contains(part)"]],
    ["call.waited.¦", ["getMinutes()"], ["getHours(zone)"]],
    ["remark.¦", ["contains(part)"], []],
    ["(call.startedAt - dueAt).¦", ["getMinutes()"], []],
    ["channel == ¦", ['"phone"', '"email"', '"wecom"'], ["true", "null"]],
    ['channel == "ph¦', ['"phone"'], ["amount"]],
    ["channel == '¦'", ["'phone'"], ["amount"]],
    ["channel in [¦", ['"phone"'], []],
    ['channel in ["phone", "¦', ['"email"'], []],
    ["call.intent != ¦", ['"refund"', "null"], []],
    ["vip == ¦", ["true", "false"], ["null"]],
    ["urgent == ¦", ["true", "null"], []],
    ["tags.exists(item, ¦", ["item", "amount"], []],
    ["tags.exists(item, item.¦", ["contains(part)"], []],
    ["skills.exists(skill, skill == ¦", ['"refunds"', '"english"'], []],
    ["amount > 1 && ¦", ["vip"], []],
    ["amount.¦", [], ["contains(part)"]],
    ["// am¦", [], ["amount"]],
    ["subject == 'am¦'", [], ["amount"]],
  ])("%s", (marked, some, none) => {
    const found = labels(marked.replace("¦", "|"))
    expect(found).toEqual(expect.arrayContaining(some))
    for (const label of none) expect(found).not.toContain(label)
  })

  it("finds a variable by either label and replaces what was typed", () => {
    const [first] = complete("vip && 金额|").filter(({ filter }) => filter.includes("金额"))
    expect(first).toMatchObject({
      label: "amount",
      start: 7,
      end: 9,
      detail: { zh: "小数" },
      documentation: { zh: "金额" },
    })
  })

  it("every proposal has both languages, and what it inserts parses where it is inserted", () => {
    for (const marked of ["|", "subject.|", "tags.|", "call.startedAt.|", "channel == |", "call.|"]) {
      const [source] = at(marked)
      for (const { insert, isSnippet, detail, documentation, start, end } of complete(marked)) {
        expect(detail.zh && detail.en && documentation.zh && documentation.en).toBeTruthy()
        const text = isSnippet ? insert.replace(/\$\{\d+:([^}]*)\}/g, "$1") : insert
        const { problems } = checkExpression(source.slice(0, start) + text + source.slice(end), {
          variables,
          expect: "any",
        })
        const syntax = problems.filter(({ code }) => /syntax|expected|bracket|unfinished|character/.test(code))
        expect(syntax.filter(({ code }) => code !== "bool_expected")).toEqual([])
      }
    }
  })
})

describe("hover", () => {
  test.each<[string, string, string]>([
    ["amo|unt > 1", "amount: double", "金额 · 小数"],
    ["call.int|ent == null", "call.intent: string?", "可能为空"],
    ["ca|ll.intent == null", "call.intent: string?", "`refund` 退款"],
    ["subject.cont|ains('a')", "string.contains(part): bool", "包含"],
    ["tags.exi|sts(t, t == 'a')", "exists(item, …): bool", "至少有一项"],
    ["tags.exists(tag, ta|g == 'a')", "tag: string", "列表中的一项"],
    ["channel == 'ph|one'", '"phone"', "电话"],
    ["size|(tags)", "size(text): int\nsize(list): int", "项数"],
  ])("%s", (marked, title, text) => {
    const [source, offset] = at(marked)
    const hover = hoverAt(source, offset - 1, variables)
    expect(hover?.title).toBe(title)
    expect(hover?.text.zh).toContain(text)
    expect(hover?.text.en).not.toBe("")
  })

  test.each(["amount > |1", "foo| > 1", "// amo|unt", "amount |> 1"])("nothing on %s", (marked) => {
    const [source, offset] = at(marked)
    expect(hoverAt(source, offset - 1, variables)).toBeUndefined()
  })
})

describe("signature help", () => {
  test.each<[string, string, number]>([
    ["subject.contains(|", "contains(part): bool", 0],
    ["between(amount, |", "between(value, low, high): bool", 1],
    ["between(amount, (1 + |", "between(value, low, high): bool", 1],
    ["between(size(|", "size(text): int", 0],
    ["between(size(tags), 1, |", "between(value, low, high): bool", 2],
    ["tags.exists(t, |", "exists(item, test)", 1],
    ["call.startedAt.getHours(|", "getHours(zone): int", 0],
    ["duration(|'30m')", "duration(text): duration", 0],
  ])("%s", (marked, label, parameter) => {
    const help = signatureAt(...at(marked), variables)
    expect(help?.signatures[help.activeSignature]?.label).toBe(label)
    expect(help?.activeParameter).toBe(parameter)
  })

  test.each(["amount > |", "(amount |", "subject.contains('a')|", "foo(|", "// size(|"])("none in %s", (marked) => {
    expect(signatureAt(...at(marked), variables)).toBeUndefined()
  })
})

it("never throws, wherever the cursor stands in an unfinished text", () => {
  const source = "tags.exists(t, t == \"vip\" && call.intent != 'x' && between(amount, 1, [2, call.startedAt.getHours("
  for (let end = 0; end <= source.length; end += 1) {
    for (let offset = 0; offset <= end; offset += 3) {
      const text = source.slice(0, end)
      expect(() => completionsAt(text, offset, variables)).not.toThrow()
      expect(() => hoverAt(text, offset, variables)).not.toThrow()
      expect(() => signatureAt(text, offset, variables)).not.toThrow()
    }
  }
})
