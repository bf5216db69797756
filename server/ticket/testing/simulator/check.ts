import { canonicalJson } from "@/core/canonical-json"
import { invariant } from "@/core/problem"
import { verifyChain } from "@/core/ticket/chain"
import { ownClocks } from "@/core/ticket/clock/rows"
import { timedItems } from "@/core/ticket/clock/timer"
import { foldEvents } from "@/core/ticket/replay"
import { isOpenTodo } from "@/core/ticket/todo-state"
import { notificationsOfStep } from "@/core/warning/notify"
import { digest } from "../../digest"
import { stateOf, type MemoryStore } from "./memory-store"

/** A command of a client: `answered` once somebody told it what became of it. */
export type Sent = { key: string; answered: boolean; refused: boolean }

export type Outcome = {
  memory: MemoryStore
  sent: Sent[]
  /** De-duplication keys in the order the receiver took the messages. */
  received: string[]
  now: number
}

/** What must hold once everything has healed and drained. Throws what does not; answers the hash of what is stored. */
export function checkEverything({ memory, sent, received, now }: Outcome): string {
  const keys = memory.steps.map((step) => step.key)
  invariant(new Set(keys).size === keys.length, "a command is there twice")
  const mine = new Map(sent.map((one) => [one.key, one]))
  for (const one of sent) invariant(one.answered, `${one.key} was never answered`)
  for (const one of sent.filter(({ refused }) => refused)) {
    invariant(!keys.includes(one.key), `${one.key} was refused and taken`)
  }
  for (const key of keys) {
    invariant(mine.has(key) || /^(open|tick:|request:)/.test(key), `${key} was never sent`)
  }
  for (const ticketId of memory.tickets.keys()) checkTicket(memory, ticketId)
  checkRequests(memory)
  for (const timer of memory.timers.values()) {
    invariant(timer.dueAt > now - 60_000, `the timer of ${timer.itemId} is overdue and nobody fires it`)
  }
  const moves = new Map<string, number>()
  for (const key of memory.poolRows.keys()) moves.set(key, 0)
  checkMessages(memory, received)
  return digest(
    canonicalJson([memory.steps, [...memory.todos], [...memory.timers], [...memory.poolRows], received] as never),
  )
}

/** One ticket: its events, state, chain, rows, timers and messages say the same. Throws what does not. */
export function checkTicket(memory: MemoryStore, ticketId: string): void {
  const ticket = memory.tickets.get(ticketId)
  invariant(ticket, "a ticket without a row")
  const events = memory.eventsOf(ticketId)
  const flow = memory.flow(ticket.row.versionId)
  const state = stateOf(ticket)
  invariant(
    events.every((event, index) => event.seq === index + 1),
    "a gap in the events",
  )
  invariant(verifyChain(events, ticket.row.head).ok, "the chain is broken")
  invariant(
    canonicalJson(foldEvents(events)) === canonicalJson(state),
    "the stored state is not the fold of the events",
  )

  const open = Object.values(state.todos).filter(isOpenTodo)
  const listed = [...memory.todos.values()].filter((todo) => todo.ticketId === ticketId && isOpenTodo(todo as never))
  const place = ({
    id,
    assigneeId,
    queue,
  }: {
    id: string
    assigneeId: string | null
    queue?: string | null | undefined
  }) => `${id}:${assigneeId ?? queue}`
  invariant(list(open.map(place)) === list(listed.map(place)), "the inbox is not what the state says")
  const armed = timedItems(state)
  const running = Object.entries(ownClocks(state)).filter(([, clock]) => !clock.ended)
  const rows = [...memory.clocks.values()].filter((clock) => clock.ticketId === ticketId && clock.finishedAt === null)
  invariant(
    list(running.map(([id]) => id)) === list(rows.map(({ id }) => id)),
    "the clocks are not what the state says",
  )
  const timers = [...memory.timers.values()].filter((timer) => timer.ticketId === ticketId).map(({ itemId }) => itemId)
  invariant(list(armed) === list(timers), `timers ${list(timers)}, but clocks ${list(armed)}`)

  const fired = new Set<string>()
  for (const { body } of events) {
    if (body.type === "clockReset" || body.type === "clockStarted") {
      for (const name of fired) if (name.startsWith(`${body.clockId} `)) fired.delete(name)
    }
    if ((body.type !== "warned" && body.type !== "clockWarned") || body.again) continue
    const name = `${body.type === "warned" ? body.todoId : body.clockId} ${body.level}`
    invariant(!fired.has(name), `tier ${name} fired twice`)
    fired.add(name)
  }
  // What was told is what the events say, step by step.
  const told = memory.steps
    .filter((step) => step.ticketId === ticketId)
    .flatMap((step) => {
      const count = (JSON.parse(step.events) as unknown[]).length
      const own = events.filter(({ seq }) => seq >= step.firstSeq && seq < step.firstSeq + count)
      const before = events.filter(({ seq }) => seq < step.firstSeq + count)
      return notificationsOfStep(own, foldEvents(before), flow).map((message) => message.dedupeKey)
    })
  const stored = [...memory.messages.values()].filter((message) => message.ticketId === ticketId)
  invariant(list(told) === list(stored.map(({ dedupeKey }) => dedupeKey)), "the outbox is not what the events say")
}

/** Everything asked for has been answered, and no ticket is left open that nobody waits for. */
function checkRequests(memory: MemoryStore): void {
  for (const { ticketId, requestId, state } of memory.requests) {
    invariant(state === "done", `${requestId} of ${ticketId} is still queued`)
  }
  for (const [ticketId, ticket] of memory.tickets) {
    const state = stateOf(ticket)
    for (const { request } of Object.values(state.activations)) {
      invariant(!request, `${ticketId} still waits for ${request?.id}`)
    }
    const { origin } = state
    if (origin.type !== "ticket" || !origin.waits || state.status === "closed") continue
    const parent = memory.tickets.get(origin.ticketId)
    const { activations } = stateOf(parent!)
    const isAwaited = Object.values(activations).some(({ request }) => request?.id === origin.requestId)
    invariant(isAwaited, `${ticketId} is open, and nobody waits for it`)
  }
}

/** At least once, and nothing that was never meant. */
function checkMessages(memory: MemoryStore, received: string[]): void {
  const taken = new Set(received)
  for (const message of memory.messages.values()) {
    invariant(message.state === "sent", `${message.dedupeKey} is still queued`)
    if (message.channel !== "inApp") invariant(taken.has(message.dedupeKey), `${message.dedupeKey} never arrived`)
  }
  for (const key of taken) invariant(memory.messages.has(key), `${key} arrived and was never meant`)
}

const list = (items: string[]) => items.toSorted().join(" ")
