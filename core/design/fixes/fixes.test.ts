import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { approval } from "@/core/flow/nodes/approval"
import { handle } from "@/core/flow/nodes/handle"
import { returnVisit } from "@/core/flow/nodes/return-visit"
import { checkFlow } from "@/core/flow/lint/lint-flow"
import { lintProofs } from "@/core/flow/lint/proofs"
import { draftGraphSchema, type DraftGraph, type DraftNode } from "@/core/flow/graph"
import type { Directory } from "@/core/people/directory"
import type { Problem } from "@/core/problem"
import { randomFlow } from "@/core/ticket/testing/random-flow"
import { edge, field, flowOf, node } from "@/core/ticket/testing/small-flow"
import { directory, ids, uuid } from "@/core/ticket/testing/tenant"
import { applyCommand, revertCommand } from "../command"
import { same } from "../same"
import { fixCommand } from "./fix"
import { fixers, fixesOf } from "./fixes-of"

const context = { directory, calendarIds: [uuid(70), uuid(71)] }
const problemsOf = (graph: DraftGraph, proofs: boolean, people: Directory): Problem[] => [
  ...checkFlow(graph, { ...context, directory: people }),
  ...(proofs ? lintProofs(graph) : []),
]

/** How often each code is said, of errors or of everything. */
function tally(problems: readonly Problem[], severity?: Problem["severity"]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const one of problems) {
    if (!severity || one.severity === severity) counts.set(one.code, (counts.get(one.code) ?? 0) + 1)
  }
  return counts
}

/** Until a flow has a start and an end that can be reached, nothing is said of where its routes lead. */
const isCovered = (problems: readonly Problem[], code: string) =>
  problems.some((one) => one.code === "noStart" || (one.code === "noEnd" && code === "deadEnd"))

/** Does every fix of every problem: it is gone, nothing else is an error now, and undo brings back what was there. */
function doAll(graph: DraftGraph, proofs = true, people: Directory = directory): string[] {
  const before = problemsOf(graph, proofs, people)
  return before.flatMap((problem) =>
    fixesOf(problem, { graph, directory: people }).map((chosen) => {
      let count = 0
      const done = fixCommand(graph, chosen, () => `new${(count += 1)}`)
      const after = applyCommand(graph, done)
      const what = `${problem.code} ${JSON.stringify(problem.place)} ${chosen.id}`
      expect(chosen.text.en.length > 3 && /\p{Script=Han}/u.test(chosen.text.zh), what).toBe(true)
      const now = problemsOf(after, proofs, people)
      expect(tally(now).get(problem.code) ?? 0, what).toBeLessThan(tally(before).get(problem.code) ?? 0)
      const errors = tally(before, "error")
      for (const [code, count] of tally(now, "error")) {
        if (!isCovered(before, code)) {
          expect(count, `${what} brings ${code}`).toBeLessThanOrEqual(errors.get(code) ?? 0)
        }
      }
      expect(draftGraphSchema.safeParse(after).success || !draftGraphSchema.safeParse(graph).success, what).toBe(true)
      expect(same(revertCommand(after, done), graph), what).toBe(true)
      return problem.code
    }),
  )
}

type Damage = (graph: DraftGraph, pick: number) => DraftGraph
const at = <T>(items: readonly T[], pick: number): T | undefined => items[pick % Math.max(1, items.length)]
const mapNode = (graph: DraftGraph, pick: number, change: (node: DraftNode) => DraftNode): DraftGraph => {
  const chosen = at(graph.nodes, pick)
  return { ...graph, nodes: graph.nodes.map((one) => (one === chosen ? change(one) : one)) }
}
const mapEdge = (graph: DraftGraph, pick: number, change: (one: DraftGraph["edges"][number]) => object): DraftGraph => {
  const chosen = at(graph.edges, pick)
  return { ...graph, edges: graph.edges.map((one) => (one === chosen ? { ...one, ...change(one) } : one)) }
}

