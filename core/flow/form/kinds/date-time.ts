import type { FieldKind } from "../field-kind"
import { noSettings } from "../setting"

export const dateTime: FieldKind = {
  kind: "dateTime",
  icon: "calendar-clock",
  group: "time",
  title: { en: "Date and time", zh: "日期时间" },
  description: { en: "A minute of a day, in your organisation’s time zone", zh: "精确到分钟，按机构时区" },
  type: "timestamp",
  settings: noSettings,
  fault: () => null,
  schema: () => ({ type: "string", format: "date-time" }),
}
