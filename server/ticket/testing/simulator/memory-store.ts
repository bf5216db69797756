import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { personPool } from "@/core/people/distribute"
import { invariant } from "@/core/problem"
import { seal } from "@/core/ticket/chain"
import type { Actor, TicketEvent } from "@/core/ticket/event"
import type { Facts, Pool } from "@/core/ticket/facts"
import type { Packed } from "@/core/ticket/packed"
import type { StepAnswer } from "../../apply"
import { digest } from "../../digest"
import type { LoadedTicket } from "../../load"
import type { ClockRow, NotificationRow, OpenRow, RequestRow, StepItem, StepRow, TodoRow } from "../../step-item"
import type { StepStore } from "../../step-store"
import { fromStored } from "../../stored-state"
import { unpackBodies } from "../../stored-events"

type Ticket = { open: OpenRow; row: StepRow; version: number }
export type MemoryTimer = {
  ticketId: string
  itemId: string
  dueAt: number
  version: number | null
  claimedUntil: number
}
export type Message = NotificationRow & { state: "queued" | "sent"; claimedUntil: number }

export type QueuedRequest = RequestRow & { state: "queued" | "done"; attempts: number; claimedUntil: number }

/** What a store could get wrong: proof that a run would notice. */
export type Sabotage = "forgetsKeys" | "ignoresVersions" | "losesTimers" | "losesRequests"

/**
 * The tables of one tenant in memory, written as `apply_steps` writes them: a step as a whole or not at all, refused when
 * the ticket or a pool has moved, and once for each key.
 */
export class MemoryStore implements StepStore {
  readonly tickets = new Map<string, Ticket>()
  readonly steps: StepRow[] = []
  readonly todos = new Map<string, TodoRow>()
  readonly clocks = new Map<string, ClockRow>()
  readonly timers = new Map<string, MemoryTimer>()
  readonly messages = new Map<string, Message>()
  readonly requests: QueuedRequest[] = []
  readonly poolRows = new Map<string, { sequence: number; lastPersonId: string | null }>()
  private readonly byKey = new Map<string, StepRow>()

  constructor(
    private readonly flows: ReadonlyMap<string, ExecutableFlow>,
    private readonly world: () => Omit<Facts, "pools">,
    private readonly sabotage?: Sabotage,
  ) {}

  /** The same tables, which go their own way from here; nothing is wrong with these but what `sabotage` says. */
  fork(sabotage?: Sabotage): MemoryStore {
    const fork = new MemoryStore(this.flows, this.world, sabotage)
    for (const name of ["tickets", "todos", "clocks", "timers", "messages", "poolRows", "byKey"] as const) {
      const rows: Map<string, unknown> = fork[name]
      for (const [key, row] of this[name]) rows.set(key, row)
    }
    fork.steps.push(...this.steps)
    fork.requests.push(...this.requests)
    return fork
  }

  async load(ticketId: string, key: string): Promise<LoadedTicket | null> {
    const ticket = this.tickets.get(ticketId)
    if (!ticket) return null
    const { row, version, open } = ticket
    const seen = this.sabotage === "forgetsKeys" ? undefined : this.byKey.get(key)
    return {
      version,
      head: row.head,
      versionId: row.versionId,
      state: stateOf(ticket),
      seen: seen ? { ticketId: seen.ticketId, version: seen.expected + 1, request: seen.request } : null,
      ...(open && {}),
    }
  }

  flowOf = async (versionId: string): Promise<ExecutableFlow> => this.flow(versionId)

  flow(versionId: string): ExecutableFlow {
    const flow = this.flows.get(versionId)
    invariant(flow, `there is no version ${versionId}`)
    return flow
  }
  facts = async (): Promise<Facts> => ({ ...this.world(), pools: {} })

