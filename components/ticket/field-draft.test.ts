import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Field } from "@/core/flow/graph"
import type { Value } from "@/core/ticket/event"
import { readFields } from "@/components/form/read-fields"
import { draftOf, valueOf } from "./field-draft"

const field = (type: Field["type"], extra: Partial<Field> = {}): Field => ({
  key: "x",
  type,
  nullable: true,
  required: false,
  label: { en: "X", zh: "某项" },
  ...extra,
})
const zone = "Asia/Shanghai"

describe("valueOf", () => {
  it.each<[Field["type"], string, Value]>([
    ["money", "5000", 500_000],
    ["money", "19.99", 1999],
    ["money", "1,234.50", 123_450],
    ["money", "１２３．４５", 12_345],
    ["money", "-3", -300],
    ["money", "a lot", "a lot"],
    ["int", "42", 42],
    ["int", "", null],
    ["double", "0.5", 0.5],
    ["bool", "true", true],
    ["bool", "false", false],
    ["timestamp", "2026-11-22T09:30", "2026-11-22T01:30:00Z"],
    ["timestamp", "tomorrow", "tomorrow"],
    ["duration", "90", "5400s"],
    ["duration", "0.5", "30s"],
    ["duration", "soon", "soon"],
    ["string", "  two words ", "  two words "],
    ["string", "   ", null],
  ])("%s “%s” is %j", (type, draft, value) => {
    expect(valueOf(field(type), draft, zone)).toEqual(value)
  })

  it("reads back every amount it shows", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (minor) => {
        expect(valueOf(field("money"), draftOf(field("money"), minor, zone), zone)).toBe(minor)
      }),
    )
  })

  it("reads back every minute it shows, except the hour a clock change repeats", () => {
    const minute = 60_000
    fc.assert(
      fc.property(fc.integer({ min: 26_000_000, max: 32_000_000 }), (minutes) => {
        const instant = new Date(minutes * minute).toISOString().replace(".000", "")
        expect(valueOf(field("timestamp"), draftOf(field("timestamp"), instant, zone), zone)).toBe(instant)
      }),
    )
  })
})

it("what is typed into every kind of field passes the check that engine and page share, and is shown again as typed", () => {
  const typed: [Field["type"], string][] = [
    ["string", "text"],
    ["int", "42"],
    ["double", "0.5"],
    ["money", "19.99"],
    ["bool", "true"],
    ["timestamp", "2026-11-22T09:30"],
    ["duration", "90"],
  ]
  for (const [type, draft] of typed) {
    const options = { known: {}, timeZone: zone, complete: true }
    const { values, problems } = readFields([field(type, { required: true })], { x: draft }, options)
    expect(problems, type).toEqual({})
    expect(draftOf(field(type), values["x"], zone), type).toBe(draft)
  }
})

describe("readFields", () => {
  const amount = field("money", { key: "amount", required: true, label: { en: "Amount", zh: "金额" } })
  const reason = field("string", {
    key: "reason",
    label: { en: "Reason", zh: "原因" },
    values: [{ value: "late", label: { en: "Late", zh: "逾期" } }],
  })
  const read = (drafts: Record<string, string>, known: Record<string, Value> = {}, complete = true) =>
    readFields([amount, reason], drafts, { known, timeZone: zone, complete })

  it("sends only what changed", () => {
    expect(read({ amount: "50.00", reason: "late" }, { amount: 5000 })).toEqual({
      values: { reason: "late" },
      problems: {},
    })
  })

  it("says which required field is empty, unless the form need not be complete", () => {
    expect(Object.keys(read({ amount: "" }).problems)).toEqual(["amount"])
    expect(read({ amount: "" }, {}, false).problems).toEqual({})
  })

  it("does not cut the seconds off an instant nobody touched", () => {
    const at = field("timestamp", { key: "at" })
    const known = { at: "2026-11-22T01:30:27Z" }
    const drafts = { at: draftOf(at, known.at, zone) }
    expect(readFields([at], drafts, { known, timeZone: zone, complete: true }).values).toEqual({})
  })

  it("clears a field with null", () => {
    expect(read({ amount: "", reason: "" }, { amount: 1, reason: "late" }, false).values).toEqual({
      amount: null,
      reason: null,
    })
  })

  it("reports text that is no amount and a choice that is not listed, both at once", () => {
    expect(Object.keys(read({ amount: "plenty", reason: "bored" }).problems)).toEqual(["amount", "reason"])
  })
})