/** What people do to a flow on the way to another. */
const damages: Record<string, Damage> = {
  edgeGone: (graph, pick) => ({ ...graph, edges: graph.edges.filter((one) => one !== at(graph.edges, pick)) }),
  edgeElsewhere: (graph, pick) => mapEdge(graph, pick, () => ({ target: at(graph.nodes, pick * 7 + 1)?.id ?? "" })),
  edgeBack: (graph, pick) => mapEdge(graph, pick, ({ source }) => ({ target: source })),
  edgeToNowhere: (graph, pick) => mapEdge(graph, pick, () => ({ target: "gone" })),
  exitGone: (graph, pick) => mapEdge(graph, pick, () => ({ exit: "old" })),
  fallback: (graph, pick) => mapEdge(graph, pick, ({ fallback }) => ({ fallback: !fallback })),
  noCondition: (graph, pick) => mapEdge(graph, pick, () => ({ condition: "" })),
  otherCondition: (graph, pick) =>
    mapEdge(graph, pick, () => ({
      condition: at(["amuont > 5", "amount > 5 && amount < 3", "true", "amount < 100", "flag =="], pick) ?? "",
    })),
  nodeGone: (graph, pick) => {
    const gone = at(graph.nodes, pick)
    const edges = graph.edges.filter(({ source, target }) => source !== gone?.id && target !== gone?.id)
    return { ...graph, nodes: graph.nodes.filter((one) => one !== gone), edges }
  },
  unnamed: (graph, pick) => mapNode(graph, pick, (one) => ({ ...one, name: "" })),
  sameName: (graph, pick) => mapNode(graph, pick, (one) => ({ ...one, name: graph.nodes[0]?.name ?? "" })),
  onAnother: (graph, pick) =>
    mapNode(graph, pick, (one) => ({ ...one, position: graph.nodes[1]?.position ?? one.position })),
  unknownKind: (graph, pick) => mapNode(graph, pick, (one) => ({ ...one, kind: "teleport" })),
  twoRoutes: (graph, pick) => {
    const chosen = at(graph.edges, pick)
    return chosen
      ? {
          ...graph,
          edges: [...graph.edges, { ...chosen, id: `${chosen.id}-${graph.edges.length}`.slice(-40), priority: 900 }],
        }
      : graph
  },
  fieldMore: (graph) => ({ ...graph, fields: [...graph.fields, field("spare", "int")] }),
  fieldGone: (graph, pick) => ({ ...graph, fields: graph.fields.filter((one) => one !== at(graph.fields, pick)) }),
  tiersTurned: (graph, pick) =>
    mapNode(graph, pick, (one) => {
      const sla = one.config["sla"] as { tiers: unknown[] } | null | undefined
      return sla ? { ...one, config: { ...one.config, sla: { ...sla, tiers: sla.tiers.toReversed() } } } : one
    }),
  shortTarget: (graph, pick) =>
    mapNode(graph, pick, (one) => {
      const sla = one.config["sla"] as object | null | undefined
      return sla ? { ...one, config: { ...one.config, sla: { ...sla, targetMin: 1 } } } : one
    }),
}

