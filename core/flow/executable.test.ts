import { describe, expect, it } from "vitest"
import { directory, ids, uuid } from "@/core/ticket/testing/tenant"
import { edge, field, flowOf, node } from "@/core/ticket/testing/small-flow"
import { toExecutable, type ExecutableContext } from "./executable"
import type { DraftGraph } from "./graph"
import { approval } from "./nodes/approval"
import { handle } from "./nodes/handle"
import { remind } from "./nodes/remind"
import { returnVisit } from "./nodes/return-visit"

const everything: ExecutableContext = { directory, calendarIds: [uuid(70)] }
const problemsOf = (draft: DraftGraph, context = everything) => {
  const result = toExecutable(draft, context)
  return result.ok ? result.warnings : result.problems
}
const codes = (draft: DraftGraph, context = everything) => problemsOf(draft, context).map((problem) => problem.code)

const named = { people: { type: "named", personIds: [ids.agents[0]] } }
const work = (config: object = {}) => node("work", "handle", { ...handle.defaults(), ...named, ...config })
const vote = (config: object = {}) => node("vote", "approval", { ...approval.defaults(), ...named, ...config })
const straight = [edge("start.next", "work"), edge("work.done", "close")]
const simple = flowOf([work()], straight)
const split = (routes: ReturnType<typeof edge>[]) =>
  flowOf([node("split", "exclusive"), work()], [edge("start.next", "split"), edge("work.done", "close"), ...routes])
const routed = (condition: string) =>
  split([edge("split.route", "close", { condition }), edge("split.route", "work", { fallback: true })])
const tier = (at: object, personIds: string[] = []) => ({
  at,
  audience: personIds.length > 0 ? [{ type: "named", personIds }] : [{ type: "assignee" }],
  channels: ["inApp"],
})
const sla = (more: object) => flowOf([work({ sla: { targetMin: 60, calendarId: null, tiers: [], ...more } })], straight)

