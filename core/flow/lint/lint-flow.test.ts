import { describe, expect, it } from "vitest"
import { edge, field, flowOf, node } from "@/core/ticket/testing/small-flow"
import { directory, ids, uuid } from "@/core/ticket/testing/tenant"
import type { DraftGraph } from "../graph"
import { handle } from "../nodes/handle"
import { remind } from "../nodes/remind"
import { galleryFlows } from "../starters/starters"
import { checkFlow, lintFlow } from "./lint-flow"
import { lintProofs } from "./proofs"

// What is not looked for in a case is left out of it: places apart, names, and fields that are used.
const codes = (draft: DraftGraph) =>
  lintFlow({ ...draft, nodes: draft.nodes.map((one, index) => ({ ...one, position: { x: index * 400, y: 0 } })) }).map(
    ({ code }) => code,
  )
const work = (id: string, config: object = {}) => node(id, "handle", { ...handle.defaults(), ...config })
const bare = { fields: [] }
const fork = (kind: "parallel" | "inclusive" | "exclusive", onReject = true) =>
  node("fork", kind, kind === "exclusive" || !onReject ? {} : { onReject: "fail" })
const join = (id: string, config: object = {}) => node(id, "join", { wait: "all", count: 1, rest: "cancel", ...config })
const route = (target: string, more: object = {}) => edge("fork.route", target, more)

describe("where branches meet", () => {
  it.each<[string, DraftGraph, string[]]>([
    [
      "two branches that come to a step without a join do it twice",
      flowOf(
        [fork("parallel"), work("a"), work("b"), work("c")],
        [
          edge("start.next", "fork"),
          route("a"),
          route("b"),
          edge("a.done", "c"),
          edge("b.done", "c"),
          edge("c.done", "close"),
        ],
        bare,
      ),
      ["doneTwice"],
    ],
    [
      "what comes after the step they meet at is not told again",
      flowOf(
        [fork("inclusive"), work("a"), work("b"), work("c"), work("d")],
        [
          edge("start.next", "fork"),
          route("a", { condition: "true" }),
          route("b", { fallback: true }),
          edge("a.done", "c"),
          edge("b.done", "c"),
          edge("c.done", "d"),
          edge("d.done", "close"),
        ],
        bare,
      ),
      ["doneTwice"],
    ],
    [
      "branches that end by themselves need no join",
      flowOf(
        [fork("parallel"), work("a"), work("b")],
        [edge("start.next", "fork"), route("a"), route("b"), edge("a.done", "close"), edge("b.done", "close")],
        bare,
      ),
      [],
    ],
    [
      "a join of two branches, and work after it",
      flowOf(
        [fork("parallel"), work("a"), work("b"), join("j"), work("c")],
        [
          edge("start.next", "fork"),
          route("a"),
          route("b"),
          edge("a.done", "j"),
          edge("b.done", "j"),
          edge("j.next", "c"),
          edge("c.done", "close"),
        ],
        bare,
      ),
      [],
    ],
    [
      "a join behind an exclusive split waits for nothing",
      flowOf(
        [fork("exclusive"), work("a"), work("b"), join("j")],
        [
          edge("start.next", "fork"),
          route("a", { condition: "ticket.number > 1" }),
          route("b", { fallback: true }),
          edge("a.done", "j"),
          edge("b.done", "j"),
          edge("j.next", "close"),
        ],
        bare,
      ),
      ["needlessJoin"],
    ],
    [
      "two routes of an exclusive split inside a branch are one branch to a join that counts",
      flowOf(
        [
          fork("parallel"),
          node("choice", "exclusive"),
          work("a"),
          work("b"),
          work("c"),
          join("j", { wait: "count", count: 3 }),
        ],
        [
          edge("start.next", "fork"),
          route("choice"),
          route("c"),
          edge("choice.route", "a", { condition: "ticket.number > 1" }),
          edge("choice.route", "b", { fallback: true }),
          edge("a.done", "j"),
          edge("b.done", "j"),
          edge("c.done", "j"),
          edge("j.next", "close"),
        ],
        bare,
      ),
      ["joinNeverFull"],
    ],
    [
      "a branch that ends elsewhere is not waited for",
      flowOf(
        [fork("parallel"), work("a"), work("b"), work("c"), join("j")],
        [
          edge("start.next", "fork"),
          route("a"),
          route("b"),
          route("c"),
          edge("a.done", "j"),
          edge("b.done", "j"),
          edge("c.done", "close"),
          edge("j.next", "close"),
        ],
        bare,
      ),
      ["branchMissesJoin"],
    ],
    [
      "a way back out of a branch to before the split is no meeting",
      flowOf(
        [work("before"), fork("parallel"), node("vote", "approval", {}), work("b"), join("j")],
        [
          edge("start.next", "before"),
          edge("before.done", "fork"),
          route("vote"),
          route("b"),
          edge("vote.approved", "j"),
          edge("vote.rejected", "before"),
          edge("b.done", "j"),
          edge("j.next", "close"),
        ],
        bare,
      ),
      [],
    ],
  ])("%s", (_, draft, expected) => expect(codes(draft)).toEqual(expected))
})

