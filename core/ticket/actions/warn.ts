import { invariant } from "@/core/problem"
import { queueMembers, queueOf } from "@/core/people/queue"
import { indexDirectory } from "@/core/people/units"
import { addWorking } from "@/core/sla/calendar"
import { isByWall } from "@/core/sla/clock"
import { resolveAudience, type AudienceContext, type Warned } from "@/core/warning/audience"
import type { Tier, TierAction } from "@/core/warning/tier"
import { createNodeRun } from "../create-node-run"
import type { ClockHolder } from "../clock/holder"
import { calendarOfHolder } from "../clock/move-clock"
import { handTo, putInQueue } from "../hand-to"
import { resolve } from "../meant"
import { priorities } from "../priority"
import { refuse } from "../refusal"
import { pick } from "../seats"
import type { ClockState, Todo } from "../state"
import type { Step } from "../step"
import { activeTodo, authorise, findTodo } from "./find-todo"
import type { Handler } from "./handler"
import { jump } from "./jump"
import { settleAdded } from "./sign"

const minuteMs = 60_000

/** Fires the highest tier that is due; lower ones that are due too were missed by a late worker and are only logged. */
export function warn(step: Step, holder: ClockHolder, clock: ClockState): void {
  const due = clock.tiers.filter((tier) => tier.at <= step.at)
  if (due.length === 0) return
  const level = Math.max(...due.map((tier) => tier.level))
  const tier = holder.policy.tiers[level - 1]
  invariant(tier, `the clock ${holder.id} has no tier ${level}`)
  const collapsed = due.flatMap((lower) => (lower.level < level ? [lower.level] : [])).sort((a, b) => a - b)
  const fired = (due.find((one) => one.level === level)?.times ?? 0) + 1
  const { repeat } = tier
  const calendar = calendarOfHolder(step, holder)
  // Once at first, and then so often again.
  const again = repeat &&
    fired <= repeat.timesMax && {
      level,
      at: isByWall(tier) ? step.at + repeat.everyMin * minuteMs : addWorking(step.at, repeat.everyMin, calendar),
      times: fired,
    }
  const todos = todosOf(step, holder)
  const warning = {
    level,
    collapsed,
    personIds: resolveAudience(
      tier.audience,
      todos.map((todo) => warnedOf(step, todo)),
      audienceContext(step),
    ),
    channels: tier.channels,
    ...(again && { again }),
  }
  step.emit(
    holder.of === "todo"
      ? { type: "warned", todoId: holder.id, ...warning }
      : { type: "clockWarned", clockId: holder.id, ...warning },
  )
  // A tier that repeats tells people again; what it does it has done.
  if (tier.action && fired === 1) act(step, holder, tier.action)
}

/** The work that a clock is about, as far as somebody has it now. */
function todosOf({ state }: Step, { id, of, activationId }: ClockHolder): Todo[] {
  return Object.values(state.todos).filter((todo) => {
    if (of === "todo") return todo.id === id
    return todo.state === "active" && (of === "ticket" || todo.activationId === activationId)
  })
}

function audienceContext({ flow, facts }: Step): AudienceContext {
  const { administratorIds, homeUnitId } = flow.settings
  return { directory: facts.directory, administratorIds, homeUnitId }
}

/** A todo, and everybody its step's rule names now; in a queue everybody of its group, on line or not. */
function warnedOf(step: Step, { nodeId, assigneeId, queue }: Todo): Warned {
  const { kind, config } = step.node(nodeId)
  const rule = kind.people?.(config)
  const group = () => {
    if (queue !== undefined) return queueMembers(step.facts.directory, queue)
    return rule ? resolve(step, rule.people, nodeId).people.map((person) => person.personId) : []
  }
  return { assigneeId, queue, group }
}

function act(step: Step, holder: ClockHolder, action: TierAction): void {
  actions[action.type](step, holder, action as never)
}

const actions: {
  [T in TierAction["type"]]: (step: Step, holder: ClockHolder, action: Extract<TierAction, { type: T }>) => void
} = {
  reassign: (step, { id }, { to }) => {
    const todo = findTodo(step, id)
    const toId = todo && (to.type === "next" ? nextOf(step, todo) : firstOf(step, todo, to))
    if (todo && toId) handTo(step, todo, toId, "")
  },

  toQueue: (step, { id }) => {
    const todo = findTodo(step, id)
    // Somebody who was asked for an opinion, or to sign, was asked in person.
    if (!todo || todo.parentId !== undefined) return
    const { kind, config } = step.node(todo.nodeId)
    const rule = kind.people?.(config)
    const queue = todo.queue ?? (rule ? queueOf(rule.people) : null)
    if (queue !== null) putInQueue(step, todo, queue, "")
  },

  raisePriority: (step) => {
    const higher = priorities[priorities.indexOf(step.state.priority) + 1]
    if (higher) step.emit({ type: "set", priority: higher })
  },

  jump: (step, { activationId }, { nodeId }) => {
    if (!step.flow.nodes.get(nodeId)?.kind.hasEntry) return
    const tokenId = activationId === null ? null : createNodeRun(step, activationId).activation.tokenId
    jump(step, { tokenId, nodeId, comment: "" })
  },

  autoPass: (step, { id }) => decideByRule(step, findTodo(step, id), "approve"),
  autoReject: (step, { id }) => decideByRule(step, findTodo(step, id), "reject"),
}

function decideByRule(step: Step, todo: Todo | undefined, decision: "approve" | "reject"): void {
  if (!todo) return
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
  const people = resolveAudience([to], [warnedOf(step, todo)], audienceContext(step))
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
