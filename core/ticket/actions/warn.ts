import { invariant } from "@/core/problem"
import { queueMembers, queueOf } from "@/core/people/queue"
import type { ResolvedPerson } from "@/core/people/resolve"
import { indexDirectory } from "@/core/people/units"
import { addWorking } from "@/core/sla/calendar"
import { resolveAudience, type AudienceContext } from "@/core/warning/audience"
import type { Tier, TierAction } from "@/core/warning/tier"
import { createNodeRun } from "../create-node-run"
import { calendarOf } from "../dispatch"
import { handTo, putInQueue } from "../hand-to"
import { resolve } from "../meant"
import { priorities } from "../priority"
import { refuse } from "../refusal"
import { pick } from "../seats"
import { leaveFor } from "../send-back"
import type { Todo } from "../state"
import type { Step } from "../step"
import { activeTodo, authorise } from "./find-todo"
import type { Handler } from "./handler"
import { settleAdded } from "./sign"

const minuteMs = 60_000

/** Fires the highest tier that is due; lower ones that are due too were missed by a late worker and are only logged. */
export function warn(step: Step, todo: Todo): void {
  const due = todo.clock?.tiers.filter((tier) => tier.at <= step.at) ?? []
  if (due.length === 0) return
  const level = Math.max(...due.map((tier) => tier.level))
  const { kind, config } = step.node(todo.nodeId)
  const sla = kind.sla?.(config)
  const tier = sla?.tiers[level - 1]
  invariant(sla && tier, `the flow has no tier ${level} at node ${todo.nodeId}`)
  const collapsed = due.flatMap((lower) => (lower.level < level ? [lower.level] : [])).sort((a, b) => a - b)
  const fired = (due.find((one) => one.level === level)?.times ?? 0) + 1
  const { repeat } = tier
  const calendar = calendarOf(step, sla, todo)
  // Once at first, and then so often again.
  const again = repeat &&
    fired <= repeat.timesMax && { level, at: addWorking(step.at, repeat.everyMin, calendar), times: fired }
  step.emit({
    type: "warned",
    todoId: todo.id,
    level,
    collapsed,
    personIds: resolveAudience(tier.audience, todo, audienceContext(step, todo)),
    channels: tier.channels,
    ...(again && { again }),
  })
  // A tier that repeats tells people again; what it does it has done.
  if (tier.action && fired === 1) act(step, todo, tier.action)
}

function audienceContext(step: Step, todo: Todo): AudienceContext {
  const { administratorIds, homeUnitId } = step.flow.settings
  return {
    directory: step.facts.directory,
    administratorIds,
    homeUnitId,
    group: () => groupOf(step, todo).map((person) => person.personId),
  }
}

/** Everybody the step's rule names now; in a queue everybody of its group, on line or not. */
function groupOf(step: Step, { nodeId, queue }: Todo): ResolvedPerson[] {
  const { kind, config } = step.node(nodeId)
  const rule = kind.people?.(config)
  if (queue !== undefined) {
    const reason = { en: "member of the group", zh: "组成员" }
    return queueMembers(step.facts.directory, queue).map((personId) => ({ personId, reason }))
  }
  return rule ? resolve(step, rule.people, nodeId).people : []
}

function act(step: Step, todo: Todo, action: TierAction): void {
  actions[action.type](step, todo, action as never)
}

const actions: {
  [T in TierAction["type"]]: (step: Step, todo: Todo, action: Extract<TierAction, { type: T }>) => void
} = {
  reassign: (step, todo, { to }) => {
    const toId = to.type === "next" ? nextOf(step, todo) : firstOf(step, todo, to)
    if (toId !== null) handTo(step, todo, toId, "")
  },

  toQueue: (step, todo) => {
    const { kind, config } = step.node(todo.nodeId)
    const rule = kind.people?.(config)
    const queue = todo.queue ?? (rule ? queueOf(rule.people) : null)
    // Somebody who was asked for an opinion, or to sign, was asked in person.
    if (queue !== null && todo.parentId === undefined) putInQueue(step, todo, queue, "")
  },

  raisePriority: (step) => {
    const higher = priorities[priorities.indexOf(step.state.priority) + 1]
    if (higher) step.emit({ type: "set", priority: higher })
  },

  jump: (step, todo, { nodeId }) => {
    if (!step.flow.nodes.get(nodeId)?.kind.hasEntry) return
    const token = step.token(createNodeRun(step, todo.activationId).activation.tokenId)
    step.emit({ type: "jumped", tokenId: token.id, nodeId, comment: "" })
    const since = token.trail?.[nodeId] ?? null
    leaveFor(step, token, { nodeId, since, cause: "jumped", personId: null, backTo: null })
  },

  autoPass: (step, todo) => decideByRule(step, todo, "approve"),
  autoReject: (step, todo) => decideByRule(step, todo, "reject"),
}

function decideByRule(step: Step, todo: Todo, decision: "approve" | "reject"): void {
  const { kind, config } = step.node(todo.nodeId)
  if (!kind.signing || todo.relation === "delegate") return
  const run = createNodeRun(step, todo.activationId)
  run.settle(todo, { type: "decide", todoId: todo.id, decision, outcome: null, comment: "", fields: {} }, [])
  if (todo.parentId === undefined) kind.signing.advance(run, config)
  else settleAdded(step, todo)
}

/** Somebody who has a say in the step already would have two. */
function isFree(step: Step, todo: Todo, personId: string): boolean {
  const there = createNodeRun(step, todo.activationId).todos()
  return (
    indexDirectory(step.facts.directory).activePerson(personId) !== undefined &&
    !there.some((one) => one.assigneeId === personId && one.state !== "cancelled")
  )
}

function firstOf(
  step: Step,
  todo: Todo,
  to: Exclude<Tier["audience"][number], { type: "assignee" | "group" }>,
): string | null {
  const people = resolveAudience([to], todo, audienceContext(step, todo))
  return people.find((id) => isFree(step, todo, id)) ?? null
}

/** The next of the step's own people, picked as its distribution says; in turn where everybody gets a todo. */
function nextOf(step: Step, todo: Todo): string | null {
  const { kind, config } = step.node(todo.nodeId)
  const rule = kind.people?.(config)
  const people = rule ? resolve(step, rule.people, todo.nodeId).people : []
  const free = people.filter(({ personId }) => isFree(step, todo, personId))
  return rule && free.length > 0 ? (pick(step, todo.nodeId, rule.distribution, free)?.personId ?? null) : null
}

/** The warnings to come are put off together, in their order and distances: no tier is left out for it. */
export const acknowledge: Handler<"acknowledge"> = (step, { todoId, minutes }) => {
  const todo = activeTodo(step, todoId)
  authorise(step, "acknowledge", todo)
  const { clock } = todo
  if (!clock || clock.tiers.length === 0 || todo.warnedLevel === 0) refuse("nothingToAcknowledge")
  const until = step.at + minutes * minuteMs
  const delay = until - Math.min(...clock.tiers.map((tier) => tier.at))
  const tiers = delay > 0 ? clock.tiers.map((tier) => ({ ...tier, at: tier.at + delay })) : clock.tiers
  step.emit({ type: "acknowledged", todoId, until, tiers })
}
