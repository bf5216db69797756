import type { FieldKind } from "../field-kind"
import { noSettings } from "../setting"

export const list: FieldKind = {
  kind: "list",
  icon: "list",
  group: "text",
  title: { en: "List of texts", zh: "文本列表" },
  description: { en: "One text per line", zh: "每行一条" },
  type: "list<string>",
  settings: noSettings,
  fault: () => null,
  schema: () => ({ type: "array", items: { type: "string", maxLength: 2000 }, maxItems: 200 }),
}
