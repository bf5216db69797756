import fc from "fast-check"
import type { DraftEdge, DraftGraph, DraftNode, Field } from "@/core/flow/graph"
import { todoMoves, type BranchPolicy } from "@/core/flow/node-kind"
import { serviceCall } from "@/core/flow/nodes/service-call"
import type { ApprovalConfig, Pass, RejectPolicy } from "@/core/flow/nodes/approval"
import {
  initiatorRuleSchema,
  repeatRuleSchema,
  type Distribution,
  type EmptyRule,
  type PeopleRule,
} from "@/core/people/rule"
import type { SlaPolicy, TicketSla } from "@/core/sla/policy"
import { ids, uuid } from "./tenant"

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
  field("items", "list<string>", false),
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

type Ending = { code: string; terminate: boolean }
type Join = { wait: "all" | "count"; count: number; rest: "cancel" | "finish" }

type Block =
  | { type: "person"; node: PersonNode; loops: boolean }
  | {
      type: "automatic"
      kind: "createTicket" | "remind" | "copyTo" | "setValues" | "wait"
      people: PeopleRule
      source: string
    }
  | { type: "outside"; kind: "serviceCall" | "subFlow" | "custom"; perItem: boolean; waits: boolean; failed: boolean }
  | { type: "sequence"; blocks: Block[] }
  | { type: "split"; condition: string; taken: Block; otherwise: Block }
  /** `ending`: the last branch does not reach the join. `rejected`: the split's own exit is connected. */
  | {
      type: "branches"
      kind: "parallel" | "inclusive"
      onReject: BranchPolicy
      branches: Block[]
      join: Join
      ending: Ending | null
      rejected: boolean
    }

const ownKind = {
  kindId: uuid(77),
  definition: {
    name: { en: "Own", zh: "自有" },
    description: { en: "Own", zh: "自有" },
    icon: "database",
    fields: [
      { key: "amount", label: { en: "Amount", zh: "金额" }, type: "expression", required: true, options: [] },
      { key: "note", label: { en: "Note", zh: "备注" }, type: "text", required: false, options: [] },
    ],
    request: { serviceId: uuid(78), method: "POST", path: "/check", attemptsMax: 3, timeoutSec: 5 },
    results: [{ key: "choice", label: { en: "Choice", zh: "选择" }, pointer: "/choice" }],
    exits: [
      { id: "yes", title: { en: "Yes", zh: "是" }, tone: "neutral" },
      { id: "no", title: { en: "No", zh: "否" }, tone: "neutral" },
    ],
    exitPointer: "/exit",
  },
  values: { amount: "amount", note: "{{ choice }}" },
  keep: { choice: "choice" },
}

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
  { type: "supervisorsUntil", until: { type: "root" } },
  { type: "supervisorsUntil", until: { type: "role", role: "auditor" } },
  { type: "field", key: "choice" },
  { type: "supervisorsUntil", until: { type: "limit", source: "amount" } },
  { type: "initiatorChoice", among: { type: "role", role: "agent" }, max: 2 },
  { type: "previousChoice", among: null, max: 1 },
  { type: "callAgent" },
]

