import { personPool } from "@/core/people/distribute"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { TodoRow } from "@/core/ticket/project"
import type { Facts, Pool } from "@/core/ticket/facts"
import { requestsOf, type Request } from "@/core/ticket/requests"
import { Ledger, type LedgerStep } from "@/core/ticket/testing/ledger"

/** A todo of the tenant, and the ticket it is of. */
export type ModelTodo = TodoRow & { ticketId: string }

/** What a tenant should be: a ledger for each of its tickets, which share pools and everybody's work. */
export class ModelTenant {
  readonly tickets = new Map<string, ModelTicket>()
  readonly pools: Record<string, Pool> = {}

  /** Forgets every ticket, as the tables of the real tenant were emptied. */
  clear(): void {
    this.tickets.clear()
    for (const key of Object.keys(this.pools)) delete this.pools[key]
  }

  todos(): ModelTodo[] {
    return [...this.tickets].flatMap(([ticketId, { todos }]) =>
      [...todos.values()].map((row) => ({ ...row, ticketId })),
    )
  }

  /** What waits for somebody to have room, in the order in which it is given out. */
  awaitingCapacity(): ModelTodo[] {
    const rank = (todo: ModelTodo) => [todo.dueAt ?? Infinity, todo.createdAt, todo.ticketId, todo.id] as const
    return this.todos()
      .filter((todo) => todo.state === "active" && todo.awaitsCapacity)
      .sort((a, b) => {
        const [left, right] = [rank(a), rank(b)]
        const place = left.findIndex((value, index) => value !== right[index])
        return place < 0 || left[place]! < right[place]! ? -1 : 1
      })
  }

  /** As a decision reads it: the work and the last movement of those people over all tickets, and their own turns. */
  pool(key: string, personIds: string[]): Pool {
    const open: Record<string, number> = {}
    const idleSince: Record<string, number> = {}
    for (const { assigneeId, state, createdAt, finishedAt } of this.todos()) {
      if (assigneeId === null || !personIds.includes(assigneeId)) continue
      if (state === "active") open[assigneeId] = (open[assigneeId] ?? 0) + 1
      const movedAt = state === "active" ? createdAt : finishedAt
      if (movedAt !== null) idleSince[assigneeId] = Math.max(movedAt, idleSince[assigneeId] ?? 0)
    }
    const turns = Object.fromEntries(personIds.map((id) => [id, this.pools[personPool(id)]?.sequence ?? 0]))
    const { sequence = 0, lastPersonId = null } = this.pools[key] ?? {}
    return { sequence, lastPersonId, open, idleSince, turns }
  }
}

/** One ticket of the model: the pure engine, and the rows that follow from its events. */
export class ModelTicket extends Ledger {
  /** Steps that changed something: the version that is stored. */
  version = 0
  readonly requests: Request[] = []

  constructor(
    flow: ExecutableFlow,
    private readonly tenant: ModelTenant,
  ) {
    super(flow, tenant.pools)
  }

  override send(...sent: Parameters<Ledger["send"]>): LedgerStep {
    const step = super.send(...sent)
    if (step.events.length > 0 && step.after) {
      this.version += 1
      this.requests.push(...requestsOf(step.events, step.after))
    }
    return step
  }

  protected override pool(key: string, personIds: string[]): Pool {
    return this.tenant.pool(key, personIds)
  }
}

/** What the model's decisions look at. */
export type ModelWorld = Omit<Facts, "pools">
