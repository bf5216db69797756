import { canonicalJson } from "@/core/canonical-json"
import { invariant } from "@/core/problem"
import { notificationsOfStep } from "@/core/warning/notify"
import { verifyChain } from "../chain"
import { holderOf } from "../clock/holder"
import { foldEvents } from "../replay"
import type { TicketState } from "../state"
import { isOpenTodo } from "../todo-state"
import { checkQueues } from "./check-queues"
import { checkReplay } from "./check-replay"
import { checkVotes } from "./check-votes"
import type { Ledger, LedgerStep } from "./ledger"

// What must hold after every command, whatever came before. Each is worked out here once more from the events, in another
// way than the engine does it.

/** After each command. Throws what is broken. */
export function checkStep(ledger: Ledger, step: LedgerStep): void {
  const { before, after } = step
  if (step.decision.type === "refused") invariant(step.decision.problems.length > 0, "refused without a reason")
  if (!after) return
  checkWork(ledger, after)
  checkTimers(ledger, after)
  checkRequests(ledger, after)
  checkOwnClocks(ledger, after)
  if (step.events.length === 0) return
  if (before) {
    const { body } = step.command
    const versionId = body.type === "migrate" ? body.versionId : before.versionId
    invariant(after.versionId === versionId && after.flowId === before.flowId, "the version changed")
    checkClocks(step, before, after)
    checkWarnings(ledger, step, before)
    checkHandOver(ledger, step, before)
    checkQueues(step, before)
  }
  checkVotes(ledger, step)
  checkMessages(ledger, step)
}

/** Open todos are those of the state and of the inbox; a ticket that is open waits for a person or for a repair. */
function checkWork(ledger: Ledger, after: TicketState): void {
  const open = Object.values(after.todos).filter(isOpenTodo)
  const listed = [...ledger.todos.values()].filter(isOpenTodo)
  same(
    open.map((todo) => `${todo.id} ${todo.assigneeId} ${todo.ownerId} ${todo.state} ${todo.clock?.dueAt ?? ""}`),
    listed.map(
      (row) =>
        `${row.id} ${row.assigneeId} ${row.ownerId} ${row.state} ${row.state === "active" ? (row.dueAt ?? "") : ""}`,
    ),
    "open todos",
  )
  for (const row of ledger.todos.values()) {
    invariant((row.finishedAt === null) === isOpenTodo(row), "finished or not")
  }
  const alive =
    open.some((todo) => todo.state === "active") ||
    Object.keys(after.incidents).length > 0 ||
    Object.values(after.activations).some((activation) => activation.until !== undefined || activation.request)
  invariant(alive === (after.status === "open"), `a ticket that is ${after.status} has work: ${alive}`)
  if (after.status === "closed") {
    const rest = [after.todos, after.tokens, after.incidents, after.activations].flatMap((part) => Object.keys(part))
    invariant(rest.length === 0 && ledger.timers.size === 0, `left behind by a closed ticket: ${rest.join()}`)
  } else checkTokens(after)
  for (const incident of Object.values(after.incidents)) {
    if (incident.clockId === undefined) {
      invariant(after.activations[incident.activationId]?.state === "held", "an incident holds its activation")
    } else
      invariant(holderOf({ flow: ledger.flow, state: after }, incident.clockId), "an incident of a clock that is over")
  }
}

/** Each token stands at something that is still going on, in splits that are still there; nothing goes on without one. */
function checkTokens({ tokens, activations, splits = {} }: TicketState): void {
  const all = Object.values(tokens)
  invariant(all.length > 0, "an open ticket has a token")
  const at = new Set(all.map((token) => token.activationId))
  for (const token of all) {
    const activation = activations[token.activationId]
    invariant(token.failed || activation?.tokenId === token.id, `${token.id} stands at nothing`)
    for (const split of token.path ?? []) invariant(splits[split], `${token.id} is in a split that is over`)
    invariant(token.cause === undefined && token.backTo === undefined, `${token.id} is still on its way`)
  }
  for (const id of Object.keys(activations)) invariant(at.has(id), `${id} goes on without a token`)
  for (const split of Object.keys(splits)) {
    invariant(
      all.some((token) => token.path?.includes(split)),
      `nothing is left of split ${split}`,
    )
  }
}

/** What was asked for is waited for, answered or called back: one of them, and once. */
function checkRequests({ events }: Ledger, after: TicketState): void {
  const fates = new Map<string, string>()
  for (const { body } of events) {
    if (body.type === "asked") fates.set(body.requestId, "waits")
    if (body.type !== "answered" && body.type !== "recalled") continue
    const isCalledOff = body.type === "answered" && fates.get(body.requestId) === "recalled" && body.detail !== null
    invariant(fates.get(body.requestId) === "waits" || isCalledOff, `${body.requestId} ended twice`)
    fates.set(body.requestId, body.type)
  }
  same(
    [...fates].flatMap(([id, fate]) => (fate === "waits" ? [id] : [])),
    Object.values(after.activations).flatMap(({ request }) => (request ? [request.id] : [])),
    "requests",
  )
}

