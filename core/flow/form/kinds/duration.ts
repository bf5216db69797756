import type { FieldKind } from "../field-kind"
import { noSettings } from "../setting"

export const duration: FieldKind = {
  kind: "duration",
  icon: "timer",
  group: "time",
  title: { en: "Duration", zh: "时长" },
  description: { en: "In minutes", zh: "以分钟计" },
  type: "duration",
  settings: noSettings,
  fault: () => null,
  // As protocol buffers write them (5400s) or in parts (1h30m): not the `duration` of ISO 8601 that JSON Schema knows.
  schema: () => ({ type: "string", "x-format": "duration" }),
}