describe("steps and routes", () => {
  const line = [edge("start.next", "a"), edge("a.done", "close")]
  it.each<[string, DraftGraph, string[]]>([
    [
      "a split with one route",
      flowOf(
        [fork("exclusive"), work("a")],
        [edge("start.next", "fork"), route("a", { fallback: true }), edge("a.done", "close")],
        bare,
      ),
      ["oneRoute"],
    ],
    [
      "a step that leads to itself",
      flowOf([work("a"), work("b")], [edge("start.next", "a"), edge("a.done", "a"), edge("b.done", "close")], bare),
      ["selfLoop"],
    ],
    [
      "two routes with one condition, written with other spaces",
      flowOf(
        [fork("exclusive"), work("a")],
        [
          edge("start.next", "fork"),
          route("a", { id: "x", condition: "ticket.number > 1" }),
          route("close", { id: "y", condition: " ticket.number  > 1", priority: 1 }),
          route("close", { id: "z", fallback: true }),
          edge("a.done", "close"),
        ],
        bare,
      ),
      ["sameCondition"],
    ],
    [
      "an end that ends branches there are none of",
      {
        ...flowOf([work("a")], line, bare),
        nodes: flowOf([work("a")], line, bare).nodes.map((one) =>
          one.kind === "close" ? { ...one, config: { ...one.config, terminate: true } } : one,
        ),
      },
      ["needlessTermination"],
    ],
    ["a step without a name", flowOf([{ ...work("a"), name: " " }], line, bare), ["unnamedStep"]],
    [
      "two steps of one name",
      flowOf(
        [work("a"), { ...work("b"), name: "a" }],
        [edge("start.next", "a"), edge("a.done", "b"), edge("b.done", "close")],
        bare,
      ),
      ["sameName"],
    ],
  ])("%s", (_, draft, expected) => expect(codes(draft)).toEqual(expected))

  it("a card that lies on another", () => {
    const draft = flowOf(
      [work("a"), work("b")],
      [edge("start.next", "a"), edge("a.done", "b"), edge("b.done", "close")],
      bare,
    )
    const apart = draft.nodes.map((one, index) => ({ ...one, position: { x: index === 2 ? 410 : index * 400, y: 8 } }))
    expect(lintFlow({ ...draft, nodes: apart })).toMatchObject([{ code: "coveredStep", place: { nodeId: "b" } }])
  })
})

