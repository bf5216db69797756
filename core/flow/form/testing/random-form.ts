import fc from "fast-check"
import type { Value } from "@/core/ticket/event"
import type { Field } from "../../graph"
import { fieldKind, fieldKinds } from "../kinds"

const label = { en: "Label", zh: "名称" }
const values = ["a", "b", "c"].map((value) => ({ value, label: { en: value.toUpperCase(), zh: `选项${value}` } }))
const columns = [
  { key: "name", label, kind: "text", required: true },
  { key: "pieces", label, kind: "integer", required: false, total: true },
  { key: "price", label, kind: "money", required: false, total: true },
  { key: "weight", label, kind: "number", required: false },
  { key: "day", label, kind: "date", required: false },
  { key: "size", label, kind: "choice", required: false, values },
  { key: "ok", label, kind: "yesNo", required: false },
]

/** A field of a kind with whatever the kind cannot do without. */
export function testField(kind: string, more: Partial<Field> = {}): Field {
  const { type, hasChoices } = fieldKind(kind)!
  const base: Field = { key: kind, kind, type, nullable: true, required: false, label }
  return {
    ...base,
    ...(hasChoices && { values }),
    ...(kind === "table" && { settings: { columns } }),
    ...more,
  }
}

const settings: Record<string, fc.Arbitrary<object>> = {
  text: fc.constantFrom({}, { minChars: 2 }, { maxChars: 3 }, { pattern: "^[A-Z]{2}[0-9]+$" }, { pattern: "a|b" }),
  longText: fc.constantFrom({}, { minChars: 2, maxChars: 5 }),
  integer: fc.constantFrom({}, { min: -2, max: 5 }),
  number: fc.constantFrom({}, { min: 0.5 }, { max: 2.25 }),
  money: fc.constantFrom({}, { min: 0, max: 10_000, currency: "CNY" }),
  choices: fc.constantFrom({}, { min: 2 }, { max: 1 }),
  file: fc.constantFrom({}, { maxFiles: 1 }),
  table: fc.constantFrom({ columns }, { columns, minRows: 2, maxRows: 3 }),
}

const initials: Record<string, NonNullable<Field["initial"]>> = {
  text: "AB12",
  integer: 5,
  money: 1250,
  yesNo: false,
  choice: "a",
  choices: ["a"],
  dateTime: "2026-05-01T09:30:00Z",
}

/** Kinds whose rules JSON Schema can say; the others say more than it can. */
export const exactKinds = fieldKinds.map(({ kind }) => kind).filter((kind) => kind !== "duration" && kind !== "date")

const randomField = (kinds: readonly string[]) =>
  fc.constantFrom(...kinds).chain((kind) =>
    fc
      .record({
        settings: settings[kind] ?? fc.constant({}),
        required: fc.boolean(),
        half: fc.boolean(),
        begins: fc.boolean(),
      })
      .map(({ settings: own, required, half, begins }) =>
        testField(kind, {
          settings: own as Record<string, unknown>,
          required,
          nullable: !required,
          ...(begins && { placeholder: label }),
          ...(begins && Object.hasOwn(initials, kind) && { initial: initials[kind]! }),
          ...(half && { width: "half" }),
        }),
      ),
  )

export const randomForm = (kinds: readonly string[] = exactKinds): fc.Arbitrary<Field[]> =>
  fc
    .array(randomField(kinds), { minLength: 1, maxLength: 6 })
    .map((fields) => fields.map((field, index) => ({ ...field, key: `${field.key}${index}` })))

const file = {
  id: "018f2f6e-0000-7000-8000-000000000001",
  name: "a.pdf",
  size: 3,
  type: "application/pdf",
  sha256: "0".repeat(64),
}
const row = fc.record(
  {
    name: fc.constantFrom<Value>("x", "", null, 3),
    pieces: fc.constantFrom<Value>(1, 1.5, "1", null, ""),
    price: fc.constantFrom<Value>(100, null, true),
    weight: fc.constantFrom<Value>(0.5, null, "heavy"),
    day: fc.constantFrom<Value>("2026-05-01T00:00:00Z", "2026-05-01T08:00:00Z", null),
    size: fc.constantFrom<Value>("a", "d", null),
    ok: fc.constantFrom<Value>(true, "yes", null),
    other: fc.constant(1),
  },
  { requiredKeys: [], noNullPrototype: true },
)

/** Values that are right for some kind, nearly right, or wrong for all. */
export const randomValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    "",
    " ",
    "a",
    "b",
    "ab",
    "abcdef",
    "AB12",
    "好的",
    "👍👍",
    "+86 138 0000 0000",
    "a@b.cn",
  ),
  fc.constantFrom<unknown>(0, 1, -3, 5, 6, 0.5, 2.25, 2.5, 10_000, 10_001, 2 ** 53, true, false),
  fc.constantFrom<unknown>(file.id, "2026-05-01T00:00:00Z", "2026-05-01T09:30:00+08:00", "2026-02-30T00:00:00Z"),
  fc.constantFrom<unknown>([], ["a"], ["a", "b"], ["a", "a"], ["d"], [1], [file], [file, { ...file, size: 0 }], [{}]),
  fc.array(row, { maxLength: 4 }),
)
