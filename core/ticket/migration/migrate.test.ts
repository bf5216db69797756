import { describe, expect, it } from "vitest"
import type { DraftEdge, DraftNode } from "@/core/flow/graph"
import { approval, type ApprovalConfig } from "@/core/flow/nodes/approval"
import { handle } from "@/core/flow/nodes/handle"
import { canonicalJson } from "@/core/canonical-json"
import type { SlaPolicy } from "@/core/sla/policy"
import type { Decision } from "../decision"
import { foldEvents } from "../replay"
import { Drive, minute, monday9, runnable } from "../testing/drive"
import { approvalFlow, edge, field, flowOf, node } from "../testing/small-flow"
import { facts, ids } from "../testing/tenant"
import { previewMigration } from "./preview"
import { samePlan, type MigrationPlan } from "./plan"

const [ada, bo, cai] = ids.agents
const sla = (targetMin: number, levels = 2): SlaPolicy => ({
  targetMin,
  calendarId: "always",
  tiers: Array.from({ length: levels }, (_, index) => ({
    at: { type: "percent", percent: 50 * (index + 1) },
    audience: [{ type: "assignee" }],
    channels: ["inApp"],
  })),
})
const task = (id: string, policy: SlaPolicy | null = null): DraftNode =>
  node(id, "handle", {
    ...handle.defaults(),
    people: { type: "named", personIds: [ada] },
    distribution: "all",
    sla: policy,
  })
const vote = (id: string, config: Partial<ApprovalConfig> = {}): DraftNode =>
  node(id, "approval", {
    ...approval.defaults(),
    people: { type: "named", personIds: [ada, bo, cai] },
    rejectComment: false,
    ...config,
  })
const parallel = (id: string) => node(id, "parallel", { onReject: "fail" })
const join = (id: string) => node(id, "join", { wait: "all", count: 1, rest: "cancel" })

/** `line("a.done b.done close")`: an edge from each to the next. */
function line(text: string): DraftEdge[] {
  const stops = text.split(" ")
  return stops.slice(1).map((target, index) => edge(stops[index]!, target.split(".")[0]!))
}
const flow = (nodes: readonly DraftNode[], ...lines: string[]) => runnable(flowOf([...nodes], lines.flatMap(line)))
const start = (...given: Parameters<typeof flow>) => new Drive(flow(...given)).open({ amount: 1 })
const at = (ticket: Drive) =>
  Object.values(ticket.now.activations)
    .map(({ nodeId }) => nodeId)
    .toSorted()
    .join(" ")
const finish = (ticket: Drive, nodeId: string): Decision => {
  const todo = ticket.active().find((one) => one.nodeId === nodeId)!
  const body = { type: "decide", todoId: todo.id, decision: "done", outcome: null, comment: "", fields: {} } as const
  return ticket.send(todo.assigneeId, body)
}
const code = (decision: Decision) => (decision.type === "refused" ? decision.problem.code : decision.type)

/** Two tasks beside each other, in the given branches, between a split and a join. */
const beside = (first: string, second: string) =>
  [
    [parallel("split"), task(first), task(second), join("join"), task("after")],
    "start.next split",
    `split.route ${first}.done join`,
    `split.route ${second}.done join`,
    "join.next after.done close",
  ] as const