describe("fields", () => {
  const set = (values: object[]) => node("set", "setValues", { values })
  const flow = (fields: string[], nodes: DraftGraph["nodes"], edges: DraftGraph["edges"], keys = ["amount"]) => {
    const draft = flowOf(nodes, edges, { fields: keys.map((key) => field(key, "int")) })
    const [start, ...rest] = draft.nodes
    return { ...draft, nodes: [{ ...start!, config: { fields } }, ...rest] }
  }
  const line = [edge("start.next", "a"), edge("a.done", "close")]
  it.each<[string, DraftGraph, string[]]>([
    ["a field that no step uses", flow([], [work("a")], line), ["unusedField"]],
    ["a field that is asked for", flow(["amount"], [work("a")], line), []],
    ["a field that only a text reads", flow([], [work("a", { instructions: "{{ amount }}" })], line), ["neverFilled"]],
    [
      "a field that is read before the step that asks for it",
      flow(
        [],
        [work("a", { instructions: "{{ amount }}" }), work("b", { fields: ["amount"] })],
        [edge("start.next", "a"), edge("a.done", "b"), edge("b.done", "close")],
      ),
      ["readTooEarly"],
    ],
    [
      "a field that is read in a circle after it was asked for",
      flow(
        [],
        [work("a", { instructions: "{{ amount }}" }), fork("exclusive"), work("b", { fields: ["amount"] })],
        [
          edge("start.next", "a"),
          edge("a.done", "b"),
          edge("b.done", "fork"),
          route("a", { condition: "amount != null && amount > 1" }),
          route("close", { fallback: true }),
        ],
      ),
      [],
    ],
    [
      "a value that a step fills when nobody comes any more to see it",
      flow(
        [],
        [work("a"), set([{ field: "amount", source: "1" }])],
        [edge("start.next", "a"), edge("a.done", "set"), edge("set.next", "close")],
      ),
      ["writtenOnly"],
    ],
    [
      "a value that people see afterwards",
      flow(
        [],
        [set([{ field: "amount", source: "1" }]), work("a")],
        [edge("start.next", "set"), edge("set.next", "a"), edge("a.done", "close")],
      ),
      [],
    ],
    [
      "a field that only another field's condition reads",
      {
        ...flow(["amount"], [work("a")], line),
        fields: [{ ...field("amount", "int"), shownWhen: "other != null" }, field("other", "int")],
      },
      ["neverFilled"],
    ],
  ])("%s", (_, draft, expected) => expect(codes(draft)).toEqual(expected))

  it("a problem of a text points at the characters of the name", () => {
    const draft = flow(
      [],
      [work("a", { instructions: "See {{ amount }}." }), work("b", { fields: ["amount"] })],
      [edge("start.next", "a"), edge("a.done", "b"), edge("b.done", "close")],
    )
    const [problem] = lintFlow(draft).filter(({ code }) => code === "readTooEarly")
    expect(problem?.place).toEqual({ nodeId: "a", field: "instructions", start: 4, end: 16 })
  })

  it("what stands in quotes reads nothing", () => {
    const draft = flow(
      [],
      [fork("exclusive"), work("a")],
      [
        edge("start.next", "fork"),
        route("a", { condition: 'ticket.title == "amount"' }),
        route("close", { fallback: true }),
        edge("a.done", "close"),
      ],
    )
    expect(codes(draft)).toEqual(["unusedField"])
  })
})

describe("people", () => {
  const chosen = (id: string) => work(id, { people: { type: "previousChoice", among: null, max: 1 } })
  it("whom nobody can choose", () => {
    const alone = flowOf([chosen("a")], [edge("start.next", "a"), edge("a.done", "close")], bare)
    expect(codes(alone)).toEqual(["nobodyChooses"])
    const after = flowOf(
      [work("b"), node("r", "remind", remind.defaults()), chosen("a")],
      [edge("start.next", "b"), edge("b.done", "r"), edge("r.next", "a"), edge("a.done", "close")],
      bare,
    )
    expect(codes(after)).toEqual([])
  })
  it("whom nobody is above, or in a group", () => {
    const of = (people: object, units = directory.units, others = directory.people) => {
      const draft = flowOf([work("a", { people })], [edge("start.next", "a"), edge("a.done", "close")], bare)
      const problems = checkFlow(draft, { directory: { ...directory, units, people: others } })
      return problems.filter(({ severity }) => severity !== "advice").map(({ code }) => code)
    }
    expect(of({ type: "supervisor", level: 3 })).toEqual([])
    expect(of({ type: "supervisor", level: 4 })).toEqual(["nobodyNow"])
    const headless = directory.units.map((unit) => ({ ...unit, headId: null }))
    expect(of({ type: "supervisorsUpTo", level: 2 }, headless)).toEqual(["nobodyNow"])
    expect(of({ type: "supervisorsUntil", until: { type: "root" } }, headless)).toEqual(["nobodyNow"])
    expect(of({ type: "supervisorsUntil", until: { type: "role", role: "auditor" } })).toEqual(["nobodyNow"])
    const group = { type: "skillGroup", skillGroupId: ids.group, onlineOnly: true }
    expect(of(group)).toEqual([])
    const without = directory.people.map((person) => ({ ...person, skillGroupIds: [] }))
    expect(of(group, directory.units, without)).toEqual(["nobodyNow"])
    const gone = directory.people.map((person) => ({ ...person, unitId: null }))
    expect(of({ type: "unit", unitId: ids.units.department, includeSubunits: true }, directory.units, gone)).toEqual([
      "nobodyNow",
    ])
  })
})

