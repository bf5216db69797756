import fc from "fast-check"
import type { DraftEdge, DraftGraph, DraftNode, Field } from "@/core/flow/graph"
import type { ApprovalConfig, Pass } from "@/core/flow/nodes/approval"
import type { Distribution, EmptyRule, PeopleRule } from "@/core/people/rule"
import type { SlaPolicy } from "@/core/sla/policy"
import { ids } from "./tenant"

/**
 * Random flows that may run, of every kind of node. A flow is a tree of blocks (as Zeebe's generator does it): each block
 * has one way in and hands back the exits that are still loose, so that whatever the tree, every exit is connected, every
 * node can be reached, an end can be reached from everywhere, and each circle has a person in it.
 */
export const testFields: Field[] = [
  field("amount", "int", true),
  field("flag", "bool", true),
  field("choice", "string", false),
  field("score", "int", false),
]

function field(key: string, type: Field["type"], required: boolean): Field {
  return { key, type, nullable: !required, required, label: { en: key, zh: key } }
}

// Few and different, so that compiling them does not outweigh the engine; one divides, which may fail on values.
const conditions = [
  "amount < 100",
  "amount >= 50 && flag",
  'choice != null && choice == "a"',
  'ticket.priority == "high"',
  "100 / amount > 2",
]

type Block =
  | { type: "person"; node: PersonNode; loops: boolean }
  | { type: "automatic"; kind: "createTicket" | "remind"; people: PeopleRule }
  | { type: "sequence"; blocks: Block[] }
  | { type: "split"; condition: string; taken: Block; otherwise: Block }

type PersonNode = { kind: "approval" | "handle" | "returnVisit"; config: DraftNode["config"] }

const rules: PeopleRule[] = [
  { type: "named", personIds: [...ids.agents] },
  { type: "named", personIds: [ids.supervisor, ids.gone, ids.supervisor] },
  { type: "named", personIds: [ids.gone] },
  { type: "role", role: "agent" },
  { type: "role", role: "supervisor" },
  { type: "unit", unitId: ids.units.department, includeSubunits: true },
  { type: "unitHead", unitId: ids.units.team },
  { type: "supervisor", level: 1 },
  { type: "supervisor", level: 4 },
  { type: "supervisorsUpTo", level: 3 },
  { type: "skillGroup", skillGroupId: ids.group, onlineOnly: true },
  { type: "initiator" },
  { type: "expression", source: "initiator.id" },
]
const empties: EmptyRule[] = [
  { type: "hold" },
  { type: "pass" },
  { type: "reject" },
  { type: "flowAdministrator" },
  { type: "named", personIds: [ids.gone, ids.manager] },
]
const slas: (SlaPolicy | null)[] = [
  null,
  { targetMin: 60, calendarId: null, tiers: [] },
  {
    targetMin: 45,
    calendarId: "always",
    tiers: [
      { at: { type: "percent", percent: 50 }, audience: [{ type: "assignee" }], channels: ["inApp"] },
      { at: { type: "offset", min: 0 }, audience: [{ type: "supervisor", level: 1 }], channels: ["inApp", "sms"] },
      { at: { type: "offset", min: 30 }, audience: [{ type: "flowAdministrator" }], channels: ["phone"] },
    ],
  },
  {
    targetMin: 240,
    calendarId: null,
    tiers: [
      { at: { type: "offset", min: 10 }, audience: [{ type: "named", personIds: [ids.gone] }], channels: ["email"] },
    ],
  },
]
const distributions: Distribution[] = ["all", "all", "roundRobin", "leastLoaded"]

const people = fc.constantFrom(...rules)
const approval: fc.Arbitrary<ApprovalConfig> = fc
  .record({
    instructions: fc.constant(""),
    mode: fc.constantFrom<ApprovalConfig["mode"][]>("countersign", "countersign", "orSign", "sequential"),
    pass: fc.oneof(
      fc.constant<Pass>({ type: "all" }),
      fc.integer({ min: 1, max: 3 }).map((count): Pass => ({ type: "count", count })),
      fc.constantFrom(1, 33, 34, 50, 51, 67, 100).map((percent): Pass => ({ type: "ratio", percent })),
    ),
    veto: fc.boolean(),
    waitAll: fc.boolean(),
    allMustReject: fc.boolean(),
    rejectComment: fc.boolean(),
    people,
    distribution: fc.constantFrom(...distributions),
    empty: fc.constantFrom(...empties),
    sla: fc.constantFrom(...slas),
    fields: fc.constantFrom<string[][]>([], ["amount"], ["amount", "flag"]),
  })
  .map((config) => {
    // A count that the people named can never reach may not be published.
    const { people: rule, distribution, pass } = config
    const named = rule.type === "named" ? new Set(rule.personIds).size : Infinity
    const most = distribution === "all" ? named : 1
    return { ...config, pass: pass.type === "count" ? { ...pass, count: Math.min(pass.count, most) } : pass }
  })