/** A timer for each todo whose clock has something left, at the earliest of it. */
function checkTimers({ timers }: Ledger, after: TicketState): void {
  const clocks = [
    ...Object.values(after.todos).map(({ id, state, clock }) => ({ id, clock: state === "active" ? clock : null })),
    ...Object.values(after.activations).map(({ id, clock }) => ({ id, clock: clock ?? null })),
    ...Object.entries(after.clocks ?? {}).map(([id, clock]) => ({ id, clock })),
  ]
  const expected = clocks.flatMap(({ id, clock }) => {
    if (!clock || clock.paused || clock.ended) return []
    const due = clock.breached || clock.dueAt === null ? [] : [clock.dueAt]
    const left = [...clock.tiers.map((tier) => tier.at), ...due].sort((a, b) => a - b)
    return left.length > 0 ? [`${id} ${left[0]} ${clock.version ?? 1}`] : []
  })
  const waits = Object.values(after.activations).flatMap(({ until }) => until ?? [])
  if (waits.length > 0) expected.push(`ticket ${waits.sort((a, b) => a - b)[0]} null`)
  same(
    expected,
    [...timers].map(([id, { at, version }]) => `${id} ${at} ${version}`),
    "timers",
  )
}

/** The rows of a ticket's own clocks say what its state says, and those that are over say so. */
function checkOwnClocks({ clocks }: Ledger, after: TicketState): void {
  const own = [...Object.entries(after.clocks ?? {}), ...visitClocks(after)]
  same(
    own.map(
      ([id, clock]) => `${id} ${clock.dueAt ?? clock.paused?.dueAt ?? ""} ${clock.paused?.at ?? ""} ${clock.breached}`,
    ),
    [...clocks.values()]
      .filter((row) => row.finishedAt === null || row.state === "stopped" || row.state === "cancelled")
      .filter((row) => own.some(([id]) => id === row.id))
      .map((row) => `${row.id} ${row.dueAt ?? ""} ${row.pausedAt ?? ""} ${row.breached}`),
    "clocks",
  )
  for (const row of clocks.values()) {
    const isThere = own.some(([id]) => id === row.id)
    invariant(isThere || row.finishedAt !== null, `the clock ${row.id} is gone and its row runs`)
  }
}

const visitClocks = ({ activations }: TicketState) =>
  Object.values(activations).flatMap(({ id, clock }) => (clock ? [[id, clock] as const] : []))

/** Deadlines never move back, and only a todo that is active has a clock that runs. */
function checkClocks({ command }: LedgerStep, before: TicketState, after: TicketState): void {
  for (const todo of Object.values(after.todos)) {
    invariant(todo.clock === null || todo.state === "active", `${todo.id} is ${todo.state} and its clock runs`)
    const earlier = before.todos[todo.id]
    if (!earlier?.clock || !todo.clock || command.body.type === "reschedule") continue
    // Pausing, resuming and starting anew make another life of it; nothing else moves a deadline.
    if ((earlier.clock.version ?? 1) !== (todo.clock.version ?? 1)) continue
    if (command.body.type === "migrate" && command.body.clocks === "restart") continue
    invariant(
      earlier.clock.dueAt === todo.clock.dueAt && earlier.clock.startedAt === todo.clock.startedAt,
      "clock moved",
    )
    invariant(todo.warnedLevel >= earlier.warnedLevel, "a level went back")
  }
}

/** A tier fires once, not early, the highest due one, with the lower ones logged. A deadline is missed once. */
function checkWarnings(ledger: Ledger, { events, command }: LedgerStep, before: TicketState): void {
  for (const { body, seq } of events) {
    if (body.type === "breached") {
      const times = sinceReset(ledger, body.todoId, seq).filter(
        (event) => event.body.type === "breached" && event.body.todoId === body.todoId,
      )
      invariant(times.length === 1, `${body.todoId} breached ${times.length} times`)
      const { clock, stopped } = before.todos[body.todoId] ?? {}
      const dueAt = (clock ?? stopped)?.dueAt ?? Infinity
      invariant(dueAt <= command.at, "breached before it was due")
    }
    if (body.type !== "warned") continue
    const due = before.todos[body.todoId]?.clock?.tiers.filter((tier) => tier.at <= command.at) ?? []
    same(
      [...body.collapsed, body.level],
      due.map((tier) => tier.level),
      "tiers fired",
    )
    invariant(
      body.collapsed.every((level) => level < body.level),
      "a collapsed tier above the one fired",
    )
    invariant(body.personIds.length > 0, `warning ${seq} went to nobody`)
  }
  if (command.body.type === "tick") {
    const { itemId, version } = command.body
    const todo = before.todos[itemId]
    if (version !== undefined && version !== (todo?.clock?.version ?? 1)) return
    const clock = todo?.state === "active" ? todo.clock : null
    const late = clock && !clock.breached && !clock.ended && clock.dueAt !== null && clock.dueAt <= command.at
    const told = events.some(({ body }) => body.type === "breached" && body.todoId === itemId)
    invariant(Boolean(late) === told, "a missed deadline and its event")
  }
}

