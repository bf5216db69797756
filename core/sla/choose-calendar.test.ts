import { describe, expect, it } from "vitest"
import { alwaysOpen } from "./calendar"
import { calendarFor } from "./choose-calendar"
import type { Calendar } from "./policy"

const named = (timeZone: string): Calendar => ({ ...alwaysOpen, timeZone })
const [node, flow, unit, usual] = [
  named("Asia/Tokyo"),
  named("Asia/Seoul"),
  named("Asia/Dubai"),
  named("Asia/Hong_Kong"),
]
const calendars = { node, flow, unit, default: usual }

describe("the calendar a clock counts by", () => {
  it.each([
    ["the node's before all others", "node", "flow", "unit", node],
    ["the flow's where the node says nothing", null, "flow", "unit", flow],
    ["the unit's where neither node nor flow says anything", null, null, "unit", unit],
    ["the tenant's where nobody says anything", null, null, null, usual],
    ["the flow's when the node's was deleted", "gone", "flow", "unit", flow],
    ["the unit's when node's and flow's were deleted", "gone", "gone too", "unit", unit],
    ["the tenant's when all were deleted", "gone", "gone too", "gone as well", usual],
    ["round the clock when the node says so, whatever the others say", "always", "flow", "unit", alwaysOpen],
    ["round the clock when the flow says so", null, "always", "unit", alwaysOpen],
    ["round the clock when the flow says so and the node's was deleted", "gone", "always", "unit", alwaysOpen],
    ["the tenant's for an id that is a property of every object", "constructor", null, null, usual],
  ])("is %s", (_, calendarId, flowCalendarId, unitCalendarId, expected) => {
    expect(calendarFor({ calendarId }, { flowCalendarId, unitCalendarId }, calendars)).toBe(expected)
  })

  it("is round the clock in a tenant without any", () => {
    expect(calendarFor({ calendarId: "gone" }, { flowCalendarId: null, unitCalendarId: null }, {})).toBe(alwaysOpen)
  })
})
