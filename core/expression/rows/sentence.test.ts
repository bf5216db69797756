import { describe, expect, it } from "vitest"
import type { Locale } from "@/core/text"
import type { Variable } from "../variable"
import { conditionSentence } from "./sentence"

const text = (en: string, zh: string) => ({ en, zh })
const variables: Variable[] = [
  { key: "amount", type: "money", nullable: false, label: text("Amount", "金额") },
  { key: "vip", type: "bool", nullable: false, label: text("VIP customer", "贵宾客户") },
  { key: "limit", type: "money", nullable: true, label: text("Limit", "额度") },
  {
    key: "reason",
    type: "string",
    nullable: false,
    label: text("Reason", "原因"),
    values: [
      { value: "fee", label: text("Fee", "费用") },
      { value: "other", label: text("Other", "其他") },
    ],
  },
  { key: "subject", type: "string", nullable: false, label: text("Subject", "主题") },
]
const say = (source: string, locale: Locale = "en") =>
  conditionSentence(source, variables, {
    locale,
    money: (minor) => (minor / 100).toFixed(2),
    instant: (instant) => instant.slice(0, 10),
  })

describe("a condition as people say it", () => {
  it.each([
    ["amount < 50000", "Amount is less than 500.00", "金额小于500.00"],
    ["amount < 50000 && vip", "Amount is less than 500.00 and VIP customer is true", "金额小于500.00，且贵宾客户为是"],
    ['reason in ["fee", "other"]', "Reason is one of Fee, Other", "原因属于费用、其他"],
    ['!(subject.contains("x"))', "Subject does not contain “x”", "主题不包含“x”"],
    ["between(amount, 1, 200)", "Amount is between 0.01 and 2.00", "金额介于0.01和2.00"],
    ["limit != null && amount > limit", "Amount is greater than Limit", "金额大于额度"],
    [
      "vip && (amount < 1 || amount > 2)",
      "VIP customer is true and (Amount is less than 0.01 or Amount is greater than 0.02)",
      "贵宾客户为是，且(金额小于0.01，或金额大于0.02)",
    ],
    ["!(vip && amount < 1)", "not (VIP customer is true and Amount is less than 0.01)", null],
    ["vip && size(subject) > 3", "VIP customer is true and size(subject) > 3", null],
    ["limit == null", "Limit is empty", "额度为空"],
  ])("%s", (source, en, zh) => {
    expect(say(source)).toBe(en)
    if (zh !== null) expect(say(source, "zh")).toBe(zh)
  })

  it.each(["", "size(subject) > 3", "amount <"])("has nothing better to say than %j", (source) => {
    expect(say(source)).toBeNull()
  })
})
