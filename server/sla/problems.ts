import type { Problem } from "@/core/problem"
import { usedByFlow } from "@/server/flow/named-in-flows"
import type { CalendarUse } from "./calendar-uses"

const problem = (code: string, field: string, text: Problem["text"], hint?: Problem["hint"]): Problem => ({
  code,
  severity: "error",
  place: { field },
  text,
  ...(hint ? { hint } : {}),
})

export const calendarNameTaken = problem("nameTaken", "name", {
  en: "Another calendar has this name.",
  zh: "已有同名的工作日历。",
})

export const calendarUnknown = (field: string) =>
  problem("calendarUnknown", field, { en: "This calendar does not exist any more.", zh: "该工作日历已不存在。" })

export const calendarIsDefault = problem(
  "calendarIsDefault",
  "calendarId",
  { en: "This is the organisation's default calendar.", zh: "这是组织的默认工作日历。" },
  { en: "Make another one the default first.", zh: "请先将其他日历设为默认。" },
)

export const calendarUsed = (use: CalendarUse): Problem => {
  if (use.type === "unit") {
    return problem(
      "usedByUnit",
      "calendarId",
      { en: `The unit “${use.name}” uses it.`, zh: `组织单元“${use.name}”正在使用。` },
      { en: "Give the unit another calendar first.", zh: "请先为该组织单元更换日历。" },
    )
  }
  return usedByFlow(use, "calendarId", {
    en: "Choose another calendar in the flow, and publish it.",
    zh: "请先在流程中更换日历并重新发布。",
  })
}