const handling = fc.record({
  instructions: fc.constant("{{ amount }}"),
  people,
  distribution: fc.constantFrom(...distributions),
  empty: fc.constantFrom(...empties),
  sla: fc.constantFrom(...slas),
  fields: fc.constantFrom([], ["amount", "choice"]),
})
const person: fc.Arbitrary<PersonNode> = fc.oneof(
  { weight: 4, arbitrary: approval.map((config) => ({ kind: "approval" as const, config })) },
  { weight: 2, arbitrary: handling.map((config) => ({ kind: "handle" as const, config })) },
  {
    weight: 2,
    arbitrary: handling.map((config) => ({ kind: "returnVisit" as const, config: { ...config, scoreField: "score" } })),
  },
)

const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    {
      weight: 6,
      arbitrary: fc.record({ type: fc.constant("person" as const), node: person, loops: fc.boolean() }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant("automatic" as const),
        kind: fc.constantFrom("createTicket" as const, "remind" as const),
        people,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant("sequence" as const),
        blocks: fc.array(tie("block"), { minLength: 1, maxLength: 3 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant("split" as const),
        condition: fc.constantFrom(...conditions),
        taken: tie("block"),
        otherwise: tie("block"),
      }),
    },
  ),
}))

/** An exit that leads nowhere yet, and how the edge that will leave by it looks. */
type Loose = Pick<DraftEdge, "source" | "exit" | "condition" | "fallback">

function assemble(root: Block): DraftGraph {
  const nodes: DraftNode[] = []
  const edges: DraftEdge[] = []
  const add = (kind: string, config: DraftNode["config"]): string => {
    const id = `n${nodes.length}`
    nodes.push({ id, kind, name: `${kind} ${nodes.length}`, position: { x: 0, y: 0 }, config })
    return id
  }
  const join = (loose: Loose[], target: string) => {
    for (const end of loose) {
      edges.push({ id: `e${edges.length}`, ...end, target, name: "", priority: end.fallback ? 9 : 1 })
    }
  }
  const exit = (source: string, name: string): Loose => ({ source, exit: name, condition: "", fallback: false })

  // `entry`: where a person who is not content sends the ticket back to; the first node of the sequence around.
  const place = (at: Block, loose: Loose[], entry: string): Loose[] => {
    if (at.type === "sequence") {
      const first = `n${nodes.length}`
      return at.blocks.reduce((ends, next) => place(next, ends, first), loose)
    }
    if (at.type === "automatic") {
      const config =
        at.kind === "createTicket"
          ? { title: "{{ ticket.number }} {{ choice }}", priority: "high", category: "test" }
          : { people: at.people, channels: ["inApp", "email"], message: "{{ amount }}" }
      const id = add(at.kind, config)
      join(loose, id)
      return [exit(id, "next")]
    }
    if (at.type === "split") {
      const id = add("exclusive", {})
      join(loose, id)
      return [
        ...place(at.taken, [{ ...exit(id, "route"), condition: at.condition }], entry),
        ...place(at.otherwise, [{ ...exit(id, "route"), fallback: true }], entry),
      ]
    }
    const id = add(at.node.kind, at.loops ? withoutSpinning(at.node.config) : at.node.config)
    join(loose, id)
    if (at.node.kind === "handle") return [exit(id, "done")]
    if (at.node.kind === "approval") {
      if (at.loops) join([exit(id, "rejected")], entry)
      return [exit(id, "approved")]
    }
    if (at.loops) join([exit(id, "unsatisfied")], entry)
    const ends = [exit(id, "satisfied"), exit(id, "unreachable")]
    return at.loops ? ends : [...ends, exit(id, "unsatisfied")]
  }

  const start = add("start", { fields: ["amount"] })
  const loose = place(root, [exit(start, "next")], "")
  const close = add("close", { resolution: { code: "finished", text: { en: "Finished", zh: "完成" } } })
  join(loose, close)
  return {
    nodes,
    edges,
    fields: testFields,
    settings: { homeUnitId: ids.units.team, administratorIds: [ids.gone, ids.manager] },
  }
}

/** Nobody there, and rejected for it, and back again: runs into the limit each time, which has a test of its own. */
function withoutSpinning(config: DraftNode["config"]): DraftNode["config"] {
  return (config["empty"] as EmptyRule).type === "reject" ? { ...config, empty: { type: "hold" } } : config
}

export const randomFlow: fc.Arbitrary<DraftGraph> = fc
  .array(block, { minLength: 1, maxLength: 4 })
  .map((blocks) => assemble({ type: "sequence", blocks }))
