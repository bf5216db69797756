import * as z from "zod"
import { isVariableKey } from "@/core/expression/variable"
import { textSchema } from "@/core/text"
import type { Value } from "@/core/ticket/event"
import { readInstantText } from "@/core/expression/time-text"
import { dayOf } from "../day"
import type { FieldKind, FieldPart, JsonSchema } from "../field-kind"
import { checkOrder, setting } from "../setting"

export const columnKinds = ["text", "integer", "number", "money", "date", "choice", "yesNo"] as const
export type ColumnKind = (typeof columnKinds)[number]

const columnSchema = z.strictObject({
  key: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/),
  label: textSchema,
  kind: z.enum(columnKinds),
  required: z.boolean(),
  /** Adds it up below the table; conditions may read the sum. */
  total: z.boolean().optional(),
  values: z
    .array(z.strictObject({ value: z.string().min(1).max(128), label: textSchema }))
    .max(100)
    .optional(),
})
export type Column = z.infer<typeof columnSchema>

const rowsMax = 100
const cellCharsMax = 400
const schema = z.strictObject({
  columns: z
    .array(columnSchema)
    .max(12)
    .optional()
    .meta(setting({ control: "columns", label: { en: "Columns", zh: "列" } })),
  minRows: z
    .int()
    .min(1)
    .max(rowsMax)
    .optional()
    .meta(setting({ control: "number", label: { en: "Rows at least", zh: "最少行数" } })),
  maxRows: z
    .int()
    .min(1)
    .max(rowsMax)
    .optional()
    .meta(setting({ control: "number", label: { en: "Rows at most", zh: "最多行数" } })),
})
type Settings = z.infer<typeof schema>

/** What a cell holds when it is right, and the same in JSON Schema. */
const cells: Record<
  ColumnKind,
  { holds(value: unknown, column: Column): boolean; schema(column: Column): JsonSchema; is: { en: string; zh: string } }
> = {
  text: {
    is: { en: "text", zh: "文本" },
    holds: (value) => typeof value === "string" && Array.from(value).length <= cellCharsMax,
    schema: () => ({ type: "string", maxLength: cellCharsMax }),
  },
  integer: {
    is: { en: "a whole number", zh: "整数" },
    holds: Number.isSafeInteger,
    schema: () => safeInteger,
  },
  number: { is: { en: "a number", zh: "数字" }, holds: Number.isFinite, schema: () => ({ type: "number" }) },
  money: { is: { en: "an amount", zh: "金额" }, holds: Number.isSafeInteger, schema: () => safeInteger },
  date: {
    is: { en: "a day", zh: "日期" },
    holds: (value) => typeof value === "string" && readInstantText(value) !== undefined && dayOf(value) !== null,
    schema: () => ({ type: "string", format: "date-time", pattern: "T00:00:00Z$" }),
  },
  choice: {
    is: { en: "one of the listed choices", zh: "列出的选项之一" },
    holds: (value, { values = [] }) => values.some((one) => one.value === value),
    schema: ({ values = [] }) => ({ enum: values.map(({ value }) => value) }),
  },
  yesNo: {
    is: { en: "yes or no", zh: "是或否" },
    holds: (value) => typeof value === "boolean",
    schema: () => ({ type: "boolean" }),
  },
}
const safeInteger = { type: "integer", minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }

const rowsOf = (value: Value) =>
  Array.isArray(value) ? value.filter((row) => typeof row === "object" && row !== null) : []

const isBlank = (cell: unknown) => cell === null || cell === undefined || cell === ""

function rowFault(row: unknown, number: number, columns: Column[]) {
  const where = (what: { en: string; zh: string }) => ({
    en: `right in row ${number}: ${what.en}`,
    zh: `正确填写的表格（第${number}行：${what.zh}）`,
  })
  if (typeof row !== "object" || row === null) return where({ en: "a row", zh: "行" })
  const known = new Set(columns.map(({ key }) => key))
  if (Object.keys(row).some((key) => !known.has(key))) {
    return where({ en: "only the columns there are", zh: "不含未知列" })
  }
  const cellOf = (key: string): unknown => (Object.hasOwn(row, key) ? (row as Record<string, unknown>)[key] : null)
  for (const column of columns) {
    const cell = cellOf(column.key)
    const { en, zh } = column.label
    if (isBlank(cell)) {
      if (column.required) return where({ en: `“${en}” filled in`, zh: `请填写“${zh}”` })
    } else if (!cells[column.kind].holds(cell, column)) {
      const { is } = cells[column.kind]
      return where({ en: `“${en}” is ${is.en}`, zh: `“${zh}”应为${is.zh}` })
    }
  }
  return null
}

