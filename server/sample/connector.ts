import { withTenant } from "@/db/tenant-client"
import type { Session } from "@/server/auth/session"
import { createConnector } from "@/server/telephony/connectors"
import { saveRoutingRule } from "@/server/telephony/routing-rules"

const names = {
  connector: { en: "Simulated hotline", zh: "模拟热线" },
  feeReduction: { en: "Fee reductions", zh: "费用减免" },
  complaint: { en: "Complaints", zh: "客户投诉" },
} as const

/** The simulated telephone system and the rules that turn its calls into tickets. Can be repeated. */
export async function addSampleConnector({ tenant, person }: Session): Promise<void> {
  const { sql } = withTenant(tenant)
  const [connected] = await sql`select 1 from connector where kind = 'simulator'`
  const flows = await sql<{ id: string; key: string }[]>`select id, key from flow where key is not null`
  const rules = await sql<{ flow_id: string }[]>`select flow_id from routing_rule`
  const intents = { feeReduction: "fee_reduction", complaint: "complaint" } as const
  for (const [key, intent] of Object.entries(intents) as [keyof typeof intents, string][]) {
    const flow = flows.find((row) => row.key === key)
    if (!flow || rules.some((rule) => rule.flow_id === flow.id)) continue
    const name = names[key][tenant.locale]
    const whenAbandoned = key === "complaint"
    await saveRoutingRule(tenant, person.id, { name, enabled: true, match: { intent }, whenAbandoned, flowId: flow.id })
  }
  // Last, so that the first call finds its rule.
  if (!connected)
    await createConnector(tenant, person.id, {
      kind: "simulator",
      key: "simulator",
      name: names.connector[tenant.locale],
      settings: {},
    })
}
