import { randomUUID } from "node:crypto"
import postgres from "postgres"
import { withTenant } from "@/db/tenant-client"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { openTicket } from "@/server/ticket/open"
import { publishThreeSteps } from "@/server/ticket/testing/three-steps"
import { flowLayers } from "@/server/visit/layers"
import { rollUpVisits } from "@/server/visit/roll-up"
import { median } from "./median"

const tickets = 250_000
const visitsPerTicket = 4
const spreadDays = 400
const rounds = 9
const dayMs = 86_400_000

/**
 * What happens at each step of a flow with a million visits behind it, asked over several times. Limit: Postgres counting
 * the visits of the same time by step, without the middle and the 95 % of how long they took.
 */
export async function benchLayers(adminUrl: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, fetch_types: false, onnotice: () => {} })
  const { session, tenant } = await createTestTenant()
  const flowId = await publishThreeSteps(session)
  const by = session.person.id
  const origin = { type: "manual" } as const
  await openTicket(tenant, { flowId, key: randomUUID(), by, origin, initiatorId: by, variables: {} })
  await rollUpVisits(tenant, { forMs: 5000 })
  await fill(admin, tenant.schema)
  const { sql } = withTenant(tenant)
  const to = Date.now()
  console.log(`\nLayers: ${tickets * visitsPerTicket} visits of one flow over ${spreadDays} days, medians of ${rounds}`)
  for (const days of [1, 7, 30, 90, spreadDays]) {
    const from = to - days * dayMs + 1
    const limits: number[] = []
    const ours: number[] = []
    let passed = 0
    for (let round = 0; round < rounds; round++) {
      const began = performance.now()
      await sql`
        select node_id, count(*) from visit
        where flow_id = ${flowId} and left_at >= ${new Date(from)} and left_at < ${new Date(to)} group by node_id`
      const between = performance.now()
      const { nodes } = await flowLayers(tenant, session.person.roles, { flowId, versionId: null, from, to })
      limits.push(between - began)
      ours.push(performance.now() - between)
      passed = nodes.reduce((sum, node) => sum + node.passed, 0)
    }
    const [limit, mine] = [median(limits), median(ours)]
    console.log(
      `  ${String(days).padStart(3)} days, ${passed} visits: ${mine.toFixed(0)} ms, ` +
        `counting alone ${limit.toFixed(0)} ms = ${(mine / limit).toFixed(1)} ×`,
    )
  }
  await admin.end()
}

/** Copies the one ticket, and gives each copy its visits: one in fifty is still at its last step. */
async function fill(admin: postgres.Sql, schema: string): Promise<void> {
  const columns = await admin<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_schema = ${schema} and table_name = 'ticket' order by ordinal_position`
  const changed: Record<string, string> = {
    id: "gen_random_uuid()",
    number: "t.number + n",
    opened_at: `now() - interval '${spreadDays} days' * (n / ${tickets}::float8)`,
    closed_at: `case when n % 50 = 0 then null else now() - interval '${spreadDays} days' * (n / ${tickets}::float8) end`,
    status: "case when n % 50 = 0 then 'open' else 'closed' end",
  }
  const values = columns.map(({ name }) => changed[name] ?? `t."${name}"`).join(", ")
  await admin.unsafe(`
    insert into ${schema}.ticket select ${values} from ${schema}.ticket t, generate_series(1, ${tickets}) n;
    insert into ${schema}.visit_mark select id, version from ${schema}.ticket on conflict do nothing;
    insert into ${schema}.visit
      select t.id, k::text, t.flow_id, t.version_id, 'step-' || k,
        t.opened_at - interval '1 hour' * (${visitsPerTicket} + 1 - k),
        case when k = ${visitsPerTicket} then t.closed_at
          else t.opened_at - interval '1 hour' * (${visitsPerTicket} + 1 - k) + interval '50 minutes' * random() end,
        case when k = ${visitsPerTicket} and t.closed_at is null then null when random() < 0.05 then 'returned' else 'completed' end,
        random() < 0.1
      from ${schema}.ticket t, generate_series(1, ${visitsPerTicket}) k where t.number > 1
      on conflict do nothing`)
  await admin.unsafe(`vacuum analyze ${schema}.ticket`)
  await admin.unsafe(`vacuum analyze ${schema}.visit`)
}