describe("deadlines", () => {
  const sla = { targetMin: 600, calendarId: null, tiers: [] }
  const draft = flowOf([work("a", { sla })], [edge("start.next", "a"), edge("a.done", "close")], bare)
  const whole = { id: "s1", name: "Whole", targetMin: 60, calendarId: null, tiers: [] }
  it("say that nobody is told, and that a step may take longer than its ticket", () => {
    expect(codes(draft)).toEqual(["silentDeadline"])
    const settings = { ...draft.settings, slas: [whole] }
    expect(codes({ ...draft, settings })).toEqual(["longerThanTicket", "silentDeadline", "silentDeadline"])
    const other = { ...draft.settings, slas: [{ ...whole, calendarId: uuid(70) }] }
    expect(codes({ ...draft, settings: other })).toEqual(["silentDeadline", "silentDeadline"])
  })
})

describe("what is proven of conditions", () => {
  const split = (...conditions: string[]) =>
    flowOf(
      [fork("exclusive"), work("a")],
      [
        edge("start.next", "fork"),
        ...conditions.map((condition, priority) => route("a", { id: `r${priority}`, condition, priority })),
        route("close", { id: "rest", fallback: true }),
        edge("a.done", "close"),
      ],
      { fields: [field("amount", "int", true), field("flag", "bool", true)] },
    )
  const proven = (...conditions: string[]) =>
    lintProofs(split(...conditions)).map(({ code, place }) => [code, place.edgeId])

  it.each<[string[], [string, string][]]>([
    [["amount > 5 && amount < 3"], [["neverTrue", "r0"]]],
    [["flag || !flag"], [["alwaysTrue", "r0"]]],
    [["amount > 5", "amount > 10"], [["shadowedRoute", "r1"]]],
    [["amount > 5", "amount  > 5"], []],
    [["amount > 10", "amount > 5"], []],
    [['ticket.title.contains("x") && amount > 5 && amount < 3'], []],
    [["nonsense >"], []],
  ])("%j", (conditions, expected) => expect(proven(...conditions)).toEqual(expected))

  it("a field that is never shown", () => {
    const [amount, flag] = split("flag").fields
    const fields = [amount!, { ...flag!, shownWhen: "amount > 5 && amount < 3" }]
    expect(lintProofs({ ...split("flag"), fields })).toMatchObject([
      { code: "neverShown", place: { field: "fields.1.shownWhen" } },
    ])
  })

  it("is proven once while nothing changes", () => {
    const cache = new Map()
    lintProofs(split("amount > 5", "amount > 10"), cache)
    const { size } = cache
    lintProofs(split("amount > 5", "amount > 10"), cache)
    expect(cache.size).toBe(size)
    expect(size).toBeGreaterThan(0)
  })
})

it("nothing is said of the flows of the gallery", () => {
  const context = { homeUnitId: ids.units.team, administratorIds: [ids.owner], serviceGroupId: ids.group }
  for (const locale of ["en", "zh"] as const) {
    for (const { key, draft } of galleryFlows({ ...context, locale })) {
      const problems = [...checkFlow(draft, { directory, calendarIds: [] }), ...lintProofs(draft)]
      expect(problems.map(({ code, place, text }) => `${key} ${code} ${JSON.stringify(place)} ${text.en}`)).toEqual([])
    }
  }
})

it("answers at once for flows at their limits, and leaves those beyond them to the limits", () => {
  const many = Array.from({ length: 480 }, (_, index) =>
    node(`n${index}`, index % 10 === 0 ? "parallel" : "remind", index % 10 === 0 ? {} : remind.defaults()),
  )
  const edges = many.flatMap((one, index) => {
    const to = (step: number) => many[index + step]?.id ?? "close"
    return one.kind === "parallel"
      ? [edge(`${one.id}.route`, to(1)), edge(`${one.id}.route`, to(5), { id: `${one.id}-second` })]
      : [edge(`${one.id}.next`, to(1))]
  })
  const draft = flowOf(many, [edge("start.next", "n0"), ...edges])
  const began = performance.now()
  lintFlow(draft)
  expect(performance.now() - began).toBeLessThan(2000)
  const huge = Array.from({ length: 10_000 }, (_, index) => node(`n${index}`, "remind", remind.defaults()))
  expect(lintFlow(flowOf(huge, []))).toEqual([])
})