/** Groups: only of these can work wait in a queue. */
const groups: PeopleRule[] = [
  { type: "role", role: "agent" },
  { type: "unit", unitId: ids.units.department, includeSubunits: true },
  { type: "skillGroup", skillGroupId: ids.group, onlineOnly: true },
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
  { targetMin: 60, calendarId: null, tiers: [], mayPause: true, onTransfer: "restart" },
  {
    targetMin: 45,
    calendarId: "always",
    tiers: [
      { at: { type: "percent", percent: 50 }, audience: [{ type: "assignee" }], channels: ["inApp"] },
      { at: { type: "offset", min: 0 }, audience: [{ type: "supervisor", level: 1 }], channels: ["inApp", "sms"] },
      { at: { type: "offset", min: 30, time: "wall" }, audience: [{ type: "flowAdministrator" }], channels: ["phone"] },
    ],
  },
  {
    targetMin: 30,
    calendarId: "always",
    tiers: [
      {
        at: { type: "percent", percent: 50 },
        audience: [{ type: "group" }],
        channels: ["inApp"],
        repeat: { everyMin: 5, timesMax: 2 },
        action: { type: "reassign", to: { type: "next" } },
      },
      {
        at: { type: "percent", percent: 100 },
        audience: [{ type: "assignee" }],
        channels: ["inApp"],
        action: { type: "raisePriority" },
      },
      {
        at: { type: "offset", min: 5 },
        audience: [{ type: "assignee" }],
        channels: ["inApp"],
        action: { type: "reassign", to: { type: "supervisor", level: 1 } },
      },
      {
        at: { type: "offset", min: 20 },
        audience: [{ type: "flowAdministrator" }],
        channels: ["inApp"],
        action: { type: "jump", nodeId: "n1" },
      },
    ],
  },
  {
    targetMin: 25,
    calendarId: "always",
    tiers: [
      {
        at: { type: "percent", percent: 60 },
        audience: [{ type: "assignee" }, { type: "supervisor", level: 1 }],
        channels: ["inApp"],
        action: { type: "toQueue" },
      },
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
/** Clocks whose conditions the fields of the flow decide; some cannot be read on some values. */
const conditional: SlaPolicy[] = [
  { conditions: { pause: "flag", resume: "!flag" }, mayPause: true },
  { conditions: { pause: "ticket.paused || flag" }, mayPause: true },
  { conditions: { start: "amount >= 50", stop: "ticket.answered && amount > 150" } },
  { conditions: { reset: "amount < 100", cancel: 'ticket.priority == "high"' } },
  { conditions: { start: "flag", cancel: "!flag", reset: 'choice != null && choice == "b"' } },
  { conditions: { pause: "100 / amount > 2", resume: 'choice != null && choice == "a"' }, mayPause: true },
  { conditions: { stop: "ticket.stuck", start: '!("approval 1" in ticket.steps)' } },
].map((more, index) => ({ ...slas[index % 2 ? 2 : 4]!, ...more }))
/** Clocks of tickets and visits: nobody's todo, so nothing can be handed over or decided in its name. */
const shared: SlaPolicy[] = [
  slas[2]!,
  ...conditional.map(({ mayPause: _mayPause, ...sla }) => sla),
  {
    targetMin: 90,
    calendarId: null,
    tiers: [
      {
        at: { type: "percent", percent: 50 },
        audience: [{ type: "group" }, { type: "supervisor", level: 1 }],
        channels: ["inApp"],
        repeat: { everyMin: 10, timesMax: 2 },
        action: { type: "raisePriority" },
      },
      {
        at: { type: "offset", min: 30 },
        audience: [{ type: "assignee" }],
        channels: ["inApp"],
        action: { type: "jump", nodeId: "n1" },
      },
    ],
  },
]
const visitSla = fc.option(fc.constantFrom(...shared), { freq: 3, nil: null })
const ticketSlas = fc
  .array(fc.constantFrom(...shared), { maxLength: 2 })
  .map((list): TicketSla[] => list.map((sla, index) => ({ ...sla, id: `s${index + 1}`, name: "Solved" })))
const byRule = (["autoPass", "autoReject"] as const).map((type): SlaPolicy => {
  const at = { type: "percent" as const, percent: 100 }
  return {
    targetMin: 20,
    calendarId: "always",
    tiers: [{ at, audience: [{ type: "assignee" }], channels: ["inApp"], action: { type } }],
  }
})
const distributions: Distribution[] = ["all", "all", "all", "roundRobin", "leastLoaded", "longestIdle"]

const people = fc.constantFrom(...rules)

/** As it may be published: a queue is a group's. `draw` turns some of the others into one. */
function queueable<C extends { people: PeopleRule; distribution: Distribution; sla: SlaPolicy | null }>(
  config: C,
  draw: number,
): C {
  const isBack = config.sla?.tiers.some((tier) => tier.action?.type === "toQueue") ?? false
  const group = groups[draw % groups.length] ?? config.people
  if (draw < 3) return { ...config, people: group, distribution: "queue" }
  return isBack ? { ...config, people: group } : config
}
const draw = fc.integer({ min: 0, max: 19 })
const resume = fc.constantFrom("again" as const, "back" as const, "choose" as const)
const approval: fc.Arbitrary<ApprovalConfig> = fc
  .record({
    instructions: fc.constant(""),
    mode: fc.constantFrom<ApprovalConfig["mode"][]>("countersign", "countersign", "orSign", "sequential"),
    pass: fc.oneof(
      fc.constant<Pass>({ type: "all" }),
      fc.integer({ min: 1, max: 3 }).map((count): Pass => ({ type: "count", count })),
      fc.constantFrom(1, 33, 34, 50, 51, 67, 100).map((percent): Pass => ({ type: "ratio", percent })),
      fc.constantFrom(40, 51, 100).map((percent): Pass => ({
        type: "weight",
        percent,
        weights: [{ personId: ids.agents[0], weight: 3 }],
      })),
    ),
    veto: fc.boolean(),
    waitAll: fc.boolean(),
    allMustReject: fc.boolean(),
    rejectComment: fc.boolean(),
    people,
    distribution: fc.constantFrom(...distributions),
    empty: fc.constantFrom(...empties),
    sla: fc.constantFrom(...slas, ...slas, ...byRule, ...conditional),
    visitSla,
    fields: fc.constantFrom<string[][]>([], ["amount"], ["amount", "flag"]),
    moves: fc.constantFrom<ApprovalConfig["moves"][]>([...todoMoves], [...todoMoves], ["addSign"]),
    resume,
    onReject: fc.constantFrom<RejectPolicy[]>(
      { type: "exit" },
      { type: "exit" },
      { type: "initiator" },
      { type: "previous" },
      { type: "choose" },
    ),
    initiator: fc.constantFrom("self" as const, "self" as const, ...initiatorRuleSchema.options),
    repeat: fc.constantFrom("ask" as const, "ask" as const, ...repeatRuleSchema.options),
    draw,
  })
  .map(({ draw: drawn, ...rest }): ApprovalConfig => {
    const config = queueable(rest, drawn)
    // A count that the people named can never reach may not be published.
    const { people: rule, distribution, pass } = config
    const named = rule.type === "named" ? new Set(rule.personIds).size : Infinity
    const most = distribution === "all" ? named : 1
    if (pass.type !== "count") return config
    return { ...config, pass: { ...pass, count: Math.min(pass.count, most) } }
  })
const handling = fc
  .record({
    instructions: fc.constant("{{ amount }}"),
    people,
    distribution: fc.constantFrom(...distributions),
    empty: fc.constantFrom(...empties),
    sla: fc.constantFrom(...slas, ...slas, ...conditional),
    visitSla,
    fields: fc.constantFrom([], ["amount", "choice"]),
    resume,
    moves: fc.constantFrom([...todoMoves], [...todoMoves], ["transfer"]),
    draw,
  })
  .map(({ draw: drawn, ...config }) => queueable(config, drawn))
const person: fc.Arbitrary<PersonNode> = fc.oneof(
  { weight: 4, arbitrary: approval.map((config) => ({ kind: "approval" as const, config })) },
  { weight: 2, arbitrary: handling.map((config) => ({ kind: "handle" as const, config })) },
  {
    weight: 2,
    arbitrary: handling.map((config) => ({
      kind: "returnVisit" as const,
      config: {
        ...config,
        scoreField: "score",
        ...(config.resume === "again" && { attempts: { max: 3, everyMin: 30, calendarId: "always" } }),
      },
    })),
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
        kind: fc.constantFrom("createTicket", "remind", "copyTo", "setValues", "wait"),
        people,
        source: fc.constantFrom("amount + 1", "amount / 2", "100 / amount"),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant("outside" as const),
        kind: fc.constantFrom("serviceCall" as const, "subFlow" as const, "custom" as const),
        perItem: fc.boolean(),
        waits: fc.boolean(),
        failed: fc.boolean(),
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
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant("branches" as const),
        kind: fc.constantFrom("parallel" as const, "inclusive" as const),
        onReject: fc.constantFrom<BranchPolicy[]>("fail", "branch", "wait"),
        branches: fc.array(tie("block"), { minLength: 2, maxLength: 3 }),
        join: fc.record({
          wait: fc.constantFrom("all" as const, "all" as const, "count" as const),
          count: fc.constant(1),
          rest: fc.constantFrom("cancel" as const, "finish" as const),
        }),
        ending: fc.option(fc.record({ code: fc.constant("branchOver"), terminate: fc.boolean() }), { freq: 4 }),
        rejected: fc.boolean(),
      }),
    },
  ),
}))

