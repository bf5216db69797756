import { localeSchema, type Locale } from "@/core/text"
import { workerClient } from "@/db/worker"

/** The language a tenant's messages are written in; for worker processes. */
export async function tenantLocale(tenantId: string): Promise<Locale> {
  const [row] = await workerClient().sql<{ locale: string }[]>`select locale from control.tenant where id = ${tenantId}`
  return localeSchema.catch("en").parse(row?.locale)
}
