import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { checkFieldValues } from "@/core/flow/field-value"
import { indexDirectory } from "@/core/people/units"
import { invariant } from "@/core/problem"
import { resolveAudience } from "@/core/warning/audience"
import type { Command, CommandBody } from "./command"
import { createNodeRun } from "./create-node-run"
import type { Decision } from "./decision"
import type { Facts } from "./facts"
import { refuse, refuseAll, StepStop } from "./refusal"
import type { TicketState, Todo } from "./state"
import { Step } from "./step"
import { isRelated, type TicketAction } from "./who-may"

/**
 * What a command does to a ticket. Pure: no clock, no chance, no I/O; the same arguments always give the same answer and
 * are left untouched. `state` is null for `open` only. `flow` is the version the ticket is pinned to. Throws
 * InvariantError when flow and state do not belong together.
 */
export function decide(flow: ExecutableFlow, state: TicketState | null, command: Command, facts: Facts): Decision {
  const step = new Step(flow, state, command, facts)
  try {
    if (command.body.type !== "open" && step.state.status !== "open") {
      // A timer that fires after the end is stale, not wrong.
      if (command.body.type === "tick") return { type: "events", events: [], pools: [] }
      refuse("ticketClosed")
    }
    const handle = handlers[command.body.type] as Handler<CommandBody["type"]>
    handle(step, command.body, state)
    step.settleArrivals()
  } catch (stop) {
    if (stop instanceof StepStop) return stop.decision
    throw stop
  }
  return { type: "events", events: step.events, pools: step.pools }
}

type Body<T extends CommandBody["type"]> = Extract<CommandBody, { type: T }>
type Handler<T extends CommandBody["type"]> = (step: Step, body: Body<T>, before: TicketState | null) => void

const handlers: { [T in CommandBody["type"]]: Handler<T> } = {
  open: (step, { type: _type, ...opening }, before) => {
    if (before) refuse("alreadyOpen")
    const { flow } = step
    const start = flow.nodes.get(flow.startId)
    // A call opens its ticket half filled in; people complete it on the way. Whoever opens one by hand fills the form.
    const complete = opening.origin.type !== "call"
    const asked = start?.kind.form?.(start.config).fieldKeys ?? []
    const keys = flow.fields.map((field) => field.key)
    const problems = [
      ...checkFieldValues(flow.fields, keys, opening.variables, { known: {}, complete: false }),
      ...checkFieldValues(flow.fields, asked, {}, { known: opening.variables, complete }),
    ]
    if (problems.length > 0) refuseAll(problems)
    step.emit({ type: "opened", ...opening })
    step.enter(step.nextId("t"), flow.startId, null)
  },

  decide: (step, body) => {
    const todo = activeTodo(step, body.todoId)
    authorise(step, "decide", todo)
    const run = createNodeRun(step, todo.activationId)
    const { kind, config } = step.node(todo.nodeId)
    if (!kind.decide) refuse("decisionNotAllowed")
    const allowed = kind.actions?.(config).find((action) => {
      return action.decision === body.decision && action.outcome === body.outcome
    })
    if (!allowed) refuse("decisionNotAllowed")
    if (allowed.commentRequired && body.comment.trim() === "") refuse("commentMissing", undefined, "comment")
    kind.decide(run, config, todo, body)
  },

  transfer: (step, { todoId, toId, comment }) => {
    const todo = activeTodo(step, todoId)
    authorise(step, "transfer", todo)
    if (toId === todo.assigneeId) refuse("sameAssignee", undefined, "toId")
    if (!indexDirectory(step.facts.directory).activePerson(toId)) refuse("personUnknown", undefined, "toId")
    // Two seats in one hand would be two votes.
    const seats = createNodeRun(step, todo.activationId).todos()
    if (seats.some((seat) => seat.assigneeId === toId)) refuse("alreadySigner", undefined, "toId")
    step.emit({ type: "transferred", todoId: todo.id, fromId: todo.assigneeId, toId, comment })
  },

  comment: (step, { comment }) => {
    authorise(step, "comment")
    step.emit({ type: "commented", comment })
  },

  tick: (step, { todoId }) => {
    const todo = todoOf(step, todoId)
    if (todo?.state !== "active" || !todo.clock) return
    if (!todo.clock.breached && todo.clock.dueAt <= step.at) step.emit({ type: "breached", todoId })
    warn(step, todo)
  },

  retry: (step, { incidentId }) => {
    authorise(step, "retry")
    const { incidents } = step.state
    const incident = Object.hasOwn(incidents, incidentId) ? incidents[incidentId] : undefined
    if (!incident) refuse("incidentNotFound")
    step.emit({ type: "resolved", incidentId })
    step.arrive(incident.activationId)
  },

  revoke: (step, { comment }) => {
    authorise(step, "revoke")
    step.cancel(Object.values(step.state.todos), "revoked")
    step.emit({ type: "revoked", comment })
    step.emit({ type: "closed", resolution: "revoked", resolutionText: null })
  },
}

// Ids come from outside: "constructor" is no todo.
function todoOf({ state: { todos } }: Step, todoId: string): Todo | undefined {
  return Object.hasOwn(todos, todoId) ? todos[todoId] : undefined
}

function activeTodo(step: Step, todoId: string): Todo {
  const todo = todoOf(step, todoId)
  if (todo?.state === "active") return todo
  // Finished todos leave the state; what is below the next free number has been there.
  const known = todo !== undefined || (/^d[1-9][0-9]*$/.test(todoId) && Number(todoId.slice(1)) < step.state.nextId)
  refuse(known ? "todoNotActive" : "todoNotFound")
}

function authorise(step: Step, action: TicketAction, todo?: Todo): void {
  const administratorIds = step.administrators()
  const standing = { state: step.state, directory: step.facts.directory, administratorIds, todo }
  if (!isRelated(action, step.command.by, standing)) refuse("forbidden")
}

/** Fires the highest tier that is due; lower ones that are due too were missed by a late worker and are only logged. */
function warn(step: Step, todo: Todo): void {
  const due = todo.clock?.tiers.filter((tier) => tier.at <= step.at).map((tier) => tier.level) ?? []
  if (due.length === 0) return
  const level = Math.max(...due)
  const { kind, config } = step.node(todo.nodeId)
  const tier = kind.sla?.(config)?.tiers[level - 1]
  invariant(tier, `the flow has no tier ${level} at node ${todo.nodeId}`)
  const { administratorIds, homeUnitId } = step.flow.settings
  const personIds = resolveAudience(tier.audience, todo.assigneeId, {
    directory: step.facts.directory,
    administratorIds,
    homeUnitId,
  })
  const collapsed = due.filter((lower) => lower < level).sort((a, b) => a - b)
  step.emit({ type: "warned", todoId: todo.id, level, collapsed, personIds, channels: tier.channels })
}