function cellSchema(column: Column): JsonSchema {
  const schemaOfValue = cells[column.kind].schema(column)
  // What must be there is not blank; what may be empty is null, or the text "".
  if (column.required) return column.kind === "text" ? { ...schemaOfValue, minLength: 1 } : schemaOfValue
  return { anyOf: [schemaOfValue, { enum: [null, ""] }] }
}

const numeric = { integer: "int", number: "double", money: "money" } as const
const isNumeric = (kind: ColumnKind): kind is keyof typeof numeric => Object.hasOwn(numeric, kind)

/** The sum of a column over the rows that have a number in it. */
export const columnTotal = (value: Value, key: string): number =>
  rowsOf(value).reduce((sum: number, row) => {
    const cell = Object.hasOwn(row as object, key) ? (row as Record<string, unknown>)[key] : null
    return typeof cell === "number" ? sum + cell : sum
  }, 0)

const partsOf = ({ columns = [] }: Settings): FieldPart[] => [
  {
    name: "count",
    type: "int",
    label: { en: "number of rows", zh: "行数" },
    valueOf: (value) => rowsOf(value).length,
  },
  ...columns.flatMap(({ key, kind, total, label }): FieldPart[] =>
    total && isNumeric(kind)
      ? [
          {
            name: key,
            type: numeric[kind],
            label: { en: `sum of ${label.en}`, zh: `${label.zh}合计` },
            valueOf: (value) => columnTotal(value, key),
          },
        ]
      : [],
  ),
]

export const table: FieldKind<Settings> = {
  kind: "table",
  icon: "table",
  group: "more",
  title: { en: "Table", zh: "表格" },
  description: { en: "Rows of columns, with totals", zh: "多行多列，可合计" },
  type: "rows",
  settings: schema,
  fault(value, { columns = [], minRows, maxRows = rowsMax }) {
    const rows: readonly unknown[] = Array.isArray(value) ? value : []
    if (rows.length > maxRows) return { en: `at most ${maxRows} rows`, zh: `不超过${maxRows}行` }
    if (rows.length > 0 && minRows !== undefined && rows.length < minRows) {
      return { en: `at least ${minRows} rows`, zh: `至少${minRows}行` }
    }
    for (const [index, row] of rows.entries()) {
      const fault = rowFault(row, index + 1, columns)
      if (fault) return fault
    }
    return null
  },
  schema: ({ columns = [], minRows, maxRows = rowsMax }) => ({
    type: "array",
    maxItems: maxRows,
    ...(minRows !== undefined && { anyOf: [{ maxItems: 0 }, { minItems: minRows }] }),
    items: {
      type: "object",
      additionalProperties: false,
      required: columns.filter(({ required }) => required).map(({ key }) => key),
      properties: Object.fromEntries(
        columns.map((column) => [
          column.key,
          {
            title: column.label.en,
            "x-title-zh": column.label.zh,
            "x-column": column.kind,
            ...(column.total && { "x-total": true }),
            ...(column.kind === "choice" && { "x-labels": (column.values ?? []).map(({ label }) => label) }),
            ...cellSchema(column),
          },
        ]),
      ),
    },
  }),
  check({ columns = [], minRows, maxRows }) {
    const keys = columns.map(({ key }) => key)
    const problems = checkOrder(minRows, maxRows, "maxRows") as { setting: string; text: { en: string; zh: string } }[]
    const add = (text: { en: string; zh: string }) => problems.push({ setting: "columns", text })
    if (columns.length === 0) add({ en: "Add at least one column.", zh: "请至少添加一列。" })
    if (new Set(keys).size < keys.length) add({ en: "Two columns have the same key.", zh: "有两列的标识相同。" })
    if (columns.some(({ key, total }) => key === "count" && total)) {
      add({ en: "“count” already stands for the number of rows.", zh: "“count”已表示行数。" })
    }
    if (keys.some((key) => !isVariableKey(key))) {
      add({ en: "A column’s key is a word that is not reserved.", zh: "列标识不能是保留字。" })
    }
    if (columns.some(({ kind, values = [] }) => kind === "choice" && values.length === 0)) {
      add({ en: "A column of choices needs choices.", zh: "单选列需要选项。" })
    }
    return problems
  },
  parts: partsOf,
}
