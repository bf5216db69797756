import { spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import postgres from "postgres"
import { withTenant } from "@/db/tenant-client"
import { processArgs } from "@/scripts/bundle.mjs"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { openTicket } from "@/server/ticket/open"
import { publishThreeSteps } from "@/server/ticket/testing/three-steps"
import { median } from "./median"

const timers = 10_000
const rounds = 3
const openedAtOnce = 64
/** Actions a second of the peers at 10,000 due in the same second, measured on the same machine (2 cores, Postgres 15). */
const peers = { "graphile-worker as it comes": 691, "graphile-worker, tuned": 2860, "pg-boss": 7027 }

const percentile = (sorted: number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0

/**
 * 10,000 warnings due in the same second: claimed by a worker process, decided and written by the real step, told in-app.
 * Limit: the bare sweep of a table of as many rows in batches of 500 (claim, delete), two lanes.
 */
export async function benchTimers(adminUrl: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 2, fetch_types: false, onnotice: () => {} })
  await admin`create table limit_sweep (id int primary key, due timestamptz not null, claimed timestamptz)`
  await admin`create index on limit_sweep (due)`
  const limits: number[] = []
  const ours: number[] = []
  const lateClaims: number[] = []
  const lateNotices: number[] = []
  for (let round = 0; round < rounds; round++) {
    limits.push(await sweepBare(admin))
    const result = await sweepReal(admin)
    ours.push(result.perSec)
    lateClaims.push(result.claimP99)
    lateNotices.push(result.noticeP99)
  }
  const [limit, mine] = [median(limits), median(ours)]
  console.log(`\nTimers: ${timers} due in the same second, medians of ${rounds} interleaved rounds`)
  console.log(
    `  limit ${limit.toFixed(0)}/s (bare sweep), ours ${mine.toFixed(0)}/s = ${(mine / limit).toFixed(2)} × limit (goal 0.5)\n` +
      `  p99 late: claimed ${median(lateClaims).toFixed(0)} ms (goal 250), in-app notice ${median(lateNotices).toFixed(0)} ms (goal 1,000); ` +
      "none early, each acted on once",
  )
  for (const [name, perSec] of Object.entries(peers)) {
    console.log(`  ${(mine / perSec).toFixed(2)} × ${name} (${perSec}/s, measured elsewhere)`)
  }
  await admin.end()
}

/** Actions a second of the sweep alone. */
async function sweepBare(admin: postgres.Sql): Promise<number> {
  await admin`truncate limit_sweep`
  await admin`insert into limit_sweep select n, now(), null from generate_series(1, ${timers}) n`
  await admin`analyze limit_sweep`
  const began = performance.now()
  const lane = async () => {
    for (;;) {
      const rows = await admin<{ id: number }[]>`
        update limit_sweep set claimed = now() where id in (
          select id from limit_sweep where due <= now() and claimed is null order by due limit 500 for update skip locked
        ) returning id`
      if (rows.length === 0) return
      await admin`delete from limit_sweep where id in ${admin(rows.map(({ id }) => id))}`
    }
  }
  await Promise.all([lane(), lane()])
  return timers / ((performance.now() - began) / 1000)
}

async function sweepReal(admin: postgres.Sql): Promise<{ perSec: number; claimP99: number; noticeP99: number }> {
  const { session, tenant } = await createTestTenant()
  // Due six seconds after each is opened: by then all are, and one instant is set for all of them.
  const flowId = await publishThreeSteps(session, {
    targetMin: 10,
    tier: { at: { type: "percent", percent: 1 }, audience: [{ type: "assignee" }], channels: ["inApp"] },
  })
  const by = session.person.id
  const left = Array.from({ length: timers }).values()
  const lane = async () => {
    for (const _ of left) {
      const origin = { type: "manual" } as const
      await openTicket(tenant, { flowId, key: randomUUID(), by, origin, initiatorId: by, variables: {} })
    }
  }
  await Promise.all(Array.from({ length: openedAtOnce }, lane))
  const { sql } = withTenant(tenant)
  await sleep(7000)
  const schema = admin(tenant.schema)
  await admin`create unlogged table ${schema}.claim_log (at timestamptz not null)`
  await admin.unsafe(`
    create function ${tenant.schema}.log_claim() returns trigger language plpgsql security definer as
      $$ begin insert into ${tenant.schema}.claim_log values (clock_timestamp()); return new; end $$;
    create trigger log_claim after update of claimed_until on ${tenant.schema}.timer
      for each row when (new.claimed_until is not null) execute function ${tenant.schema}.log_claim()`)
  const due = Date.now() + 4000
  await sql`update timer set due_at = ${new Date(due)}`
  await sql`analyze timer`
  const worker = spawn(process.execPath, [...processArgs("workers"), "--role", "timers"], {
    stdio: "inherit",
    env: process.env,
  })
  try {
    for (;;) {
      await sleep(100)
      const [row] = await sql<
        { warned: string }[]
      >`select count(*) as warned from notification where kind = 'todoWarned'`
      if (Number(row!.warned) >= timers) break
      if (Date.now() > due + 120_000)
        throw new Error(`only ${row!.warned} of ${timers} timers fired within two minutes`)
    }
    const [told] = await sql<{ early: string; keys: string; last: Date; lates: number[] }[]>`
      select count(*) filter (where at < ${new Date(due)}) as early, count(distinct ticket_id) as keys, max(at) as last,
        jsonb_agg(extract(epoch from at - ${new Date(due)}::timestamptz)::float8 * 1000 order by at) as lates
      from step where by = 'timer'`
    const claims = await admin<{ at: Date }[]>`select at from ${schema}.claim_log order by at`
    if (told!.early !== "0") throw new Error(`${told!.early} timers fired early`)
    if (Number(told!.keys) !== timers || told!.lates.length !== timers)
      throw new Error("a timer fired twice, or not at all")
    return {
      perSec: timers / ((told!.last.getTime() - due) / 1000),
      claimP99: percentile(
        claims.map(({ at }) => at.getTime() - due),
        0.99,
      ),
      noticeP99: percentile(told!.lates, 0.99),
    }
  } finally {
    worker.kill("SIGTERM")
    if (worker.exitCode === null) await once(worker, "exit")
  }
}