describe("a ticket that moves to another version", () => {
  it("goes on there, with its work and the name of the step that has another id", () => {
    const ticket = start([task("a")], "start.next a.done close")
    const { id } = ticket.todo(ada)
    const target = flow([task("b"), task("check")], "start.next b.done check.done close")
    expect(code(ticket.migrate(target, { nodes: { a: "b" } }))).toBe("events")
    expect(ticket.todo(ada)).toMatchObject({ id, nodeId: "b" })
    expect(finish(ticket, "b").type).toBe("events")
    expect(at(ticket)).toBe("check")
    expect(canonicalJson(foldEvents(ticket.events))).toBe(canonicalJson(ticket.state))
  })

  it("keeps its deadline, missed or not, and its warnings; or has them counted anew", () => {
    const ticket = start([task("a", sla(60))], "start.next a.done close")
    const { id, clock } = ticket.todo(ada)
    ticket.send("timer", { type: "tick", itemId: id }, monday9 + 61 * minute)
    const before = ticket.todo(ada)
    expect(before.clock).toMatchObject({ breached: true, tiers: [] })
    const slower = flow([task("a", sla(240))], "start.next a.done close")
    ticket.migrate(slower)
    expect(ticket.todo(ada)).toEqual(before)
    ticket.migrate(slower, { clocks: "restart" }, monday9 + 90 * minute)
    expect(ticket.todo(ada)).toMatchObject({
      warnedLevel: 0,
      clock: { breached: false, startedAt: monday9 + 90 * minute },
    })
    expect(ticket.todo(ada).clock!.dueAt! - clock!.dueAt!).toBe((90 + 240 - 60) * minute)
    expect(ticket.todo(ada).clock!.tiers).toHaveLength(2)
  })

  it("keeps its deadline when a calendar changes later", () => {
    const world = { ...facts, calendars: {} }
    const byCalendar = (targetMin: number) => ({ ...sla(targetMin), calendarId: null })
    const ticket = new Drive(flow([task("a", byCalendar(60))], "start.next a.done close"), world).open({ amount: 1 })
    const { clock } = ticket.todo(ada)
    ticket.migrate(flow([task("a", byCalendar(240))], "start.next a.done close"))
    const allDay = Array.from({ length: 7 }, () => [{ fromMin: 570, toMin: 1440 }])
    Object.assign(world, { calendars: { default: { timeZone: "Asia/Shanghai", weekly: allDay, days: [] } } })
    ticket.send("system", { type: "reschedule" })
    expect(ticket.todo(ada).clock!.dueAt! - clock!.dueAt!).toBe(30 * minute)
  })

  it("has no warnings left that the other version does not know", () => {
    const ticket = start([task("a", sla(60, 2))], "start.next a.done close")
    ticket.migrate(flow([task("a", sla(60, 1))], "start.next a.done close"))
    expect(ticket.todo(ada).clock!.tiers.map(({ level }) => level)).toEqual([1])
    // A step without a deadline in the other version has none.
    ticket.migrate(flow([task("a")], "start.next a.done close"))
    const { id, clock } = ticket.todo(ada)
    expect(clock).toBeNull()
    expect(ticket.send("timer", { type: "tick", itemId: id }, monday9 + 61 * minute)).toMatchObject({ events: [] })
  })

  it("waits as long as it would have", () => {
    const wait = (minutes: number) => node("w", "wait", { wait: { type: "minutes", minutes, calendarId: "always" } })
    const ticket = start([wait(30), task("a")], "start.next w.next a.done close")
    ticket.migrate(flow([wait(300), task("a")], "start.next w.next a.done close"), { clocks: "restart" })
    ticket.send("timer", { type: "tick", itemId: "ticket" }, monday9 + 30 * minute)
    expect(at(ticket)).toBe("a")
  })

  it("keeps the routes that are filled at a join (camunda#46281), under their new names", () => {
    const ticket = start(...beside("a", "b"))
    finish(ticket, "a")
    const renamed = beside("x", "b")
    const nodes = { a: "x" }
    expect(code(ticket.migrate(flow(...renamed), { nodes }))).toBe("migrationEdgeMissing")
    const edges = { "a-done-join": "x-done-join" }
    expect(code(ticket.migrate(flow(...renamed), { nodes, edges }))).toBe("events")
    expect(at(ticket)).toBe("b join")
    finish(ticket, "b")
    expect(at(ticket)).toBe("after")
    finish(ticket, "after")
    expect(ticket.now.status).toBe("closed")
  })

  it("goes on at once where the other version waits for less, and the preview says so", () => {
    const ticket = start(...beside("a", "b"))
    finish(ticket, "a")
    const [nodes, ...lines] = beside("a", "b")
    const first = node("join", "join", { wait: "count", count: 1, rest: "cancel" })
    const target = { versionId: ids.flow, flow: flow([...nodes.filter(({ id }) => id !== "join"), first], ...lines) }
    expect(previewMigration(ticket.flow, target, ticket.now, samePlan, { at: monday9, facts })).toEqual({
      is: "moves",
      closes: false,
      stands: [{ nodeId: "after", fromNodeId: null, dueAt: null }],
    })
    ticket.migrate(target.flow)
    expect(at(ticket)).toBe("after")
  })

  it("keeps the people of a vote, and counts their votes by the other version's rule", () => {
    const source = approvalFlow({ pass: { type: "all" } })
    const begin = () => {
      const ticket = new Drive(runnable(source)).open({ amount: 1 })
      ticket.decide("approve", { by: ada })
      return ticket
    }
    const two = begin()
    expect(code(two.migrate(runnable(approvalFlow({ pass: { type: "count", count: 2 } }))))).toBe("events")
    expect(Object.values(two.now.activations)[0]).toMatchObject({ need: 2 })
    two.decide("approve", { by: bo })
    expect(two.now.status).toBe("closed")
    const one = begin()
    one.migrate(runnable(approvalFlow({ pass: { type: "count", count: 1 } })))
    expect(one.now.status).toBe("closed")
    const others = { type: "named" as const, personIds: [ids.manager] }
    const same = begin()
    same.migrate(runnable(approvalFlow({ people: others })))
    expect(same.active().map(({ assigneeId }) => assigneeId)).toEqual([bo, cai])
  })

  it("may go back to where it has been, except to what is gone", () => {
    const nodes = [task("a"), task("b"), task("c")]
    const ticket = start(nodes, "start.next a.done b.done c.done close")
    finish(ticket, "a")
    finish(ticket, "b")
    ticket.migrate(flow([task("a"), task("c")], "start.next a.done c.done close"))
    const todo = ticket.todo(ada)
    const to = (nodeId: string) =>
      ticket.send(ada, { type: "return", todoId: todo.id, nodeId, resume: "again", comment: "again" })
    expect(code(to("b"))).toBe("targetUnknown")
    expect(code(to("a"))).toBe("events")
    expect(at(ticket)).toBe("a")
  })

  it("has its incident tried again there", () => {
    const nobody = { people: { type: "named" as const, personIds: [ids.gone] }, empty: { type: "hold" as const } }
    const ticket = start([vote("v", nobody)], "start.next v.approved close")
    expect(Object.keys(ticket.now.incidents)).toHaveLength(1)
    ticket.migrate(flow([vote("v")], "start.next v.approved close"))
    const [incidentId] = Object.keys(ticket.now.incidents)
    expect(code(ticket.send(ids.owner, { type: "retry", incidentId: incidentId! }))).toBe("events")
    expect(ticket.active()).toHaveLength(3)
  })
})

