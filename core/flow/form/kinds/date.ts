import * as z from "zod"
import { dayOf } from "../day"
import { asText, type FieldKind } from "../field-kind"
import { checkOrder, earliest, latest } from "../setting"

const schema = z.strictObject({ earliest, latest })

export const date: FieldKind<z.infer<typeof schema>> = {
  kind: "date",
  icon: "calendar",
  group: "time",
  title: { en: "Date", zh: "日期" },
  description: { en: "A day", zh: "某一天" },
  type: "timestamp",
  settings: schema,
  fault(value, settings) {
    const day = dayOf(asText(value))
    if (day === null) return { en: "a day", zh: "日期" }
    if (settings.earliest !== undefined && day < settings.earliest) {
      return { en: `${settings.earliest} or later`, zh: `${settings.earliest}或之后` }
    }
    if (settings.latest !== undefined && day > settings.latest) {
      return { en: `${settings.latest} or earlier`, zh: `${settings.latest}或之前` }
    }
    return null
  },
  // JSON Schema has no limits for dates; `x-` keywords keep them for whoever reads the file back.
  schema: (settings) => ({
    type: "string",
    format: "date-time",
    pattern: "T00:00:00Z$",
    ...(settings.earliest !== undefined && { "x-earliest": settings.earliest }),
    ...(settings.latest !== undefined && { "x-latest": settings.latest }),
  }),
  check: (settings) => checkOrder(settings.earliest, settings.latest, "latest"),
}
