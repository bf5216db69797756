import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { flowValues } from "@/core/flow/variables"
import type { Command, CommandBody } from "./command"
import { createNodeRun } from "./create-node-run"
import { checkChoices } from "./choices"
import type { Decision } from "./decision"
import type { Facts } from "./facts"
import { refuse, refuseAll, StepStop } from "./refusal"
import type { TicketState } from "./state"
import { Step } from "./step"
import { actionsOf, formOf, requiredAt } from "./todo-actions"
import { takeForm } from "./take-form"
import { ticketItem } from "./waits"
import { reschedule } from "./clock/reschedule"
import { settleClocks } from "./clock/settle-clocks"
import { tickClock } from "./clock/tick"
import { activeTodo, authorise } from "./actions/find-todo"
import type { Handler, Handlers } from "./actions/handler"
import { answer, recallAbandoned } from "./actions/answer"
import { migrateHandlers } from "./actions/migrate"
import { moveHandlers } from "./actions/move"
import { noticeHandlers } from "./actions/notice"
import { pauseHandlers } from "./actions/pause"
import { queueHandlers } from "./actions/queue"
import { acknowledge } from "./actions/warn"
import { settleAdded, signHandlers } from "./actions/sign"

/** What may come too late: that is nobody's fault. */
const stale: ReadonlySet<CommandBody["type"]> = new Set(["tick", "reschedule", "answer", "dispatch"])

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
      if (stale.has(command.body.type)) {
        return { type: "events", events: [], pools: [] }
      }
      if (!closedActions.has(command.body.type)) refuse("ticketClosed")
    } else if (command.body.type === "reopen") refuse("ticketOpen")
    const handle = handlers[command.body.type] as Handler<CommandBody["type"]>
    handle(step, command.body, state)
    step.settle()
    recallAbandoned(step, state)
    settleClocks(step, state)
  } catch (stop) {
    if (stop instanceof StepStop) return stop.decision
    throw stop
  }
  return { type: "events", events: step.events, pools: step.pools }
}

const handlers: Handlers<CommandBody["type"]> = {
  ...signHandlers,
  ...moveHandlers,
  ...migrateHandlers,
  ...noticeHandlers,
  answer,
  ...pauseHandlers,
  ...queueHandlers,

  open: (step, { type: _type, ...opening }, before) => {
    if (before) refuse("alreadyOpen")
    const { flow } = step
    const start = flow.nodes.get(flow.startId)
    // A call or another ticket opens its ticket half filled in; people complete it on the way. Whoever opens one by hand fills the form.
    const { type } = opening.origin
    const complete = type !== "call" && type !== "ticket"
    const asked = start?.kind.form?.(start.config).fieldKeys ?? []
    const keys = flow.fields.map((field) => field.key)
    const { directory } = step.facts
    const blank = { ...opening, priority: "normal" as const, category: "", openedAt: step.at }
    const builtIns = flowValues(blank, flow.fields, directory)
    const form = { known: {}, builtIns, directory }
    const taken = takeForm(flow, { ...form, asked: keys, values: opening.variables, complete: false })
    const required = start && requiredAt(start, {})
    const missing = takeForm(flow, { ...form, asked, values: {}, known: taken.values, complete, required })
    const problems = [...taken.problems, ...missing.problems]
    if (problems.length > 0) refuseAll(problems)
    checkChoices(step, flow.startId, opening.choices)
    step.emit({ type: "opened", ...opening, variables: taken.values })
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

  tick: (step, { itemId, version }) => {
    if (itemId === ticketItem) wake(step)
    else tickClock(step, itemId, version)
  },

  acknowledge,

  reschedule: (step) => {
    if (step.command.by !== "system") refuse("forbidden")
    reschedule(step)
  },

  retry: (step, { incidentId }) => {
    authorise(step, "retry")
    const { incidents } = step.state
    const incident = Object.hasOwn(incidents, incidentId) ? incidents[incidentId] : undefined
    if (!incident) refuse("incidentNotFound")
    step.emit({ type: "resolved", incidentId })
    // Whether its conditions can be read now shows at the end of the step.
    if (incident.clockId === undefined) step.arrive(incident.activationId)
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
