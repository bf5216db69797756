import { describe, expect, it } from "vitest"
import { Drive, minute, monday9, runnable } from "@/core/ticket/testing/drive"
import { edge, field, flowOf, node } from "@/core/ticket/testing/small-flow"
import { facts } from "@/core/ticket/testing/tenant"
import { ticketItem } from "@/core/ticket/waits"

const nineToFive = {
  timeZone: "Asia/Shanghai",
  weekly: Array.from({ length: 7 }, () => [{ fromMin: 540, toMin: 1020 }]),
  days: [],
}

function begin(wait: unknown, values: Record<string, string> = {}): Drive {
  const draft = flowOf([node("wait", "wait", { wait })], [edge("start.next", "wait"), edge("wait.next", "close")], {
    fields: [field("when", "timestamp")],
  })
  return new Drive(runnable(draft), { ...facts, calendars: { default: nineToFive } }).open(values)
}
const tick = (ticket: Drive, min: number) =>
  ticket.send("timer", { type: "tick", itemId: ticketItem }, monday9 + min * minute)

describe("wait", () => {
  it("goes on when its time has come, and not a moment before", () => {
    const ticket = begin({ type: "minutes", minutes: 30, calendarId: "always" })
    expect(ticket.send("timer", { type: "tick", itemId: ticketItem }, monday9 + 30 * minute - 1)).toMatchObject({
      events: [],
    })
    expect(ticket.now.status).toBe("open")
    tick(ticket, 30)
    expect(ticket.now.status).toBe("closed")
    expect(tick(ticket, 31)).toMatchObject({ events: [] })
  })

  it("counts open time of its calendar", () => {
    // Nine hours of a day of eight: one hour of the next.
    const ticket = begin({ type: "minutes", minutes: 540, calendarId: null })
    tick(ticket, 25 * 60 - 1)
    expect(ticket.now.status).toBe("open")
    tick(ticket, 25 * 60)
    expect(ticket.now.status).toBe("closed")
  })

  it("goes on at once when the point in time is past, and waits when it is to come", () => {
    const until = { type: "until", source: "when != null ? when : ticket.openedAt" }
    expect(begin(until).now.status).toBe("closed")
    const later = new Date(monday9 + 10 * minute).toISOString()
    const ticket = begin(until, { when: later })
    tick(ticket, 9)
    expect(ticket.now.status).toBe("open")
    tick(ticket, 10)
    expect(ticket.now.status).toBe("closed")
  })
})
