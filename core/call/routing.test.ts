import { expect, test } from "vitest"
import { routeCall, type RoutedCall } from "./route-call"
import { routingRuleSchema, type RoutingMatch, type RoutingRule } from "./routing"

const call = (change: Partial<RoutedCall> = {}): RoutedCall => ({
  direction: "in",
  outcome: "waiting",
  toPeople: true,
  intent: "fee_reduction",
  dnis: "400-800 1234",
  ivr: { path: ["main", "2", "fees"] },
  ...change,
})
const rule = (id: string, match: RoutingMatch, change: Partial<RoutingRule> = {}): RoutingRule =>
  routingRuleSchema.parse({
    id,
    position: 0,
    enabled: true,
    name: `rule ${id}`,
    match,
    flowId: `flow-${id}`,
    ...change,
  })

test("the first rule that matches by position wins, and the answer says what matched", () => {
  const rules = [
    rule("all", {}, { position: 9 }),
    rule("fees", { ivrPathPrefix: ["main", "2"], intent: "fee_reduction", dialled: "4008001234" }, { position: 2 }),
    rule("off", {}, { position: 1, enabled: false }),
    rule("other", { intent: "complaint" }, { position: 0 }),
  ]
  expect(routeCall(call(), rules)).toEqual({
    ruleId: "fees",
    flowId: "flow-fees",
    reason: {
      rule: "rule fees",
      abandoned: false,
      matched: [
        { what: "ivrPath", value: "main › 2" },
        { what: "intent", value: "fee_reduction" },
        { what: "dialled", value: "400-800 1234" },
      ],
    },
  })
})

test("a rule without conditions says so", () => {
  expect(routeCall(call(), [rule("all", {})])?.reason.matched).toEqual([{ what: "any", value: "" }])
})

test.each<[string, RoutingMatch, Partial<RoutedCall>]>([
  ["the path only begins alike", { ivrPathPrefix: ["main", "2", "fees", "x"] }, {}],
  ["the path begins elsewhere", { ivrPathPrefix: ["2"] }, {}],
  ["another intent", { intent: "complaint" }, {}],
  ["no intent at all", { intent: "complaint" }, { intent: null }],
  ["another number", { dialled: "95188" }, {}],
  ["no number", { dialled: "95188" }, { dnis: null }],
  ["one of two conditions", { intent: "fee_reduction", dialled: "95188" }, {}],
])("no match: %s", (_name, match, change) => {
  expect(routeCall(call(change), [rule("r", match)])).toBeNull()
})

test.each<[string, Partial<RoutedCall>]>([
  ["still in the phone menu", { toPeople: false, outcome: "in_ivr" }],
  ["hung up in the menu without an intent", { toPeople: false, outcome: "abandoned_ivr", intent: null }],
  ["solved by the machine", { toPeople: false, outcome: "self_served" }],
  ["outbound", { direction: "out" }],
  ["a phantom", { outcome: "phantom", toPeople: true }],
])("%s starts nothing, even for a rule that takes every call", (_name, change) => {
  expect(routeCall(call(change), [rule("all", {}, { whenAbandoned: true })])).toBeNull()
})

test("who hung up in the menu after saying what they wanted starts only the rules that ask for it", () => {
  const gone = call({ toPeople: false, outcome: "abandoned_ivr" })
  const rules = [
    rule("people", { intent: "fee_reduction" }),
    rule("gone", { intent: "fee_reduction" }, { position: 1, whenAbandoned: true }),
  ]
  expect(routeCall(gone, rules)).toMatchObject({ ruleId: "gone", reason: { abandoned: true } })
  expect(routeCall(call(), rules)).toMatchObject({ ruleId: "people", reason: { abandoned: false } })
})
