import { describe, expect, it } from "vitest"
import { unitAndBelow, unitPath, unitTree } from "./unit-tree"

const unit = (id: string, parentId: string | null = null) => ({ id, name: id.toUpperCase(), parentId })
const units = [unit("cards", "service"), unit("fees", "cards"), unit("service"), unit("risk")]
const shape = (list: Parameters<typeof unitTree>[0]) => unitTree(list).map((row) => `${row.depth} ${row.unit.id}`)

describe("the tree of units", () => {
  it("puts every unit below its parent, whatever the order they come in", () => {
    expect(shape(units)).toEqual(["0 service", "1 cards", "2 fees", "0 risk"])
  })

  it("keeps a unit whose parent has gone", () => {
    expect(shape([unit("fees", "nowhere")])).toEqual(["0 fees"])
  })

  it("lists units in a ring once instead of losing them or never ending", () => {
    expect(shape([unit("a", "b"), unit("b", "a"), unit("c")])).toEqual(["0 c", "0 a", "1 b"])
  })

  it("names a unit with those above it", () => {
    expect(unitPath(units, "fees")).toBe("SERVICE · CARDS · FEES")
    expect(unitPath(units, null)).toBe("")
    expect(unitPath([unit("a", "b"), unit("b", "a")], "a")).toBe("B · A")
  })

  it("knows where a unit cannot be moved to", () => {
    expect(unitAndBelow(units, "cards")).toEqual(new Set(["cards", "fees"]))
  })
})