describe("a migration is refused, and the ticket stays where it is,", () => {
  const one = () => start([task("a")], "start.next a.done close")
  const both = () => start(...beside("a", "b"))
  const nested = [
    [parallel("split"), task("a"), task("a2"), task("b"), join("join"), task("after")],
    "start.next split",
    "split.route a.done a2.done join",
    "split.route b.done join",
    "join.next after.done close",
  ] as const
  it.each<[string, () => Drive, ReturnType<typeof flow>, Partial<MigrationPlan>, string]>([
    ["where its step is gone", one, flow([task("b")], "start.next b.done close"), {}, "migrationNodeMissing"],
    [
      "to a step that is not there",
      one,
      flow([task("a")], "start.next a.done close"),
      { nodes: { a: "z" } },
      "migrationNodeMissing",
    ],
    ["to a step of another kind", one, flow([vote("a")], "start.next a.approved close"), {}, "migrationOtherKind"],
    ["to the end", one, flow([task("a")], "start.next a.done close"), { nodes: { a: "close" } }, "migrationOtherKind"],
    [
      "when the split it is inside of is gone",
      both,
      flow([task("a"), task("b")], "start.next a.done b.done close"),
      {},
      "migrationNodeMissing",
    ],
    [
      "when two branches would stand at one step",
      both,
      flow(...beside("a", "b")),
      { nodes: { b: "a" } },
      "migrationSameTarget",
    ],
    [
      "when a branch would leave its split alone",
      both,
      flow(...beside("a", "b")),
      { nodes: { b: "after" } },
      "migrationLeavesBranch",
    ],
    [
      "when two branches would come together in one",
      both,
      flow(...nested),
      { nodes: { b: "a2" } },
      "migrationSameBranch",
    ],
  ])("%s", (_, begin, target, plan, expected) => {
    const ticket = begin()
    const before = ticket.now
    expect(code(ticket.migrate(target, plan))).toBe(expected)
    expect(ticket.now).toBe(before)
  })

  it("where two that wait at a join would fill the same route", () => {
    const three = [
      [parallel("split"), task("a"), task("b"), task("c"), join("join"), task("after")],
      "start.next split",
      "split.route a.done join",
      "split.route b.done join",
      "split.route c.done join",
      "join.next after.done close",
    ] as const
    const ticket = start(...three)
    finish(ticket, "a")
    finish(ticket, "b")
    expect(code(ticket.migrate(flow(...three), { edges: { "a-done-join": "b-done-join" } }))).toBe("migrationEdgeTwice")
  })

  it("when those who sign one after another would sign all at once", () => {
    const ticket = new Drive(runnable(approvalFlow({ mode: "sequential" }))).open({ amount: 1 })
    expect(code(ticket.migrate(runnable(approvalFlow({ mode: "countersign" }))))).toBe("migrationOtherSequence")
  })

  it("when more votes are needed than there are", () => {
    const ticket = new Drive(runnable(approvalFlow())).open({ amount: 1 })
    const many: ApprovalConfig["people"] = { type: "role", role: "agent" }
    const target = runnable(approvalFlow({ people: many, pass: { type: "count", count: 9 } }))
    expect(code(ticket.migrate(target))).toBe("migrationTooFewVotes")
  })

  it("when a value does not fit the field of the other version", () => {
    const ticket = start([task("a")], "start.next a.done close")
    const nodes = [task("a")]
    const target = runnable(flowOf(nodes, line("start.next a.done close"), { fields: [field("amount", "string")] }))
    expect(code(ticket.migrate(target))).toBe("fieldInvalid")
  })

  it("when it is on another version by now, or over", () => {
    const ticket = start([task("a")], "start.next a.done close")
    const versionId = ids.flow
    const moving = new Drive(ticket.flow, { ...facts, target: { versionId, flow: ticket.flow } })
    const body = { type: "migrate" as const, fromVersionId: ids.units.team, versionId, ...samePlan }
    Object.assign(moving, { state: ticket.state, events: ticket.events, head: ticket.head })
    expect(code(moving.send(ids.owner, body))).toBe("otherVersion")
    finish(ticket, "a")
    expect(code(ticket.migrate(ticket.flow))).toBe("ticketClosed")
  })
})

describe("previewMigration", () => {
  it("says where a ticket will be and when its work is due, and changes nothing", () => {
    const ticket = start([task("a", sla(60))], "start.next a.done close")
    const target = { versionId: ids.flow, flow: flow([task("b", sla(240))], "start.next b.done close") }
    const plan = { ...samePlan, nodes: { a: "b" } }
    const look = (clocks: MigrationPlan["clocks"]) =>
      previewMigration(ticket.flow, target, ticket.now, { ...plan, clocks }, { at: monday9 + 5 * minute, facts })
    const stand = { nodeId: "b", fromNodeId: "a" }
    expect(look("keep")).toEqual({ is: "moves", closes: false, stands: [{ ...stand, dueAt: monday9 + 60 * minute }] })
    expect(look("restart")).toEqual({
      is: "moves",
      closes: false,
      stands: [{ ...stand, dueAt: monday9 + 245 * minute }],
    })
    expect(ticket.todo(ada).nodeId).toBe("a")
  })
})
