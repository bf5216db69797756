import { canonicalJson } from "@/core/canonical-json"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { checkFieldValues } from "@/core/flow/field-value"
import type { Command, CommandBody } from "./command"
import { createNodeRun } from "./create-node-run"
import { checkChoices } from "./choices"
import { clockFor } from "./dispatch"
import type { Decision } from "./decision"
import type { Facts } from "./facts"
import { refuse, refuseAll, StepStop } from "./refusal"
import type { TicketState } from "./state"
import { Step } from "./step"
import { isOpenTodo } from "./todo-state"
import { actionsOf, formOf } from "./todo-actions"
import { ticketItem } from "./waits"
import { activeTodo, authorise, findTodo } from "./actions/find-todo"
import type { Handler, Handlers } from "./actions/handler"
import { moveHandlers } from "./actions/move"
import { noticeHandlers } from "./actions/notice"
import { queueHandlers } from "./actions/queue"
import { acknowledge, warn } from "./actions/warn"
import { settleAdded, signHandlers } from "./actions/sign"

/** What the system sends by itself, and may send too late. */
const late: ReadonlySet<CommandBody["type"]> = new Set(["tick", "reschedule", "dispatch"])

/** What can still be done to a closed ticket. */
const closedActions: ReadonlySet<CommandBody["type"]> = new Set(["reopen", "comment", "copy"])

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
      if (late.has(command.body.type)) {
        return { type: "events", events: [], pools: [] }
      }
      if (!closedActions.has(command.body.type)) refuse("ticketClosed")
    } else if (command.body.type === "reopen") refuse("ticketOpen")
    const handle = handlers[command.body.type] as Handler<CommandBody["type"]>
    handle(step, command.body, state)
    step.settle()
  } catch (stop) {
    if (stop instanceof StepStop) return stop.decision
    throw stop
  }
  return { type: "events", events: step.events, pools: step.pools }
}

const handlers: Handlers<CommandBody["type"]> = {
  ...signHandlers,
  ...moveHandlers,
  ...noticeHandlers,
  ...queueHandlers,

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
    checkChoices(step, flow.startId, opening.choices)
    step.emit({ type: "opened", ...opening })
    step.enter(step.nextId("t"), flow.startId, null)
  },

  decide: (step, body) => {
    const todo = activeTodo(step, body.todoId)
    authorise(step, "decide", todo)
    const run = createNodeRun(step, todo.activationId)
    const node = step.node(todo.nodeId)
    const allowed = actionsOf(node, todo).find((action) => {
      return action.decision === body.decision && action.outcome === body.outcome
    })
    if (!allowed) refuse("decisionNotAllowed")
    if (allowed.commentRequired && body.comment.trim() === "") refuse("commentMissing", undefined, "comment")
    if (body.choices && todo.parentId !== undefined) refuse("choiceInvalid")
    checkChoices(step, todo.nodeId, body.choices)
    if (todo.parentId === undefined) {
      if (!node.kind.decide) refuse("decisionNotAllowed")
      node.kind.decide(run, node.config, todo, body)
    } else {
      run.settle(todo, body, formOf(node, todo).fieldKeys)
      settleAdded(step, todo)
    }
  },

  tick: (step, { itemId }) => {
    if (itemId === ticketItem) {
      wake(step)
      return
    }
    const todo = findTodo(step, itemId)
    if (todo?.state !== "active" || !todo.clock) return
    if (!todo.clock.breached && todo.clock.dueAt <= step.at) step.emit({ type: "breached", todoId: itemId })
    warn(step, todo)
  },

  acknowledge,

  reschedule: (step) => {
    if (step.command.by !== "system") refuse("forbidden")
    for (const todo of Object.values(step.state.todos)) {
      const before = todo.clock ?? todo.stopped
      const { kind, config } = step.node(todo.nodeId)
      const clock = before && clockFor(step, kind.sla?.(config) ?? null, todo, before.startedAt)
      if (!before || !clock || !isOpenTodo(todo)) continue
      // One that repeats goes on as it was.
      const repeated = before.tiers.filter((tier) => tier.times !== undefined)
      const tiers = [...clock.tiers.filter((tier) => tier.level > todo.warnedLevel), ...repeated]
      const isSame = clock.dueAt === before.dueAt && canonicalJson(tiers) === canonicalJson(before.tiers)
      if (!isSame) step.emit({ type: "rescheduled", todoId: todo.id, clock: { ...clock, tiers } })
    }
  },

  retry: (step, { incidentId }) => {
    authorise(step, "retry")
    const { incidents } = step.state
    const incident = Object.hasOwn(incidents, incidentId) ? incidents[incidentId] : undefined
    if (!incident) refuse("incidentNotFound")
    step.emit({ type: "resolved", incidentId })
    step.arrive(incident.activationId)
  },
}

/** Lets every node go on whose time has come. */
function wake(step: Step): void {
  for (const { id, nodeId, until } of Object.values(step.state.activations)) {
    if (until === undefined || until > step.at) continue
    const { kind, config } = step.node(nodeId)
    kind.wake?.(createNodeRun(step, id), config)
  }
}
