import { describe, expect, it } from "vitest"
import type { Directory } from "./directory"
import { calendarOfUnit } from "./units"

const tree = (calendars: Record<string, string | null>, root: string | null = null): Directory => ({
  people: [],
  skillGroups: [],
  units: [
    { id: "house", name: "House", parentId: root, headId: null, calendarId: calendars["house"] ?? null },
    { id: "cards", name: "Cards", parentId: "house", headId: null, calendarId: calendars["cards"] ?? null },
    { id: "fees", name: "Fees", parentId: "cards", headId: null, calendarId: calendars["fees"] ?? null },
  ],
})

describe("the calendar of a unit", () => {
  it.each([
    ["its own", { house: "h", cards: "c", fees: "f" }, "fees", "f"],
    ["that of the unit above", { house: "h", cards: "c" }, "fees", "c"],
    ["that of the top", { house: "h" }, "fees", "h"],
    ["none when none has one", {}, "fees", null],
    ["none for no unit", { house: "h" }, null, null],
    ["none for a unit that is gone", { house: "h" }, "gone", null],
  ])("is %s", (_, calendars, unitId, expected) => {
    expect(calendarOfUnit(tree(calendars), unitId)).toBe(expected)
  })

  it("ends with units that run in a circle", () => {
    expect(calendarOfUnit(tree({}, "fees"), "fees")).toBeNull()
  })
})
