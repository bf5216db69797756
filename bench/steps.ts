import { randomUUID } from "node:crypto"
import { cpus } from "node:os"
import postgres from "postgres"
import { withTenant } from "@/db/tenant-client"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { openTicket } from "@/server/ticket/open"
import { runStep } from "@/server/ticket/step"
import { publishThreeSteps } from "@/server/ticket/testing/three-steps"
import { median } from "./median"
import { measureLimit, prepareLimit } from "./limit"

const rounds = 3
const secondsPerRound = 6
const warmUpSeconds = 4
const clientCounts = [8, 64]

/** Milliseconds in which the machine's processors were at work since it started: of everything, Postgres and pgbench too. */
function busyMs(): number {
  const times = cpus().map((cpu) => cpu.times)
  return times.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, 0)
}

/** CPU of this process: the application's share, without Postgres. */
function ownMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Flow steps beside the bare statements, interleaved, and what an instance costs the database. */
export async function benchSteps(adminUrl: string): Promise<void> {
  const { session, tenant } = await createTestTenant()
  const flowId = await publishThreeSteps(session)
  await prepareLimit(adminUrl)
  const admin = postgres(adminUrl, { max: 1, fetch_types: false, onnotice: () => {} })
  await admin`create extension if not exists pg_stat_statements`

  const by = session.person.id
  const runInstance = async () => {
    const origin = { type: "manual" } as const
    const opening = { flowId, key: randomUUID(), by, origin, initiatorId: by, variables: {} }
    const { ticketId } = await openTicket(tenant, opening)
    // Local ids: the start takes t1 and a2; each person node takes an activation and a todo.
    for (const todoId of ["d4", "d6", "d8"])
      await runStep(tenant, {
        ticketId,
        key: randomUUID(),
        by,
        body: { type: "decide", todoId, decision: "done", outcome: null, comment: "", fields: {} },
      })
  }
  /** Instances finished by that many clients, each one after the other. */
  const runFor = async (clients: number, seconds: number) => {
    const until = performance.now() + seconds * 1000
    let done = 0
    const client = async () => {
      while (performance.now() < until) {
        await runInstance()
        done++
      }
    }
    await Promise.all(Array.from({ length: clients }, client))
    return done
  }
  await runFor(64, warmUpSeconds)

  console.log("\nFlow steps: one instance = start and three completions, 4 durable commits")
  for (const clients of clientCounts) {
    const limits: number[] = []
    const ours: number[] = []
    const limitCpu: number[] = []
    const allCpu: number[] = []
    const ownCpu: number[] = []
    let sentBy = ""
    for (let round = 0; round < rounds; round++) {
      const busy = busyMs()
      const limit = await measureLimit(adminUrl, clients, secondsPerRound)
      limits.push(limit.instancesPerSec)
      limitCpu.push((busyMs() - busy) / (limit.instancesPerSec * secondsPerRound))
      sentBy = limit.by
      const [before, own] = [busyMs(), ownMs()]
      const started = performance.now()
      const instances = await runFor(clients, secondsPerRound)
      ours.push(instances / ((performance.now() - started) / 1000))
      allCpu.push((busyMs() - before) / instances)
      ownCpu.push((ownMs() - own) / instances)
    }
    const [limit, mine, all, own] = [limits, ours, allCpu, ownCpu].map(median) as [number, number, number, number]
    console.log(
      `  ${String(clients).padStart(2)} clients: limit ${limit.toFixed(0)}/s (${sentBy}), ours ${mine.toFixed(0)}/s = ` +
        `${(mine / limit).toFixed(2)} × limit (goals: 0.7 at 8, 2.5 at 64)\n` +
        `              the machine's CPU for an instance: limit ${median(limitCpu).toFixed(2)} ms, ours ${all.toFixed(2)} ms = ` +
        `${(all / median(limitCpu)).toFixed(2)} × (goal: 0.4 at 64), of it ${own.toFixed(2)} ms the application's`,
    )
  }

  const counted = 200
  await runInstance()
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
