import { asText, type FieldKind } from "../field-kind"
import { noSettings } from "../setting"

const address = /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,8}$/

export const email: FieldKind = {
  kind: "email",
  icon: "mail",
  group: "text",
  title: { en: "E-mail address", zh: "邮箱" },
  description: { en: "Somebody’s address", zh: "电子邮件地址" },
  type: "string",
  settings: noSettings,
  fault: (value) => (address.test(asText(value)) ? null : { en: "an e-mail address", zh: "邮箱地址" }),
  schema: () => ({ type: "string", pattern: address.source }),
}
