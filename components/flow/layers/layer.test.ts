import { describe, expect, it } from "vitest"
import { heatOf, layerNames, unitOf, valueOf, type NodeFigures } from "./layer"

const figures: NodeFigures = {
  nodeId: "n",
  here: 3,
  hereLate: 1,
  passed: 40,
  breached: 4,
  returned: 0,
  medianMs: 60_000,
  p95Ms: 600_000,
}

describe("a step's value", () => {
  it.each([
    ["here", 3],
    ["passed", 40],
    ["median", 60_000],
    ["p95", 600_000],
    ["late", 0.1],
    ["returned", 0],
  ] as const)("%s", (layer, value) => expect(valueOf(figures, layer)).toBe(value))

  it("is zero or unknown where no ticket has been, and a share is unknown before a visit has ended", () => {
    for (const layer of layerNames) expect(valueOf(undefined, layer)).toBe(unitOf[layer] === "count" ? 0 : null)
    expect(valueOf({ ...figures, passed: 0 }, "late")).toBeNull()
  })
})

describe("its heat", () => {
  it("goes up to the highest of its layer", () => {
    const levels = [0, 1, 25, 26, 75, 100].map((value) => heatOf(value, 100, "passed")?.level)
    expect(levels).toEqual([undefined, 1, 1, 2, 3, 4])
  })

  it("of a share does not depend on the others: the worst of good ones stays cool", () => {
    expect([0.01, 0.05, 0.15, 0.3].map((value) => heatOf(value, 0.01, "late")?.level)).toEqual([1, 2, 3, 4])
    expect(heatOf(0.2, 1, "returned")).toEqual({ level: 3, isBad: true })
    expect(heatOf(null, 1, "late")).toBeNull()
  })
})
