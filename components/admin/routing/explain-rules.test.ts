import { describe, expect, it } from "vitest"
import type { RoutingMatch, RoutingRule } from "@/core/call/routing"
import { callOf, explainRules, parsePath, type TriedCall } from "./explain-rules"
import { moved } from "./move"

const rule = (id: string, position: number, match: RoutingMatch, more: Partial<RoutingRule> = {}): RoutingRule => ({
  id,
  position,
  match,
  name: id,
  enabled: true,
  whenAbandoned: false,
  flowId: "flow",
  ...more,
})
const call = (more: Partial<TriedCall> = {}) => callOf({ path: [], intent: "", dialled: "", abandoned: false, ...more })
const verdicts = (...given: Parameters<typeof explainRules>) =>
  Object.fromEntries([...explainRules(...given)].map(([id, { is }]) => [id, is]))

const rules = [
  rule("fees", 0, { ivrPathPrefix: ["Cards", "Fees"], intent: "fee" }),
  rule("off", 1, { intent: "fee" }, { enabled: false }),
  rule("number", 2, { dialled: "400-800 1234" }),
  rule("rest", 3, {}),
]

describe("what every rule makes of a call", () => {
  it("names the first that matches and those that come too late", () => {
    const tried = call({ path: ["Cards", "Fees", "1"], intent: "fee", dialled: "4008001234" })
    expect(verdicts(tried, rules)).toEqual({ fees: "wins", off: "off", number: "later", rest: "later" })
  })

  it("says every condition that failed, not only the first", () => {
    const found = explainRules(call({ path: ["Loans"], intent: "rate", dialled: "1" }), rules)
    expect(found.get("fees")).toEqual({ is: "no", misses: ["ivrPath", "intent"] })
    expect(found.get("number")).toEqual({ is: "no", misses: ["dialled"] })
    expect(found.get("rest")).toMatchObject({ is: "wins", routing: { reason: { matched: [{ what: "any" }] } } })
  })

  it("says that a rule is not for callers who hung up in the menu, beside what else differs", () => {
    const tried = call({ intent: "fee", abandoned: true })
    const found = explainRules(tried, [...rules, rule("back", 4, { intent: "fee" }, { whenAbandoned: true })])
    expect(found.get("rest")).toEqual({ is: "no", misses: ["abandoned"] })
    expect(found.get("fees")).toEqual({ is: "no", misses: ["abandoned", "ivrPath"] })
    expect(found.get("back")).toMatchObject({ is: "wins", routing: { reason: { abandoned: true } } })
  })

  it("reads a path as it is typed and as a page shows it", () => {
    expect(parsePath(" Cards > Fees ›1 > ")).toEqual(["Cards", "Fees", "1"])
    expect(parsePath("  ")).toEqual([])
  })
})

describe("moving a rule", () => {
  it("swaps it with its neighbour and stops at the ends", () => {
    expect(moved(["a", "b", "c"], 1, -1)).toEqual(["b", "a", "c"])
    expect(moved(["a", "b", "c"], 1, 1)).toEqual(["a", "c", "b"])
    expect(moved(["a", "b"], 0, -1)).toBeNull()
    expect(moved(["a", "b"], 1, 1)).toBeNull()
  })
})
