import { randomUUID } from "node:crypto"
import postgres from "postgres"
import { withTenant } from "@/db/tenant-client"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { publishThreeSteps } from "@/server/ticket/testing/three-steps"
import { openTicket } from "@/server/ticket/open"
import { runStep } from "@/server/ticket/step"
import { measureLimit, prepareLimit } from "./limit"

const rounds = 3
const secondsPerRound = 6
const clientCounts = [8, 64]

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/** CPU seconds of this process: the application's share, without Postgres. */
function cpuSec(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Flow steps beside the bare statements, interleaved, and what an instance costs the database. */
export async function benchSteps(adminUrl: string): Promise<void> {
  const { session, tenant } = await createTestTenant()
  const flowId = await publishThreeSteps(session)
  await prepareLimit(adminUrl)
  const admin = postgres(adminUrl, { max: 1, fetch_types: false, onnotice: () => {} })
  await admin`create extension if not exists pg_stat_statements`

  const runInstance = async () => {
    const by = session.person.id
    const origin = { type: "manual" } as const
    const { ticketId } = await openTicket(tenant, {
      flowId,
      key: randomUUID(),
      by,
      origin,
      initiatorId: by,
      variables: {},
    })
    // Local ids: the start takes t1 and a2; each person node takes an activation and a todo.
    for (const todoId of ["d4", "d6", "d8"])
      await runStep(tenant, {
        ticketId,
        key: randomUUID(),
        by,
        body: { type: "decide", todoId, decision: "done", outcome: null, comment: "", fields: {} },
      })
  }
  await runInstance()

  console.log("\nFlow steps: one instance = start and three completions, 4 durable commits")
  for (const clients of clientCounts) {
    const limits: number[] = []
    const ours: number[] = []
    const cpu: number[] = []
    let by = ""
    for (let round = 0; round < rounds; round++) {
      const limit = await measureLimit(adminUrl, clients, secondsPerRound)
      limits.push(limit.instancesPerSec)
      by = limit.by
      const before = cpuSec()
      const started = performance.now()
      const until = started + secondsPerRound * 1000
      let done = 0
      await Promise.all(
        Array.from({ length: clients }, async () => {
          while (performance.now() < until) {
            await runInstance()
            done++
          }
        }),
      )
      ours.push(done / ((performance.now() - started) / 1000))
      cpu.push(((cpuSec() - before) * 1000) / done)
    }
    const [limit, mine] = [median(limits), median(ours)]
    console.log(
      `  ${String(clients).padStart(2)} clients: limit ${limit.toFixed(0)}/s (${by}), ours ${mine.toFixed(0)}/s = ${(mine / limit).toFixed(2)} × limit, ` +
        `${median(cpu).toFixed(2)} ms of application CPU an instance`,
    )
  }

  const counted = 200
  await admin`select pg_stat_statements_reset()`
  for (let count = 0; count < counted; count++) await runInstance()
  const [used] = await admin<{ statements: number; writes: number; wal: number }[]>`
    select sum(calls)::float8 as statements, sum(wal_bytes - wal_fpi * 8192)::float8 as wal,
      sum(calls) filter (where query like '%apply_steps%')::float8 as writes
    from pg_stat_statements s join pg_roles r on r.oid = s.userid
    where r.rolname = ${tenant.schema} and s.toplevel`
  console.log(
    `  an instance costs ${(used!.statements / counted).toFixed(1)} statements, ${(used!.writes / counted).toFixed(1)} write transactions, ` +
      `${(used!.wal / counted / 1024).toFixed(1)} kB of WAL without page images (goals: ≤ 10, ≤ 4, ≤ 12 kB)`,
  )
  const [left] = await withTenant(tenant).sql<
    { open: string }[]
  >`select count(*) as open from ticket where status = 'open'`
  if (left?.open !== "0") throw new Error(`${left?.open} tickets of the measurement did not close`)
  await admin.end()
}
