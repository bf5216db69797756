import type { VariableType } from "@/core/expression/variable"
import type { Field } from "../graph"
import type { FieldKind } from "./field-kind"
import { choice } from "./kinds/choice"
import { choices } from "./kinds/choices"
import { date } from "./kinds/date"
import { dateTime } from "./kinds/date-time"
import { duration } from "./kinds/duration"
import { email } from "./kinds/email"
import { file } from "./kinds/file"
import { integer } from "./kinds/integer"
import { list } from "./kinds/list"
import { longText } from "./kinds/long-text"
import { money } from "./kinds/money"
import { number } from "./kinds/number"
import { person } from "./kinds/person"
import { phone } from "./kinds/phone"
import { table } from "./kinds/table"
import { text } from "./kinds/text"
import { yesNo } from "./kinds/yes-no"

/** Every kind of field, in the order the palette shows them. A new one is one file and one entry here. */
export const fieldKinds = [
  text,
  longText,
  phone,
  email,
  list,
  number,
  integer,
  money,
  date,
  dateTime,
  duration,
  choice,
  choices,
  yesNo,
  person,
  file,
  table,
] as unknown as readonly FieldKind[]

const byName = new Map(fieldKinds.map((kind) => [kind.kind, kind]))

/** Fields made before there were kinds hold any text: what they took they still take. */
const plain: Record<VariableType | "rows", FieldKind> = {
  string: { ...longText, settings: longText.settings } as unknown as FieldKind,
  int: integer as unknown as FieldKind,
  double: number as unknown as FieldKind,
  money: money as unknown as FieldKind,
  bool: yesNo,
  timestamp: dateTime,
  duration,
  "list<string>": list,
  rows: table as unknown as FieldKind,
}

/** The kind of a field. One that says nothing has the plain kind of its type; of a closed list, a choice. */
export function kindOfField(field: Pick<Field, "kind" | "type" | "values">): FieldKind {
  const named = field.kind === undefined ? undefined : byName.get(field.kind)
  if (named) return named
  if (field.values && field.type === "string") return choice as unknown as FieldKind
  if (field.values && field.type === "list<string>") return choices as unknown as FieldKind
  return plain[field.type]
}

/** Whether an author can say what it begins with. People, files and rows of a table are those of one ticket. */
export const holdsInitial = ({ kind, type }: FieldKind): boolean => type !== "rows" && kind !== "person"

export const fieldKind = (name: string): FieldKind | undefined => byName.get(name)

const read = new WeakMap<object, { kind: FieldKind; settings: object }>()

/** The settings of a field as its kind reads them; the kind's own where they are wrong, which the checks name. */
export function settingsOf(field: Field): object {
  if (!field.settings) return {}
  const kind = kindOfField(field)
  const known = read.get(field.settings)
  if (known?.kind === kind) return known.settings
  const settings = kind.settings.safeParse(field.settings).data ?? {}
  read.set(field.settings, { kind, settings })
  return settings
}