/** The events up to `seq` since a todo's clock last started anew: one that is missed and starts anew does so in one step. */
function sinceReset({ events }: Ledger, clockId: string, seq: number): Ledger["events"] {
  const past = events.slice(0, seq)
  const reset = past.findLastIndex(({ body }) => body.type === "clockReset" && body.clockId === clockId)
  return past.slice(reset + 1)
}

/** A transfer changes the assignee and nothing else of the todo; but for the clock, where the flow starts that anew. */
function checkHandOver({ flow }: Ledger, { events, after, command }: LedgerStep, before: TicketState): void {
  if (command.body.type !== "transfer") return
  for (const { body } of events) {
    if (body.type !== "transferred") continue
    const { [body.todoId]: then } = before.todos
    const { [body.todoId]: now } = after?.todos ?? {}
    invariant(then && now, "transferred a todo that is not there")
    const isAnew = events.some((event) => event.body.type === "clockReset" && event.body.clockId === body.todoId)
    const { kind, config } = flow.nodes.get(then.nodeId)!
    invariant(!isAnew || kind.sla?.(config)?.onTransfer === "restart", "a clock began anew without its flow's leave")
    const expected = { ...then, assigneeId: body.toId, ...(isAnew && { clock: now.clock, warnedLevel: 0 }) }
    invariant(canonicalJson(now) === canonicalJson(expected), "a transfer changed more than the assignee")
    invariant(then.assigneeId === body.fromId && body.fromId !== body.toId, "transferred from somebody else")
  }
}

/** Every todo that becomes active is told to its assignee, and no message has the key of another. */
function checkMessages({ outbox }: Ledger, { events }: LedgerStep): void {
  const keys = new Set(outbox.map((message) => message.dedupeKey))
  invariant(keys.size === outbox.length, "two messages with one key")
  for (const { body, seq } of events) {
    if (body.type !== "dispatched" && body.type !== "added") continue
    for (const todo of body.todos.filter((seat) => seat.state === "active")) {
      const about = outbox.filter((message) => message.todoId === todo.id && message.dedupeKey.includes(`:${seq}:`))
      const told = about.map((message) => message.personId)
      if (todo.assigneeId !== null) invariant(told.includes(todo.assigneeId), `${todo.assigneeId} hears of ${todo.id}`)
      else if (body.type === "dispatched") same(body.told ?? [], told, `who hears of ${todo.id} in its queue`)
    }
  }
}

/**
 * Once, at the end: the stored state and outbox are folds of the events, and the chain holds. `thorough` adds what takes
 * longest: the replay of every step from what is stored.
 */
export function checkHistory(ledger: Ledger, { thorough }: { thorough: boolean }): void {
  const { events, state, head } = ledger
  invariant(state, "a ticket that was never opened")
  const bytes = canonicalJson(state)
  invariant(canonicalJson(foldEvents(events)) === bytes, "the fold of the events is not the stored state")
  invariant(
    state.seq === events.length && events.every((event, index) => event.seq === index + 1),
    "a gap in the events",
  )
  invariant(verifyChain(events, head).ok, "the chain is broken")

  const steps = ledger.steps.filter((step) => step.events.length > 0)
  const folded = steps.flatMap((step) => (step.after ? notificationsOfStep(step.events, step.after, step.flow) : []))
  same(
    folded.map((message) => canonicalJson(message)),
    ledger.outbox.map((message) => canonicalJson(message)),
    "outbox",
  )

  const dispatched = events.flatMap(({ body }) => ("todos" in body ? body.todos.map((todo) => todo.id) : []))
  invariant(new Set(dispatched).size === dispatched.length, "a todo was handed out twice")
  same(dispatched, [...ledger.todos.keys()], "rows of todos")
  if (thorough) checkReplay(ledger)
}

function same(expected: (string | number)[], found: (string | number)[], what: string): void {
  const [left, right] = [expected.map(String).sort().join("\n"), found.map(String).sort().join("\n")]
  if (left !== right) invariant(false, `${what} differ:\n${left}\n— and —\n${right}`)
}