/** An exit that leads nowhere yet, and how the edge that will leave by it looks. */
type Loose = Pick<DraftEdge, "source" | "exit" | "condition" | "fallback">

function assemble(root: Block, slas: TicketSla[]): DraftGraph {
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

  const addClose = (ending: Ending | null) =>
    add("close", {
      resolution: { code: ending?.code ?? "finished", text: { en: "Finished", zh: "完成" } },
      terminate: ending?.terminate ?? false,
    })

  // `entry`: where a person who is not content sends the ticket back to; the first node of the sequence around.
  const place = (at: Block, loose: Loose[], entry: string): Loose[] => {
    if (at.type === "sequence") {
      const first = `n${nodes.length}`
      return at.blocks.reduce((ends, next) => place(next, ends, first), loose)
    }
    if (at.type === "automatic") {
      const configs = {
        createTicket: { title: "{{ ticket.number }} {{ choice }}", priority: "high", category: "test" },
        remind: { people: at.people, channels: ["inApp", "email"], message: "{{ amount }}" },
        copyTo: { people: at.people, message: "{{ amount }}" },
        wait: { wait: { type: "minutes", minutes: 30, calendarId: at.source === "amount / 2" ? null : "always" } },
        setValues: { values: [{ field: "amount", source: at.source }] },
      }
      const id = add(at.kind, configs[at.kind])
      join(loose, id)
      return [exit(id, "next")]
    }
    if (at.type === "outside") {
      const configs = {
        serviceCall: {
          ...serviceCall.defaults(),
          url: "https://example.com/{{ choice }}",
          body: [{ name: "amount", source: at.perItem ? "100 / amount" : "amount" }],
          outputs: [
            { pointer: "/choice", field: "choice" },
            ...(at.perItem ? [{ pointer: "/items", field: "items" }] : []),
          ],
        },
        subFlow: {
          call: {
            flowId: ids.flow,
            mode: at.waits ? "wait" : "goOn",
            items: at.perItem ? "items" : null,
            itemField: at.perItem ? "choice" : null,
            inputs: [{ field: "amount", source: "amount" }],
            outputs: at.waits ? [{ field: at.perItem ? "items" : "choice", from: "choice" }] : [],
          },
        },
        custom: { custom: ownKind },
      }
      const id = add(at.kind, configs[at.kind])
      join(loose, id)
      const ends = at.kind === "custom" ? [exit(id, "yes"), exit(id, "no")] : [exit(id, "done")]
      return at.failed ? [...ends, exit(id, "failed")] : ends
    }
    if (at.type === "split") {
      const id = add("exclusive", {})
      join(loose, id)
      return [
        ...place(at.taken, [{ ...exit(id, "route"), condition: at.condition }], entry),
        ...place(at.otherwise, [{ ...exit(id, "route"), fallback: true }], entry),
      ]
    }
    if (at.type === "branches") {
      const id = add(at.kind, { onReject: at.onReject })
      join(loose, id)
      const ends = at.branches.map((branch, index) => {
        const way = { ...exit(id, "route"), condition: conditions[index % conditions.length] ?? "true" }
        const isFallback = at.kind === "inclusive" && index === 0
        const first =
          at.kind === "parallel" ? exit(id, "route") : isFallback ? { ...way, condition: "", fallback: true } : way
        return place(branch, [first], `n${nodes.length}`)
      })
      const over = at.ending && ends.length > 1 ? ends.pop() : undefined
      if (over) join(over, addClose(at.ending))
      const joint = add("join", at.join)
      join(ends.flat(), joint)
      const rejected = at.rejected ? [exit(id, "rejected")] : []
      return [exit(joint, "next"), ...rejected]
    }
    const id = add(at.node.kind, at.loops ? withoutSpinning(at.node.config) : at.node.config)
    join(loose, id)
    if (at.node.kind === "handle") return [exit(id, "done")]
    if (at.node.kind === "approval") {
      if (at.loops) join([exit(id, "rejected")], entry)
      return [exit(id, "approved")]
    }
    if (at.loops) {
      // Every other one goes back without an edge.
      const back = nodes.length % 2 === 0 ? add("jump", { nodeId: entry }) : entry
      join([exit(id, "unsatisfied")], back)
    }
    const ends = [exit(id, "satisfied"), exit(id, "unreachable")]
    return at.loops ? ends : [...ends, exit(id, "unsatisfied")]
  }

  const start = add("start", { fields: ["amount"] })
  const loose = place(root, [exit(start, "next")], "")
  join(loose, addClose(null))
  return {
    nodes,
    edges,
    fields: testFields,
    settings: {
      homeUnitId: ids.units.team,
      administratorIds: [ids.gone, ids.manager],
      ...(slas.length > 0 && { slas }),
      ...(nodes.length % 2 === 0 && { initiatorRevokes: "untilDecision" as const }),
    },
  }
}

/** Nobody there, and rejected for it, and back again: runs into the limit each time, which has a test of its own. */
function withoutSpinning(config: DraftNode["config"]): DraftNode["config"] {
  return (config["empty"] as EmptyRule).type === "reject" ? { ...config, empty: { type: "hold" } } : config
}

export const randomFlow: fc.Arbitrary<DraftGraph> = fc
  .tuple(fc.array(block, { minLength: 1, maxLength: 4 }), ticketSlas)
  .map(([blocks, own]) => assemble({ type: "sequence", blocks }, own))
