import type { Sql } from "postgres"
import { canonicalJson } from "@/core/canonical-json"
import { invariant } from "@/core/problem"
import type { Pool } from "@/core/ticket/facts"
import type { StepAnswer } from "../../apply"
import { applyStep } from "../../apply"
import { loadPools } from "../../facts"
import { loadTicket, type LoadedTicket } from "../../load"
import type { StepItem } from "../../step-item"
import { MemoryStore } from "./memory-store"

/**
 * The memory's tables and the tenant's own side by side: each read and each write goes to both, and both must say the
 * same. So a run on it tells that what is found in memory, at a thousand times the speed, is true of Postgres.
 */
export class MirrorStore extends MemoryStore {
  constructor(
    private readonly sql: Sql,
    private readonly schema: string,
    ...memory: ConstructorParameters<typeof MemoryStore>
  ) {
    super(...memory)
  }

  override async load(ticketId: string, key: string): Promise<LoadedTicket | null> {
    const [ours, theirs] = await Promise.all([super.load(ticketId, key), loadTicket(this.sql, ticketId, key)])
    same(ours && pick(ours), theirs && pick(theirs), `ticket ${ticketId}`)
    return ours
  }

  override async pools(wanted: { key: string; personIds: string[] }[]): Promise<Record<string, Pool>> {
    const [ours, theirs] = await Promise.all([super.pools(wanted), loadPools(this.sql, wanted)])
    for (const { key } of wanted) {
      const [mine, yours] = [ours[key], theirs[key]]
      same([mine?.sequence, mine?.lastPersonId, mine?.open], [yours?.sequence, yours?.lastPersonId, yours?.open], key)
    }
    return ours
  }

  override async apply(item: StepItem): Promise<StepAnswer> {
    const theirs = await applyStep(this.sql, this.schema, item)
    const ours = await super.apply(item)
    same(ours, theirs, `the answer to ${item.step.key}`)
    return ours
  }
}

/** The rows of every table are those of the memory. Throws the first table that is not. */
export async function compareTables(sql: Sql, memory: MemoryStore): Promise<void> {
  const [todos, timers, requests, messages, pools] = await Promise.all([
    sql<{ row: string }[]>`
      select concat_ws(' ', ticket_id, id, assignee_id, owner_id, node_id, state, breached,
        round(extract(epoch from due_at) * 1000), round(extract(epoch from finished_at) * 1000)) as row from todo`,
    sql<{ row: string }[]>`
      select concat_ws(' ', ticket_id, item_id, round(extract(epoch from due_at) * 1000)) as row from timer`,
    sql<{ row: string }[]>`select concat_ws(' ', ticket_id, seq, index, request_id, body->>'type') as row from request`,
    sql<{ row: string }[]>`select concat_ws(' ', dedupe_key, person_id, channel, kind) as row from notification`,
    // A step that was refused may leave the row of a pool that nobody has moved.
    sql<{ row: string }[]>`select concat_ws(' ', key, sequence, last_person_id) as row from pool where sequence > 0`,
  ])
  const lines = (values: (string | number | boolean | null)[]) => {
    // As Postgres writes them.
    const texts = values.flatMap((value) =>
      value === null ? [] : typeof value === "boolean" ? (value ? "t" : "f") : String(value),
    )
    return texts.join(" ")
  }
  const table = (rows: readonly { row: string }[]) => rows.map(({ row }) => row).sort()
  const todo = [...memory.todos.values()].map((one) =>
    lines([
      one.ticketId,
      one.id,
      one.assigneeId,
      one.ownerId,
      one.nodeId,
      one.state,
      one.breached,
      one.dueAt,
      one.finishedAt,
    ]),
  )
  same(todo.sort(), table(todos), "todos")
  const timer = [...memory.timers.values()].map((one) => lines([one.ticketId, one.itemId, one.dueAt]))
  same(timer.sort(), table(timers), "timers")
  const request = memory.requests.map((one) => lines([one.ticketId, one.seq, one.index, one.requestId, one.body.type]))
  same(request.sort(), table(requests), "requests")
  const message = [...memory.messages.values()].map((one) =>
    lines([one.dedupeKey, one.personId, one.channel, one.kind]),
  )
  same(message.sort(), table(messages), "messages")
  const pool = [...memory.poolRows].map(([key, row]) => lines([key, row.sequence, row.lastPersonId]))
  same(pool.sort(), table(pools), "pools")
}

const pick = ({ version, head, versionId, state, seen }: LoadedTicket) => ({ version, head, versionId, state, seen })

function same(ours: unknown, theirs: unknown, what: string): void {
  const [mine, yours] = [ours, theirs].map((value) => canonicalJson((value ?? null) as never))
  invariant(mine === yours, `${what}: memory has ${mine}, Postgres ${yours}`)
}
