import { genesisHash } from "@/core/ticket/chain"
import type { CommandBody } from "@/core/ticket/command"
import { decide } from "@/core/ticket/decide"
import type { Actor, TicketEvent } from "@/core/ticket/event"
import { evolve } from "@/core/ticket/evolve"
import type { Facts, Pool } from "@/core/ticket/facts"
import { personPool } from "@/core/people/distribute"
import { invariant } from "@/core/problem"
import { notificationsOf } from "@/core/warning/notify"
import { dryRunLimits } from "./limits"
import { refusalProblem } from "./refusal"
import { madeUp, Refused, type Run } from "./run"
import { atWork, type DryRunWorld } from "./world"

/**
 * One command, decided by the engine and folded: what a shell does with a store. Tickets of other flows are open at once.
 * Throws Refused. Pure; `run` is untouched.
 */
export function send(world: DryRunWorld, run: Run, by: Actor, body: CommandBody): Run {
  const before = run.events.length
  let next = step(world, run, by, body)
  // What one answer lets go on may ask for more.
  for (let index = before; index < next.events.length; index++) {
    const { seq, body: event } = next.events[index]!
    if (event.type !== "asked" || event.ask.type !== "tickets") continue
    for (const child of event.ask.tickets.keys()) {
      const ticketId = madeUp.childId(seq, child)
      const answer = { type: "opened" as const, index: child, ticketId, number: childNumber(seq, child) }
      next = step(world, next, "system", { type: "answer", requestId: event.requestId, answer })
    }
  }
  return next
}

export const childNumber = (seq: number, index: number) => seq * 100 + index + 2

function step(world: DryRunWorld, run: Run, by: Actor, body: CommandBody): Run {
  const { flow } = world
  const command = { at: run.at, by, body }
  const facts: Facts = { directory: atWork(world.directory), calendars: world.calendars, pools: {}, callAgents: {} }
  let decision = decide(flow, run.state, command, facts)
  while (decision.type === "needs") {
    for (const { key, personIds } of decision.pools) facts.pools[key] = poolOf(run, key, personIds)
    for (const id of decision.callIds ?? []) {
      facts.callAgents = { ...facts.callAgents, [id]: run.callAgents[id] ?? null }
    }
    decision = decide(flow, run.state, command, facts)
  }
  if (decision.type === "refused") throw new Refused(decision.problems)
  if (decision.events.length === 0) return run
  const first = run.events.length + 1
  // Nobody checks the chain of a ticket that is gone with the page: its hashes would cost more than all the rest.
  const events = decision.events.map((event, index): TicketEvent => ({
    seq: first + index,
    at: run.at,
    by,
    prev: genesisHash,
    body: event,
  }))
  if (run.events.length + events.length > dryRunLimits.eventsMax) throw new Refused([refusalProblem("dryRunTooLong")])
  const state = events.reduce(evolve, run.state)
  invariant(state, "a step without events")
  const pools = { ...run.pools }
  for (const { key, personId } of decision.pools) {
    pools[key] = { sequence: (pools[key]?.sequence ?? 0) + 1, lastPersonId: personId }
  }
  return {
    ...run,
    state,
    events: [...run.events, ...events],
    messages: [
      ...run.messages,
      ...events.flatMap((event) =>
        notificationsOf(event, state, flow).map((message) => ({ ...message, seq: event.seq, at: event.at })),
      ),
    ],
    pools,
    idleSince: idleAfter(run, events),
  }
}

function poolOf({ pools, state, idleSince }: Run, key: string, personIds: string[]): Pool {
  const open: Record<string, number> = {}
  for (const { assigneeId, state: todoState } of Object.values(state?.todos ?? {})) {
    if (assigneeId !== null && todoState === "active") open[assigneeId] = (open[assigneeId] ?? 0) + 1
  }
  const turns = personIds.map((id) => [id, pools[personPool(id)]?.sequence ?? 0])
  const { sequence, lastPersonId } = pools[key] ?? { sequence: 0, lastPersonId: null }
  return { sequence, lastPersonId, open, idleSince, turns: Object.fromEntries(turns) }
}

function idleAfter({ idleSince, state }: Run, events: TicketEvent[]): Record<string, number> {
  const next = { ...idleSince }
  for (const { at, body } of events) {
    if (body.type === "dispatched")
      for (const { assigneeId } of body.todos) if (assigneeId !== null) next[assigneeId] = at
    const assigneeId = body.type === "decided" ? state?.todos[body.todoId]?.assigneeId : null
    if (assigneeId) next[assigneeId] = at
  }
  return next
}
