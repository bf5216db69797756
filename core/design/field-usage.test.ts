import { describe, expect, it } from "vitest"
import { fieldUsage } from "./field-usage"
import { edge, graph, node } from "./testing-graph"

const drawn = graph(
  [
    node("asks", { config: { fields: ["amount", "note"] } }),
    node("says", { config: { title: "Waive {{ amount }} for {{call.caller}}" } }),
    node("computes", { config: { people: { type: "expression", source: "amount > 5 ? 'a@x' : 'b@x'" } } }),
    node("talks", { config: { instructions: "Check the amount twice" } }),
  ],
  [
    edge("asks", "says", { id: "reads", condition: "amount < 500" }),
    edge("says", "talks", { id: "longer", condition: "amountMax < 500 && other.amount > 1" }),
  ],
)

describe("fieldUsage", () => {
  it("finds steps that ask for a field, show it or compute with it, and conditions that read it", () => {
    expect(fieldUsage(drawn, "amount")).toEqual({
      nodeIds: ["asks", "says", "computes"],
      edgeIds: ["reads"],
      slaIds: [],
    })
  })

  it("takes neither a longer name nor a member for the field, nor a word in a sentence", () => {
    expect(fieldUsage(drawn, "amount").edgeIds).not.toContain("longer")
    expect(fieldUsage(drawn, "amount").nodeIds).not.toContain("talks")
  })

  it("finds dotted keys whole", () => {
    expect(fieldUsage(drawn, "call.caller").nodeIds).toEqual(["says"])
    expect(fieldUsage(drawn, "call")).toEqual({ nodeIds: [], edgeIds: [], slaIds: [] })
  })

  it("is found in the conditions of clocks, and not in what they are called", () => {
    const policy = { targetMin: 60, calendarId: null, tiers: [], conditions: { pause: "amount > 5" } }
    const slas = [
      { ...policy, id: "s1", name: "Solved" },
      { ...policy, id: "s2", name: "amount", conditions: {} },
    ]
    const [asks, ...others] = drawn.nodes
    const graph = {
      ...drawn,
      nodes: [{ ...asks!, id: "times", config: { visitSla: policy } }, ...others],
      settings: { ...drawn.settings, slas },
    }
    expect(fieldUsage(graph, "amount")).toMatchObject({ slaIds: ["s1"] })
    expect(fieldUsage(graph, "amount").nodeIds).toContain("times")
  })
})
