import { expect, it } from "vitest"
import type { DraftGraph } from "@/core/flow/graph"
import { edge, flowOf, node } from "@/core/ticket/testing/small-flow"
import { nodeOf, routeName, routeOptions, stepOptions } from "./step-options"

const source: DraftGraph = flowOf([node("a", "handle"), node("v", "approval")], [])
const target: DraftGraph = flowOf(
  [node("b", "handle"), { ...node("c", "handle"), name: "b" }, { ...node("j", "join"), name: "" }],
  [edge("b.done", "j"), edge("c.done", "j", { name: "late" })],
)

it("offers the steps of the same kind, and tells those of one name apart", () => {
  expect(stepOptions(source, target, "a", "en")).toEqual([
    { value: "b", label: "b (1)" },
    { value: "c", label: "b (2)" },
  ])
  expect(stepOptions(source, target, "v", "en")).toEqual([])
  expect(stepOptions(source, target, "nowhere", "en")).toEqual([])
})

it("names the routes into a join by where they come from", () => {
  expect(routeOptions(target, "j", "en").map(({ label }) => label)).toEqual(["b", "b · late"])
  expect(routeOptions(target, null, "en")).toEqual([])
  expect(routeName(target, undefined, "zh")).toBe("?")
  expect(nodeOf(target, "j")?.kind).toBe("join")
})
