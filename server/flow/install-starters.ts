import { toExecutable } from "@/core/flow/executable"
import { invariant } from "@/core/problem"
import type { Calendar } from "@/core/sla/policy"
import type { Locale } from "@/core/text"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { newId } from "@/server/ticket/new-id"
import { insertFlow } from "./insert-flow"
import { tenantStarters } from "./starters"

const minutes = (hours: number) => hours * 60
const workday = [
  { fromMin: minutes(9), toMin: minutes(12) },
  { fromMin: minutes(13), toMin: minutes(18) },
]

/** Monday to Friday, 9–12 and 13–18: what most tenants change first. */
export const officeHours = (timeZone: string): Calendar => ({
  timeZone,
  weekly: [workday, workday, workday, workday, workday, [], []],
  days: [],
})

/** Round the clock: a hotline's own default, so that a clock runs whenever somebody may call. */
const roundTheClock = (timeZone: string): Calendar => ({
  timeZone,
  weekly: Array.from({ length: 7 }, () => [{ fromMin: 0, toMin: minutes(24) }]),
  days: [],
})

/** Those that a new tenant finds published; the others wait in the gallery. */
const firstKeys: ReadonlySet<string> = new Set(["feeReduction", "complaint"])

const names = {
  en: { hotline: "Hotline, round the clock", office: "Office hours" },
  zh: { hotline: "热线 7×24", office: "工作时间" },
} as const

/** What a new tenant begins with: two calendars and the starter flows, published. Can be repeated. */
export async function installStarterFlows(
  tenant: TenantRef,
  { locale, timeZone, publishedBy }: { locale: Locale; timeZone: string; publishedBy: string },
): Promise<void> {
  const starters = (await tenantStarters(tenant, locale)).filter(({ key }) => firstKeys.has(key))
  await withTenant(tenant).sql.begin(async (tx) => {
    const [existing] = await tx`select 1 from calendar limit 1`
    if (!existing) {
      await tx`insert into calendar (id, name, is_default, hours) values
        (${newId()}, ${names[locale].hotline}, 1, ${tx.json(roundTheClock(timeZone) as never)}),
        (${newId()}, ${names[locale].office}, 0, ${tx.json(officeHours(timeZone) as never)})`
    }
    for (const starter of starters) {
      const [known] = await tx`select 1 from flow where key = ${starter.key}`
      if (known) continue
      const result = toExecutable(starter.draft)
      invariant(result.ok, `the starter ${starter.key} does not compile`)
      const versionId = newId()
      const { flowId } = await insertFlow(tx, {
        key: starter.key,
        name: starter.name[locale],
        description: starter.description[locale],
        draft: starter.draft,
        savedBy: publishedBy,
        currentVersionId: versionId,
      })
      await tx`
        insert into flow_version (id, flow_id, number, graph, published_by)
        values (${versionId}, ${flowId}, 1, ${tx.json(starter.draft as never)}, ${publishedBy})`
    }
  })
}
