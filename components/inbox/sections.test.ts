import { describe, expect, it } from "vitest"
import { sectionsOf } from "./sections"

const now = 1_800_000_000_000
const minute = 60_000
const item = (id: string, dueAt: number | null) => ({ id, dueAt })
const shape = (items: { id: string; dueAt: number | null }[]) =>
  sectionsOf(items, now).map(({ name, items: group }) => [name, group.map(({ id }) => id).join("")])

describe("sectionsOf", () => {
  it("splits by urgency and keeps the order inside", () => {
    const items = [
      item("a", now - minute),
      item("b", now - 1),
      item("c", now),
      item("d", now + 59 * minute),
      item("e", now + 60 * minute),
      item("f", null),
    ]
    expect(shape(items)).toEqual([
      ["late", "ab"],
      ["soon", "cd"],
      ["later", "e"],
      ["open", "f"],
    ])
  })

  it("leaves out what is empty", () => {
    expect(shape([item("a", null)])).toEqual([["open", "a"]])
    expect(shape([])).toEqual([])
  })
})
