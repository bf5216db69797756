import fc from "fast-check"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { DraftGraph } from "@/core/flow/graph"
import { ticketItem } from "@/core/ticket/waits"
import type { CommandBody } from "@/core/ticket/command"
import type { Values } from "@/core/ticket/event"
import type { TicketState, Todo } from "@/core/ticket/state"
import { commandOf, randomChoice, type Choice } from "@/core/ticket/testing/random-command"
import { randomFlow, testFields } from "@/core/ticket/testing/random-flow"
import { approvalFlow, handleFlow } from "@/core/ticket/testing/small-flow"
import { ids } from "@/core/ticket/testing/tenant"
import type { StepRequest } from "../../step"

/** Who wants what of one ticket at the same moment, and what happened to it before. */
export type Contest = {
  draft: DraftGraph
  before: Choice[]
  theme: (typeof themes)[number]
  racers: Choice[]
  /** Racers whose first answer gets lost: they ask again, with the same key. */
  lost: number[]
}

const themes = ["oneTodo", "neighbours", "oneKey", "move", "revoke", "timer", "any"] as const

const people = [...ids.agents]
/** Where people meet: several who sign at once, and work that waits for whoever comes first. */
const crowded: DraftGraph[] = [
  ...(["orSign", "countersign", "sequential"] as const).map((mode) => approvalFlow({ mode })),
  approvalFlow({ mode: "countersign", pass: { type: "count", count: 2 }, allMustReject: true }),
  handleFlow({ people: { type: "role", role: "agent" }, distribution: "queue" }),
  handleFlow({ people: { type: "skillGroup", skillGroupId: ids.group, onlineOnly: false }, distribution: "queue" }),
  handleFlow({ people: { type: "named", personIds: people }, distribution: "leastLoaded" }),
]

export const contest: fc.Arbitrary<Contest> = fc.record({
  draft: fc.oneof(fc.constantFrom(...crowded.map((draft) => ({ ...draft, fields: testFields }))), randomFlow),
  before: fc.array(randomChoice, { maxLength: 4, size: "max" }),
  theme: fc.constantFrom(...themes),
  racers: fc.array(randomChoice, { minLength: 2, maxLength: 4, size: "max" }),
  lost: fc.oneof(fc.constant<number[]>([]), fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 })),
})

/** The requests of a contest, in the state its ticket is in. */
export function requestsOf(
  { theme, racers }: Pick<Contest, "theme" | "racers">,
  ticketId: string,
  state: TicketState,
  flow: ExecutableFlow,
): StepRequest[] {
  const active = Object.values(state.todos).filter((todo) => todo.state === "active")
  const first = active[(racers[0]?.pick ?? 0) % Math.max(1, active.length)]
  return racers.flatMap((racer, index) => {
    // Whoever has the same key sends the same thing: a client that is impatient, or two of its tabs.
    const isSameKey = theme === "oneKey" && index > 0
    const sent = wish(theme, isSameKey ? (racers[0] ?? racer) : racer, index, state, flow, active, first)
    const { by, body } = sent ?? commandOf(racer, state, flow)
    return body.type === "open" ? [] : [{ ticketId, key: isSameKey ? "r0" : `r${index}`, by, body }]
  })
}

type Wish = { by: string; body: CommandBody } | null

function wish(
  theme: Contest["theme"],
  { kind, value }: Choice,
  index: number,
  state: TicketState,
  flow: ExecutableFlow,
  active: Todo[],
  first: Todo | undefined,
): Wish {
  if (!first || theme === "any") return null
  const toId = people[value % people.length] ?? ids.owner
  if (first.assigneeId === null) {
    const claim: Wish = {
      by: people[(value + index) % people.length] ?? toId,
      body: { type: "claim", todoId: first.id },
    }
    if (theme === "revoke" && index === 0) return { by: ids.owner, body: { type: "revoke", comment: "" } }
    if (theme === "move" && index === 0)
      return { by: ids.supervisor, body: { type: "transfer", todoId: first.id, toId, comment: "" } }
    return claim
  }
  const decide = (todo: Todo): Wish => ({
    by: todo.assigneeId ?? ids.owner,
    body: {
      type: "decide",
      todoId: todo.id,
      ...decisionOf(flow, todo, value),
      comment: "why",
      fields: fieldsOf(flow, todo),
    },
  })
  if (theme === "neighbours") return decide(active[index % active.length] ?? first)
  if (index > 0 || theme === "oneTodo" || theme === "oneKey") {
    // Some answer late: for the person who has it by then.
    const holder = kind % 4 === 0 && theme === "move" ? { ...first, assigneeId: toId } : first
    return decide(holder)
  }
  if (theme === "revoke") return { by: ids.owner, body: { type: "revoke", comment: "" } }
  if (theme === "timer") {
    const itemId = first.clock ? first.id : ticketItem
    return { by: "timer", body: { type: "tick", itemId } }
  }
  const moves: CommandBody[] = [
    { type: "transfer", todoId: first.id, toId, comment: "" },
    { type: "delegate", todoId: first.id, toId, comment: "" },
    { type: "addSign", todoId: first.id, mode: "before", personIds: [toId], comment: "" },
    { type: "addSign", todoId: first.id, mode: "parallel", personIds: [ids.supervisor], comment: "" },
    { type: "return", todoId: first.id, nodeId: "start", resume: "again", comment: "again" },
    { type: "jump", tokenId: null, nodeId: first.nodeId, comment: "" },
  ]
  const body = moves[value % moves.length]!
  return { by: body.type === "jump" ? ids.owner : first.assigneeId, body }
}

function decisionOf(
  flow: ExecutableFlow,
  { nodeId }: Todo,
  value: number,
): Pick<Extract<CommandBody, { type: "decide" }>, "decision" | "outcome"> {
  const node = flow.nodes.get(nodeId)
  const actions = node?.kind.actions?.(node.config) ?? []
  const { decision = "done", outcome = null } = actions[value % Math.max(1, actions.length)] ?? {}
  return { decision, outcome }
}

function fieldsOf(flow: ExecutableFlow, { nodeId, parentId }: Todo): Values {
  const node = flow.nodes.get(nodeId)
  const asked = parentId === undefined ? (node?.kind.form?.(node.config).fieldKeys ?? []) : []
  const all = { amount: 120, flag: true, choice: "a", score: 3 }
  return Object.fromEntries(Object.entries(all).filter(([key]) => asked.includes(key)))
}
