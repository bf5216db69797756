import type { FieldKind } from "../field-kind"
import { noSettings } from "../setting"

export const yesNo: FieldKind = {
  kind: "yesNo",
  icon: "toggle-left",
  group: "choice",
  title: { en: "Yes or no", zh: "是否" },
  description: { en: "One of two", zh: "二选一" },
  type: "bool",
  settings: noSettings,
  fault: () => null,
  schema: () => ({ type: "boolean" }),
}