describe("toExecutable", () => {
  it("accepts a flow without a fault", () => {
    const result = toExecutable(simple, everything)
    expect(result).toMatchObject({ ok: true, warnings: [], flow: { startId: "start" } })
  })

  it.each<[string, DraftGraph, string[]]>([
    ["no start", { ...simple, nodes: simple.nodes.slice(1), edges: simple.edges.slice(1) }, ["noStart"]],
    [
      "two starts",
      {
        ...simple,
        nodes: [...simple.nodes, node("start2", "start", { fields: [] })],
        edges: [...simple.edges, edge("start2.next", "work")],
      },
      ["twoStarts"],
    ],
    [
      "an edge into the start",
      flowOf([work()], [edge("start.next", "work"), edge("work.done", "start")]),
      ["noEntry", "exitNotConnected", "noEnd", "unreachable"],
    ],
    ["two nodes with one id", { ...simple, nodes: [...simple.nodes, work()] }, ["duplicateId"]],
    ["two edges with one id", { ...simple, edges: [...straight, straight[0]!] }, ["duplicateId"]],
    [
      "an edge to a node that is not there",
      flowOf([work()], [...straight, edge("work.done", "gone", { id: "x" })]),
      ["danglingEdge"],
    ],
    [
      "an edge from a node that is not there",
      flowOf([work()], [...straight, edge("gone.done", "work")]),
      ["danglingEdge"],
    ],
    [
      "an exit that leads nowhere",
      flowOf([work()], [edge("start.next", "work")]),
      ["exitNotConnected", "noEnd", "unreachable"],
    ],
    ["an exit that leads to two places", flowOf([work()], [...straight, edge("start.next", "close")]), ["exitTwice"]],
    [
      "an exit the kind does not have",
      flowOf([work()], [...straight, edge("work.approved", "close")]),
      ["unknownExit"],
    ],
    [
      "a rejected exit may end the ticket",
      flowOf([vote()], [edge("start.next", "vote"), edge("vote.approved", "close")]),
      [],
    ],
    [
      "an approved exit may not",
      flowOf([vote()], [edge("start.next", "vote"), edge("vote.rejected", "close")]),
      ["exitNotConnected"],
    ],
    [
      "a node nothing leads to",
      flowOf([work(), vote()], [...straight, edge("vote.approved", "close")]),
      ["unreachable"],
    ],
    ["no end", flowOf([work()], [edge("start.next", "work"), edge("work.done", "work")]), ["noEnd", "unreachable"]],
    [
      "a circle without a way out",
      flowOf(
        [node("split", "exclusive"), work(), vote()],
        [
          edge("start.next", "split"),
          edge("split.route", "close", { condition: "amount > 1" }),
          edge("split.route", "work", { fallback: true }),
          edge("work.done", "vote"),
          edge("vote.approved", "work"),
        ],
      ),
      ["deadEnd", "deadEnd"],
    ],
    [
      "a circle in which nobody has anything to do",
      flowOf(
        [node("r", "remind", { ...remind.defaults() }), node("split", "exclusive")],
        [
          edge("start.next", "r"),
          edge("r.next", "split"),
          edge("split.route", "close", { condition: "amount > 1" }),
          edge("split.route", "r", { fallback: true }),
        ],
      ),
      ["automaticLoop"],
    ],
    [
      "a split that leads to itself",
      flowOf(
        [node("split", "exclusive")],
        [
          edge("start.next", "split"),
          edge("split.route", "close", { condition: "amount > 1" }),
          edge("split.route", "split", { fallback: true }),
        ],
      ),
      ["automaticLoop"],
    ],
    [
      "a circle with a person in it",
      flowOf(
        [work(), node("split", "exclusive")],
        [
          edge("start.next", "work"),
          edge("work.done", "split"),
          edge("split.route", "close", { condition: "amount > 1" }),
          edge("split.route", "work", { fallback: true }),
        ],
      ),
      [],
    ],
    [
      "a split without a fallback",
      split([edge("split.route", "close", { condition: "amount > 1" })]),
      ["noFallback", "unreachable"],
    ],
    [
      "two fallbacks",
      split([edge("split.route", "close", { fallback: true }), edge("split.route", "work", { fallback: true })]),
      ["twoFallbacks"],
    ],
    ["a route without a condition", routed(" "), ["noCondition"]],
    ["a condition that is no condition", routed("amount"), ["bool_expected"]],
    ["a condition on a variable that is not there", routed("amuont > 5"), ["unknown_variable"]],
    ["a kind nobody knows", flowOf([work(), node("odd", "teleport")], straight), ["unknownKind", "unreachable"]],
    [
      "a configuration with a wrong value and one too many",
      flowOf([work({ distribution: "best", extra: 1 })], straight),
      ["invalid", "invalid"],
    ],
    [
      "a field of the form that is not there",
      flowOf([work({ fields: ["amount", "nothing"] })], straight),
      ["unknownField"],
    ],
    [
      "a placeholder that is not there",
      flowOf([work({ instructions: "{{ amount }} {{ nothing }}" })], straight),
      ["unknownVariable"],
    ],
    ["a field with the name of a built-in", { ...simple, fields: [field("ticket.number", "int")] }, ["badField"]],
    ["two fields with one key", { ...simple, fields: [field("a", "int"), field("a", "int")] }, ["badField"]],
    ["a field that hides a group of built-ins", { ...simple, fields: [field("call", "int")] }, ["badField"]],
    [
      "a score into a field of another type",
      flowOf(
        [node("visit", "returnVisit", { ...returnVisit.defaults(), ...named, scoreField: "amount" })],
        [
          edge("start.next", "visit"),
          edge("visit.satisfied", "close"),
          edge("visit.unsatisfied", "close"),
          edge("visit.unreachable", "close"),
        ],
      ),
      ["scoreFieldType"],
    ],
    [
      "more approvals than people named",
      flowOf(
        [vote({ pass: { type: "count", count: 2 } })],
        [edge("start.next", "vote"), edge("vote.approved", "close")],
      ),
      ["tooFewPeople"],
    ],
    ["nobody named", flowOf([work({ people: { type: "named", personIds: [] } })], straight), ["nobodyNamed"]],
    [
      "somebody who has left",
      flowOf([work({ people: { type: "named", personIds: [ids.gone] } })], straight),
      ["inactivePerson"],
    ],
    [
      "somebody who never was",
      flowOf([work({ people: { type: "named", personIds: [uuid(99)] } })], straight),
      ["unknownPerson"],
    ],
    [
      "a stand-in who has left",
      flowOf([work({ empty: { type: "named", personIds: [ids.gone] } })], straight),
      ["inactivePerson"],
    ],
    ["a role nobody has", flowOf([work({ people: { type: "role", role: "auditor" } })], straight), ["nobodyNow"]],
    [
      "a unit that is gone",
      flowOf([work({ people: { type: "unit", unitId: uuid(98), includeSubunits: false } })], straight),
      ["unknownUnit"],
    ],
    [
      "a unit without a head",
      flowOf([work({ people: { type: "unitHead", unitId: ids.units.headless } })], straight),
      ["unitWithoutHead"],
    ],
    [
      "a skill group that is gone",
      flowOf([work({ people: { type: "skillGroup", skillGroupId: uuid(97), onlineOnly: true } })], straight),
      ["unknownSkillGroup"],
    ],
    [
      "a people expression that gives a number",
      flowOf([work({ people: { type: "expression", source: "amount" } })], straight),
      ["notPeople"],
    ],
    [
      "a people expression that gives people",
      flowOf([work({ people: { type: "expression", source: "who != null ? who : [initiator.id]" } })], straight),
      [],
    ],
    [
      "supervisors without a home unit",
      {
        ...flowOf([work({ people: { type: "supervisor", level: 1 } })], straight),
        settings: { homeUnitId: null, administratorIds: [] },
      },
      ["noHomeUnit"],
    ],
    [
      "a home unit that is gone",
      { ...simple, settings: { homeUnitId: uuid(96), administratorIds: [] } },
      ["unknownUnit"],
    ],
    [
      "an administrator who has left",
      { ...simple, settings: { homeUnitId: null, administratorIds: [ids.gone] } },
      ["inactivePerson"],
    ],
    ["a target of no time at all", sla({ targetMin: 0 }), ["invalid"]],
    ["a warning before the todo is there", sla({ tiers: [tier({ type: "offset", min: -60 })] }), ["tierBeforeStart"]],
    [
      "tiers in the wrong order",
      sla({ tiers: [tier({ type: "percent", percent: 100 }), tier({ type: "offset", min: -5 })] }),
      ["tierOrder"],
    ],
    [
      "two tiers at once",
      sla({ tiers: [tier({ type: "percent", percent: 100 }), tier({ type: "offset", min: 0 })] }),
      ["tierOrder"],
    ],
    [
      "a tier to somebody who has left",
      sla({ tiers: [tier({ type: "percent", percent: 50 }, [ids.gone])] }),
      ["inactivePerson"],
    ],
    ["a calendar that is gone", sla({ calendarId: uuid(71) }), ["unknownCalendar"]],
    ["a calendar that is there", sla({ calendarId: uuid(70) }), []],
  ])("%s", (_, draft, expected) => {
    expect(codes(draft)).toEqual(expected)
  })

  it("points at the very characters of a condition", () => {
    const [problem] = problemsOf(routed("flag || amount > 1"))
    expect(problem).toMatchObject({
      place: { nodeId: "split", edgeId: "split-route-close", field: "condition", start: 0, end: 4 },
    })
  })

  it("says everything that is wrong at once, errors before warnings, in both languages", () => {
    const wrong = flowOf(
      [
        work({ fields: ["nothing"], distribution: "best" }),
        vote({ people: { type: "named", personIds: [ids.gone] } }),
        node("split", "exclusive"),
      ],
      [edge("start.next", "work"), edge("work.done", "close"), edge("split.route", "vote", { condition: "1" })],
    )
    const problems = problemsOf(wrong)
    expect(problems.map((problem) => problem.code)).toEqual([
      "invalid",
      "unknownField",
      "inactivePerson",
      "noFallback",
      "bool_expected",
      "exitNotConnected",
      "unreachable",
      "unreachable",
    ])
    for (const { text, hint } of problems) {
      expect(text.en.length > 5 && text.zh.length > 3).toBe(true)
      expect(/[\u4e00-\u9fff]/.test(text.zh)).toBe(true)
      expect(!hint || (hint.en && hint.zh)).toBeTruthy()
    }
  })

  it("does not look at people when a published version is read again", () => {
    expect(toExecutable(flowOf([work({ people: { type: "named", personIds: [ids.gone] } })], straight))).toMatchObject({
      ok: true,
    })
  })

  it.each(["__proto__", "constructor", "", "a b", "x".repeat(41)])("refuses the id %j without stumbling", (id) => {
    expect(codes({ ...simple, nodes: [...simple.nodes, { ...work(), id }] })).toContain("invalid")
  })

  it.each(["toString", "hasOwnProperty", "valueOf"])("runs with a node called %s", (id) => {
    const draft = flowOf([{ ...work(), id }], [edge("start.next", id), { ...edge("work.done", "close"), source: id }])
    expect(toExecutable(draft, everything)).toMatchObject({ ok: true })
  })

  it("answers at once for 10,000 nodes in a row, in a circle, and in a heap", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => node(`n${index}`, "remind", remind.defaults()))
    const row = many.map((_, index) => edge(`n${index}.next`, index + 1 < many.length ? `n${index + 1}` : "close"))
    const circle = [...row.slice(0, -1), edge("n9999.next", "n0")]
    const began = performance.now()
    for (const edges of [row, circle, []]) {
      const found = codes(flowOf(many, [edge("start.next", "n0"), ...edges]))
      expect(found.filter((code) => code === "tooMany")).toHaveLength(edges.length > 0 ? 2 : 1)
      if (edges === circle) expect(found.filter((code) => code === "automaticLoop")).toHaveLength(1)
    }
    expect(performance.now() - began).toBeLessThan(5000)
  })

  it("refuses a flow of more than two million characters", () => {
    const wordy = Array.from({ length: 450 }, (_, index) => ({
      ...work(),
      id: `n${index}`,
      config: { ...work().config, instructions: "x".repeat(5000) },
    }))
    expect(codes(flowOf(wordy, []))).toContain("tooLarge")
  })

  it("keeps routes in the order they are tried, the fallback last", () => {
    const result = toExecutable(
      split([
        edge("split.route", "work", { id: "last", fallback: true }),
        edge("split.route", "close", { id: "second", priority: 2, condition: "amount > 2" }),
        edge("split.route", "close", { id: "first", priority: 1, condition: "amount > 1" }),
      ]),
    )
    const routes = result.ok ? result.flow.routes.get("split")?.get("route") : []
    expect(routes?.map((route) => route.id)).toEqual(["first", "second", "last"])
  })
})
