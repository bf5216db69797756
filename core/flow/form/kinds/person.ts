import { asText, type FieldKind } from "../field-kind"
import { noSettings } from "../setting"

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Holds a person's id, so that steps can go to whoever it names. */
export const person: FieldKind = {
  kind: "person",
  icon: "user",
  group: "choice",
  title: { en: "Person", zh: "人员" },
  description: { en: "A colleague; steps can go to them", zh: "选择同事，环节可派给此人" },
  type: "string",
  settings: noSettings,
  fault: (value, _, { isPerson }) =>
    uuid.test(asText(value)) && (isPerson?.(asText(value)) ?? true)
      ? null
      : { en: "one of your organisation’s people", zh: "本机构的人员" },
  schema: () => ({ type: "string", format: "uuid", pattern: uuid.source }),
}
