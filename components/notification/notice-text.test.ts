import { describe, expect, it } from "vitest"
import { createTranslator } from "use-intl/core"
import { notificationKinds } from "@/core/warning/notify"
import en from "@/messages/en.json"
import zh from "@/messages/zh.json"
import { flowNoticeKinds, noticeWords, type NoticeSource } from "./notice-text"

const say = (source: NoticeSource, locale: "en" | "zh" = "en") =>
  noticeWords(
    source,
    createTranslator({
      locale,
      messages: locale === "en" ? en : zh,
      namespace: "notification",
      onError: (error) => {
        throw error
      },
    }),
    locale,
  )
const ticketId = "0190a000-0000-7000-8000-000000000001"

describe("noticeWords", () => {
  it.each([...notificationKinds, ...flowNoticeKinds])("has words for %s in both languages", (kind) => {
    for (const locale of ["en", "zh"] as const) {
      const { title } = say({ kind, ticketId, title: "Fee", level: 2 }, locale)
      expect(title).toContain("Fee")
      expect(title.length).toBeGreaterThan("Fee".length)
    }
  })

  it("shows a kind it does not know, rather than nothing", () => {
    expect(say({ kind: "fromTheFuture", title: "Fee" })).toMatchObject({ title: "Fee", meaning: "info" })
  })

  it("leads to the todo, else to the ticket, else nowhere", () => {
    expect(say({ kind: "todoWarned", ticketId, todoId: "d3" }).href).toBe(`/inbox?todo=${ticketId}.d3`)
    expect(say({ kind: "incidentOpened", ticketId }).href).toBe(`/tickets/${ticketId}`)
    expect(say({ kind: "reminded" }).href).toBeUndefined()
  })

  it("grows more serious with the tier", () => {
    expect(say({ kind: "todoWarned", level: 1 }).meaning).toBe("warning")
    expect(say({ kind: "todoWarned", level: 2 }).meaning).toBe("late")
  })

  it("puts number, step and reason below, in the page's language", () => {
    const params = { nodeName: "Approval", detailEn: "nobody named", detailZh: "无人" }
    expect(say({ kind: "incidentOpened", number: 7, params }).detail).toBe("#7 · Approval · nobody named")
    expect(say({ kind: "incidentOpened", number: 7, params }, "zh").detail).toBe("#7 · Approval · 无人")
    expect(say({ kind: "incidentOpened" }).detail).toBeUndefined()
  })
})
