import { fork, type ChildProcess } from "node:child_process"
import { randomUUID } from "node:crypto"
import { once } from "node:events"
import postgres from "postgres"
import { feeReduction } from "@/core/flow/starters/fee-reduction"
import { withTenant } from "@/db/tenant-client"
import { getBackTest } from "@/server/back-test/get"
import { startBackTest } from "@/server/back-test/start"
import type { Session } from "@/server/auth/session"
import { createFlow } from "@/server/flow/create-flow"
import { publish } from "@/server/flow/publish"
import { saveDraft } from "@/server/flow/save-draft"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { openTicket } from "@/server/ticket/open"
import { runStep } from "@/server/ticket/step"
import type { Measured } from "./back-test-worker"
import { median } from "./median"

const lived = 400
const copies = 25
const rounds = 3
const goalMs = 60_000

/**
 * A draft over 10,000 past tickets, as a worker process runs it while a page asks how far it is. Limit: the same worker
 * reading the same tickets and evaluating what happened in each, once, on nothing new.
 */
export async function benchBackTest(adminUrl: string): Promise<void> {
  const { session, tenant } = await createTestTenant()
  const editor = { personId: session.person.id, roles: session.person.roles }
  const flowId = await fillWithPast(session, adminUrl)
  const worker = fork(".cache/processes/bench-back-test.mjs", [], { execArgv: ["--conditions=react-server"] })
  await once(worker, "message")
  const [reads, limits, ours]: Measured[][] = [[], [], []]
  const stretches: number[] = []
  let different = 0
  for (let round = 0; round < rounds; round++) {
    reads!.push(await ask(worker, { tenant, what: "read", flowId, backTestId: "" }))
    limits!.push(await ask(worker, { tenant, what: "evaluate", flowId, backTestId: "" }))
    const { backTestId } = await startBackTest(tenant, editor, { flowId, days: 1 })
    const done = ask(worker, { tenant, what: "backTest", flowId, backTestId })
    // A page that looks twice a second, and how long it saw nothing new.
    let isDone = false
    let seen = { looked: 0, at: performance.now() }
    void done.then(() => (isDone = true))
    while (!isDone) {
      await new Promise((resolve) => setTimeout(resolve, 500))
      const { looked } = await getBackTest(tenant, editor, backTestId)
      if (looked === seen.looked) continue
      stretches.push(performance.now() - seen.at)
      seen = { looked, at: performance.now() }
    }
    ours!.push(await done)
    const { totals, looked, state } = await getBackTest(tenant, editor, backTestId)
    if (state !== "done" || looked !== lived * copies)
      throw new Error(`The back-test ended as ${state} after ${looked}`)
    different = totals.tickets - totals.same
  }
  worker.disconnect()
  const ms = (all: Measured[] | undefined, of: (one: Measured) => number = (one) => one.ms) => median(all!.map(of))
  const [read, limit, mine] = [ms(reads), ms(limits), ms(ours)]
  const tickets = lived * copies
  console.log(
    `\nBack-test: a draft over ${tickets} past tickets of the fee reduction flow, in a worker process, medians of ${rounds}`,
  )
  console.log(
    `  limit (read, and evaluate what happened): ${(limit / 1000).toFixed(1)} s, of it reading ${(read / 1000).toFixed(1)} s`,
  )
  console.log(
    `  back-test: ${(mine / 1000).toFixed(1)} s = ${(mine / limit).toFixed(1)} × limit, ${((tickets / mine) * 1000).toFixed(0)} tickets/s ` +
      `(goal: below ${goalMs / 1000} s); ${different} tickets would have gone otherwise and are listed`,
  )
  console.log(
    `  processor: ${(ms(ours, (one) => one.cpuMs) / tickets).toFixed(2)} ms a ticket, limit ${(ms(limits, (one) => one.cpuMs) / tickets).toFixed(2)} ms; ` +
      `the worker's other work waits p99 ${ms(ours, (one) => one.waitP99).toFixed(0)} ms, at most ${Math.max(...ours!.map((one) => one.waitMax)).toFixed(0)} ms; ` +
      `progress every ${(median(stretches) / 1000).toFixed(1)} s (looked for twice a second)`,
  )
}

async function ask(worker: ChildProcess, job: object): Promise<Measured> {
  const answer = once(worker, "message") as Promise<[Measured]>
  worker.send(job)
  return (await answer)[0]
}

/** Some tickets that were really opened, decided and closed, many times over; and a draft that draws the lines elsewhere. */
async function fillWithPast({ tenant, person }: Session, adminUrl: string): Promise<string> {
  const editor = { personId: person.id, roles: person.roles }
  const created = await createFlow(tenant, editor, {
    name: "Fee reduction",
    description: "",
    starter: null,
    locale: "en",
  })
  const { flowId } = created
  const { draft } = feeReduction({ locale: "en", homeUnitId: null, administratorIds: [person.id] })
  const saved = await saveDraft(tenant, editor, { flowId, revision: 1, draft })
  await publish(tenant, editor, { flowId, revision: saved.revision, currentVersionId: null, message: "" })
  const { sql } = withTenant(tenant)
  const live = async (number: number) => {
    const origin = { type: "manual" } as const
    const variables = {
      amount: 10_000 + ((number * 7919) % 300_000),
      reason: number % 3 === 0 ? "loyalty" : "hardship",
    }
    const opening = { flowId, key: randomUUID(), by: person.id, origin, initiatorId: person.id, variables }
    const { ticketId } = await openTicket(tenant, opening)
    for (let turn = 0; ; turn++) {
      const [todo] = await sql<{ id: string }[]>`
        select id from todo where ticket_id = ${ticketId} and finished_at is null`
      if (!todo) return
      const decision = (number + turn) % 11 === 0 ? "reject" : "approve"
      await runStep(tenant, {
        ticketId,
        key: randomUUID(),
        by: person.id,
        body: { type: "decide", todoId: todo.id, decision, outcome: null, comment: "Seen.", fields: {} },
      })
    }
  }
  const numbers = Array.from({ length: lived }, (_, number) => number)
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let number = numbers.pop(); number !== undefined; number = numbers.pop()) await live(number)
    }),
  )
  await copyTickets(adminUrl, tenant.schema)
  const edges = draft.edges.map((edge) => ({
    ...edge,
    condition: edge.condition.replaceAll("50000", "30000").replaceAll("200000", "120000"),
  }))
  await saveDraft(tenant, editor, { flowId, revision: saved.revision, draft: { ...draft, edges } })
  return flowId
}

async function copyTickets(adminUrl: string, schema: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, fetch_types: false, onnotice: () => {} })
  const copied = async (table: string, changed: Record<string, string>) => {
    const columns = await admin<{ name: string }[]>`
      select column_name as name from information_schema.columns
      where table_schema = ${schema} and table_name = ${table} order by ordinal_position`
    const values = columns.map(({ name }) => changed[name] ?? `o."${name}"`).join(", ")
    await admin.unsafe(
      `insert into ${schema}.${table} select ${values} from ${schema}.${table} o, generate_series(1, ${copies - 1}) n`,
    )
    await admin.unsafe(`vacuum analyze ${schema}.${table}`)
  }
  const idOf = (column: string) => `md5(o.${column}::text || n)::uuid`
  await copied("ticket", { id: idOf("id"), number: `o.number + n * 100000` })
  await copied("step", { ticket_id: idOf("ticket_id"), key: "o.key || n" })
  await copied("todo", { ticket_id: idOf("ticket_id") })
  await admin.end()
}