  async pools(wanted: { key: string; personIds: string[] }[]): Promise<Record<string, Pool>> {
    const loads = (personIds: string[]) => {
      const open: Record<string, number> = {}
      const idleSince: Record<string, number> = {}
      for (const todo of this.todos.values()) {
        if (todo.assigneeId === null || !personIds.includes(todo.assigneeId)) continue
        const isActive = todo.state === "active"
        if (isActive) open[todo.assigneeId] = (open[todo.assigneeId] ?? 0) + 1
        const at = isActive ? todo.createdAt : todo.finishedAt
        if (at !== null) idleSince[todo.assigneeId] = Math.max(at, idleSince[todo.assigneeId] ?? 0)
      }
      return { open, idleSince }
    }
    return Object.fromEntries(
      wanted.map(({ key, personIds }) => {
        const { sequence, lastPersonId } = this.poolRows.get(key) ?? { sequence: 0, lastPersonId: null }
        const turns = personIds.map((id) => [id, this.poolRows.get(personPool(id))?.sequence ?? 0])
        return [key, { sequence, lastPersonId, ...loads(personIds), turns: Object.fromEntries(turns) }]
      }),
    )
  }

  async callAgents(callIds: string[]): Promise<Record<string, string | null>> {
    const { callAgents = {} } = this.world()
    return Object.fromEntries(callIds.map((id) => [id, callAgents[id] ?? null]))
  }

  async apply(item: StepItem): Promise<StepAnswer> {
    const {
      step,
      opens,
      pools = [],
      todos = [],
      clocks = [],
      arm = [],
      disarm = [],
      notifications = [],
      requests = [],
    } = item
    if (this.byKey.has(step.key) && this.sabotage !== "forgetsKeys") return "replayed"
    const ticket = this.tickets.get(step.ticketId)
    if ((ticket?.version ?? 0) !== step.expected && this.sabotage !== "ignoresVersions") return "conflict"
    if (pools.some((pool) => (this.poolRows.get(pool.key)?.sequence ?? 0) !== pool.sequence)) return "conflict"
    const open = opens?.[0] ?? ticket?.open
    invariant(open, "a step on a ticket that nobody opened")
    this.tickets.set(step.ticketId, { open, row: step, version: step.expected + 1 })
    this.steps.push(step)
    this.byKey.set(step.key, step)
    for (const { key, sequence, moves, personId } of pools) {
      this.poolRows.set(key, { sequence: sequence + moves, lastPersonId: personId })
    }
    for (const todo of todos) this.todos.set(`${todo.ticketId}.${todo.id}`, todo)
    for (const clock of clocks) this.clocks.set(`${clock.ticketId}.${clock.id}`, clock)
    for (const { ticketId, itemId } of disarm) this.timers.delete(`${ticketId}.${itemId}`)
    if (this.sabotage !== "losesRequests") {
      for (const request of requests) this.requests.push({ ...request, state: "queued", attempts: 0, claimedUntil: 0 })
    }
    if (this.sabotage === "losesTimers" && arm.length > 0) return "applied"
    for (const timer of arm) this.timers.set(`${timer.ticketId}.${timer.itemId}`, { ...timer, claimedUntil: 0 })
    for (const message of notifications) {
      invariant(!this.messages.has(message.dedupeKey), `two messages with the key ${message.dedupeKey}`)
      const state = message.channel === "inApp" ? "sent" : "queued"
      this.messages.set(message.dedupeKey, { ...message, state, claimedUntil: 0 })
    }
    return "applied"
  }

  /** The events of a ticket as they are stored, with the hashes they were stored with. */
  eventsOf(ticketId: string): TicketEvent[] {
    return this.steps
      .filter((step) => step.ticketId === ticketId)
      .flatMap((step) => {
        const bodies = unpackBodies(JSON.parse(step.events) as Packed[])
        return seal(bodies, { at: step.at, by: step.by as Actor, prev: step.prev, seq: step.firstSeq - 1 }, digest)
          .events
      })
  }
}

export function stateOf({ open, row }: Pick<Ticket, "open" | "row">): LoadedTicket["state"] {
  return fromStored({
    id: row.ticketId,
    number: open.number,
    flow_id: open.flowId,
    version_id: row.versionId,
    status: row.status,
    resolution: row.resolution,
    title: row.title,
    priority: row.priority,
    category: row.category,
    origin: open.origin,
    initiator_id: open.initiatorId,
    opened_at: new Date(open.openedAt),
    closed_at: row.closedAt === null ? null : new Date(row.closedAt),
    state: JSON.parse(row.state) as Packed,
  })
}
