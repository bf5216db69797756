// A condition as people build it by rows. Rows and CEL text are two forms of the same condition: `toText` and
// `fromText` convert over the syntax tree, what has no row form becomes one opaque row, and nothing is dropped.

export type RowOperand =
  | { type: "string"; value: string }
  /** int, double and money alike: the checker makes a whole number decimal where one is needed. */
  | { type: "number"; value: number }
  | { type: "bool"; value: boolean }
  /** `2026-05-01T09:00:00+08:00` */
  | { type: "timestamp"; value: string }
  /** `1h30m` */
  | { type: "duration"; value: string }
  | { type: "variable"; key: string }

export const rowOperators = [
  "equals",
  "differs",
  "less",
  "atMost",
  "greater",
  "atLeast",
  "between",
  "oneOf",
  "contains",
  "startsWith",
  "endsWith",
  "matches",
  "has",
  "isTrue",
  "isEmpty",
  "isNotEmpty",
] as const
export type RowOperator = (typeof rowOperators)[number]

/** `not` applies to the comparison alone: where the variable is empty, the row does not hold either way. */
export type Row = { kind: "row"; key: string; operator: RowOperator; operands: RowOperand[]; not: boolean }

/** CEL text without a row form. Kept as it was written. */
export type OpaqueRow = { kind: "opaque"; source: string; not: boolean }

export type RowGroup = { kind: "group"; join: "and" | "or"; not: boolean; children: RowItem[] }

export type RowItem = Row | OpaqueRow | RowGroup

/** Variables a row reads, its own first. */
export function keysOf({ key, operands }: Row): string[] {
  const others = operands.flatMap((operand) => (operand.type === "variable" ? [operand.key] : []))
  return [...new Set([key, ...others])]
}

/** The variables that must not be empty for a row to be asked: the nullable ones, unless being empty is the question. */
export function guardsOf(row: Row, nullable: ReadonlySet<string>): string[] {
  if (row.operator === "isEmpty" || row.operator === "isNotEmpty") return []
  return keysOf(row).filter((key) => nullable.has(key))
}