const damaged = fc
  .tuple(
    randomFlow,
    fc.array(fc.record({ kind: fc.constantFrom(...Object.keys(damages)), pick: fc.nat(1000) }), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([graph, edits]) => {
    const spread = {
      ...graph,
      nodes: graph.nodes.map((one, index) => ({ ...one, position: { x: index * 300, y: 0 } })),
    }
    return edits.reduce((whole, { kind, pick }) => damages[kind]!(whole, pick), spread)
  })

const work = (id: string, config: object = {}) =>
  node(id, "handle", { ...handle.defaults(), people: { type: "named", personIds: [ids.agents[0]] }, ...config })
const line = [edge("start.next", "a"), edge("a.done", "close")]
const tier = (at: object) => ({ at, audience: [{ type: "assignee" }], channels: ["inApp"] })
const clocked = (tiers: object[], more: object = {}) =>
  flowOf([work("a", { sla: { targetMin: 60, calendarId: null, tiers, ...more } })], line)
const withSlas = (...slas: object[]) => {
  const draft = flowOf([work("a")], line)
  return { ...draft, settings: { ...draft.settings, slas: slas as never } }
}
const sla = { id: "s1", name: "Whole", targetMin: 60, calendarId: null, tiers: [] }
const routed = (...routes: object[]) =>
  flowOf(
    [node("split", "exclusive"), work("a")],
    [
      edge("start.next", "split"),
      edge("a.done", "close"),
      ...routes.map((more, priority) => edge("split.route", "a", { id: `r${priority}`, priority, ...more })),
    ],
  )

/** One flow at least for each code that has a fix. */
const cases: [string, DraftGraph, Directory?][] = [
  ["noFallback", routed({ condition: "amount > 1" })],
  ["twoFallbacks", routed({ fallback: true }, { fallback: true, condition: "amount > 1" })],
  ["noCondition", routed({ condition: " " }, { fallback: true })],
  ["neverTrue", routed({ condition: "amount > 5 && amount < 3" }, { fallback: true })],
  ["alwaysTrue", routed({ condition: "amount > 5 || amount <= 5" }, { fallback: true })],
  ["shadowedRoute", routed({ condition: "amount > 5" }, { condition: "amount > 9" }, { fallback: true })],
  ["sameCondition", routed({ condition: "amount > 5" }, { condition: "amount > 5" }, { fallback: true })],
  ["unknown_variable", routed({ condition: "amuont > 5" }, { fallback: true })],
  ["unknownVariable", flowOf([work("a", { instructions: "About {{ amuont }}" })], line)],
  ["unknownField", flowOf([work("a", { fields: ["amount", "gone"] })], line)],
  [
    "fieldRights",
    flowOf([work("a", { fields: ["note"], fieldRights: { required: ["amount"], hidden: ["note"] } })], line),
  ],
  ["tierOrder", clocked([tier({ type: "percent", percent: 100 }), tier({ type: "percent", percent: 50 })])],
  ["tierOrder", clocked([tier({ type: "percent", percent: 100 }), tier({ type: "offset", min: 0 })])],
  ["tierBeforeStart", clocked([tier({ type: "offset", min: -90 }), tier({ type: "percent", percent: 50 })])],
  ["neverPaused", clocked([], { conditions: { resume: "ticket.answered" } })],
  ["unknownCalendar", clocked([], { calendarId: uuid(99) })],
  ["notAnApproval", clocked([{ ...tier({ type: "percent", percent: 50 }), action: { type: "autoPass" } }])],
  ["unknownStep", clocked([{ ...tier({ type: "percent", percent: 50 }), action: { type: "jump", nodeId: "gone" } }])],
  ["noName", withSlas({ ...sla, name: " " })],
  ["duplicateId", withSlas(sla, sla)],
  ["inactivePerson", flowOf([work("a", { people: { type: "named", personIds: [ids.gone, ids.agents[0]] } })], line)],
  ["queueNeedsGroup", flowOf([work("a", { distribution: "queue" })], line)],
  [
    "fieldTwice",
    flowOf(
      [
        node("a", "setValues", {
          values: [
            { field: "score", source: "1" },
            { field: "score", source: "2" },
          ],
        }),
      ],
      [edge("start.next", "a"), edge("a.next", "close")],
    ),
  ],
  [
    "noExpression",
    flowOf(
      [node("a", "setValues", { values: [{ field: "score", source: "" }] })],
      [edge("start.next", "a"), edge("a.next", "close")],
    ),
  ],
  ["unusedField", flowOf([work("a")], line)],
  ["neverFilled", flowOf([work("a", { instructions: "{{ note }}" })], line)],
  [
    "dependsOnLater",
    {
      ...flowOf([work("a", { fields: ["x", "y"] })], line),
      fields: [{ ...field("x", "int"), shownWhen: "y" }, field("y", "bool", true)],
    },
  ],
  [
    "dependsOnItself",
    { ...flowOf([work("a", { fields: ["y"] })], line), fields: [{ ...field("y", "bool"), shownWhen: "y != null" }] },
  ],
  [
    "neverShown",
    {
      ...flowOf([work("a", { fields: ["y", "x"] })], line),
      fields: [field("x", "int", true), { ...field("y", "bool"), shownWhen: "x > 3 && x < 2" }],
    },
  ],
  ["badField", { ...flowOf([work("a", { fields: ["x"] })], line), fields: [field("x", "int"), field("x", "int")] }],
  [
    "badInitial",
    { ...flowOf([work("a", { fields: ["x"] })], line), fields: [{ ...field("x", "int"), initial: "no" }] },
  ],
  [
    "wrongFieldType",
    { ...flowOf([work("a", { fields: ["x"] })], line), fields: [{ ...field("x", "int"), kind: "yesNo" }] },
  ],
  [
    "automaticLoop",
    flowOf(
      [node("r", "setValues", { values: [] }), node("split", "exclusive")],
      [
        edge("start.next", "r"),
        edge("r.next", "split"),
        edge("split.route", "r", { condition: "amount > 3" }),
        edge("split.route", "close", { fallback: true }),
      ],
    ),
  ],
  ["nobodyNamed", flowOf([work("a", { people: { type: "named", personIds: [] }, distribution: "queue" })], line)],
  ["nobodyNow", flowOf([work("a", { people: { type: "role", role: "auditor" } })], line)],
  ["nobodyChooses", flowOf([work("a", { people: { type: "previousChoice", among: null, max: 1 } })], line)],
  ["unitWithoutHead", flowOf([work("a", { people: { type: "unitHead", unitId: ids.units.headless } })], line)],
  ["unknownUnit", flowOf([work("a", { people: { type: "unit", unitId: uuid(98), includeSubunits: false } })], line)],
  [
    "unknownSkillGroup",
    flowOf([work("a", { people: { type: "skillGroup", skillGroupId: uuid(97), onlineOnly: true } })], line),
  ],
  [
    "noHomeUnit",
    {
      ...flowOf([work("a", { people: { type: "supervisor", level: 1 } })], line),
      settings: { homeUnitId: null, administratorIds: [] },
    },
  ],
  [
    "tooFewPeople",
    flowOf(
      [
        node("a", "approval", {
          ...approval.defaults(),
          mode: "countersign",
          people: { type: "named", personIds: [ids.agents[0]] },
          pass: { type: "count", count: 2 },
        }),
      ],
      [edge("start.next", "a"), edge("a.approved", "close")],
    ),
  ],
  [
    "needlessTermination",
    {
      ...flowOf([work("a")], line),
      nodes: flowOf([work("a")], line).nodes.map((one) =>
        one.kind === "close" ? { ...one, config: { ...one.config, terminate: true } } : one,
      ),
    },
  ],
  ["noStart", { ...flowOf([work("a")], line), nodes: flowOf([work("a")], line).nodes.slice(1), edges: line.slice(1) }],
  ["twoStarts", flowOf([work("a"), node("second", "start", { fields: [] })], [...line, edge("second.next", "a")])],
  ["unreachable", flowOf([work("a"), work("b"), work("c")], [...line, edge("b.done", "c"), edge("c.done", "close")])],
  ["exitNotConnected", flowOf([work("a"), work("b")], [edge("start.next", "a"), edge("b.done", "close")])],
  ["unknownExit", flowOf([work("a")], [edge("start.next", "a"), edge("a.old", "close")])],
  ["exitTwice", flowOf([work("a")], [...line, edge("a.done", "close", { id: "more" })])],
  ["danglingEdge", flowOf([work("a")], [...line, edge("a.done", "gone", { id: "more" })])],
  ["noEntry", flowOf([work("a")], [...line, edge("a.done", "start", { id: "more" })])],
  [
    "unknownKind",
    flowOf([work("a"), node("x", "teleport")], [edge("start.next", "x"), edge("x.next", "a"), edge("a.done", "close")]),
  ],
  [
    "selfLoop",
    flowOf(
      [node("a", "approval", { ...approval.defaults(), people: { type: "initiator" } })],
      [edge("start.next", "a"), edge("a.approved", "close"), edge("a.rejected", "a")],
    ),
  ],
  [
    "tooFewBranches",
    flowOf(
      [
        node("p", "parallel", { onReject: "fail" }),
        work("a"),
        work("b"),
        node("j", "join", { wait: "count", count: 5, rest: "cancel" }),
      ],
      [
        edge("start.next", "p"),
        edge("p.route", "a"),
        edge("p.route", "b"),
        edge("a.done", "j"),
        edge("b.done", "j"),
        edge("j.next", "close"),
      ],
    ),
  ],
  [
    "doneTwice",
    flowOf(
      [node("p", "parallel", { onReject: "fail" }), work("a"), work("b"), work("c")],
      [
        edge("start.next", "p"),
        edge("p.route", "a"),
        edge("p.route", "b"),
        edge("a.done", "c"),
        edge("b.done", "c"),
        edge("c.done", "close"),
      ],
    ),
  ],
  [
    "noAdministrator",
    {
      ...flowOf([work("a", { empty: { type: "flowAdministrator" } })], line),
      settings: { homeUnitId: null, administratorIds: [] },
    },
    { ...directory, people: directory.people.filter(({ roles }) => !roles.includes("owner")) },
  ],
  ["unknownPerson", flowOf([work("a", { people: { type: "named", personIds: [uuid(99), ids.agents[0]] } })], line)],
  [
    "notATodo",
    withSlas({
      ...sla,
      tiers: [{ ...tier({ type: "percent", percent: 50 }), action: { type: "reassign", to: { type: "next" } } }],
    }),
  ],
  [
    "scoreFieldType",
    flowOf(
      [node("v", "returnVisit", { ...returnVisit.defaults(), scoreField: "amount" })],
      [
        edge("start.next", "v"),
        ...["satisfied", "unsatisfied", "unreachable"].map((exit) => edge(`v.${exit}`, "close", { id: exit })),
      ],
    ),
  ],
  [
    "coveredStep",
    flowOf([work("a"), work("b")], [edge("start.next", "a"), edge("a.done", "b"), edge("b.done", "close")]),
  ],
  ["unnamedStep", flowOf([{ ...work("a"), name: "" }], line)],
  [
    "sameName",
    flowOf(
      [work("a"), { ...work("b"), name: "a" }],
      [edge("start.next", "a"), edge("a.done", "b"), edge("b.done", "close")],
    ),
  ],
  ["oneRoute", routed({ fallback: true })],
  [
    "needlessJoin",
    flowOf(
      [work("a"), node("j", "join", { wait: "all", count: 1, rest: "cancel" })],
      [edge("start.next", "a"), edge("a.done", "j"), edge("j.next", "close")],
    ),
  ],
  [
    "joinNeverFull",
    flowOf(
      [
        node("p", "parallel", { onReject: "fail" }),
        node("x", "exclusive"),
        work("a"),
        work("b"),
        work("c"),
        node("j", "join", { wait: "count", count: 3, rest: "cancel" }),
      ],
      [
        edge("start.next", "p"),
        edge("p.route", "x"),
        edge("p.route", "c"),
        edge("x.route", "a", { condition: "amount > 1" }),
        edge("x.route", "b", { fallback: true }),
        edge("a.done", "j"),
        edge("b.done", "j"),
        edge("c.done", "j"),
        edge("j.next", "close"),
      ],
    ),
  ],
  [
    "deadEnd",
    flowOf(
      [node("p", "parallel", { onReject: "fail" }), work("a"), work("b")],
      [edge("start.next", "p"), edge("p.route", "a"), edge("p.route", "b"), edge("a.done", "close")],
    ),
  ],
]

describe("fixes", () => {
  it.each(cases)("%s is mended", (code, draft, people) => expect(doAll(draft, true, people)).toContain(code))

  it("what is mended is gone, breaks nothing else, and can be undone, whatever the flow", { timeout: 600_000 }, () => {
    const mended = new Set<string>()
    fc.assert(
      fc.property(damaged, (graph) => {
        for (const code of doAll(graph, false)) mended.add(code)
      }),
      { seed: Number(process.env["ENGINE_SEED"] ?? 1), numRuns: Number(process.env["FIX_RUNS"] ?? 250) },
    )
    // The damages are such that most structural fixes have been tried.
    expect(mended.size).toBeGreaterThan(15)
  })

  it("every code that has a fix has a flow here that needs it", () => {
    const tried = new Set(cases.map(([code]) => code))
    expect(Object.keys(fixers).filter((code) => !tried.has(code))).toEqual([])
  })

  it("nothing is offered for what only people can know", () => {
    expect(
      fixesOf(
        { code: "automaticLoop", severity: "error", place: {}, text: { en: "", zh: "" } },
        { graph: flowOf([], []) },
      ),
    ).toEqual([])
    for (const code of ["unknownFlow", "badAddress", "noChoices"]) expect(Object.keys(fixers)).not.toContain(code)
  })
})
