import { asText, type FieldKind } from "../field-kind"
import { noSettings } from "../setting"

// Extensions are written in many ways; what counts is that somebody can dial it.
const number = /^\+?[0-9][0-9 ()#*.-]{2,29}$/

export const phone: FieldKind = {
  kind: "phone",
  icon: "phone",
  group: "text",
  title: { en: "Phone number", zh: "电话号码" },
  description: { en: "Digits, with + or spaces", zh: "数字，可含加号和空格" },
  type: "string",
  settings: noSettings,
  fault: (value) => (number.test(asText(value)) ? null : { en: "a phone number", zh: "电话号码" }),
  schema: () => ({ type: "string", pattern: number.source }),
}
