import { localeSchema, type Locale } from "@/core/text"
import { workerClient } from "@/db/worker"

/** The language a tenant's messages are written in, and its time zone; for worker processes. */
export async function tenantLocale(tenantId: string): Promise<{ locale: Locale; timeZone: string }> {
  const [row] = await workerClient().sql<{ locale: string; timeZone: string }[]>`
    select locale, time_zone as "timeZone" from control.tenant where id = ${tenantId}`
  return { locale: localeSchema.catch("en").parse(row?.locale), timeZone: row?.timeZone ?? "UTC" }
}
