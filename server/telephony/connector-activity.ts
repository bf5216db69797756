import { withTenant, type TenantRef } from "@/db/tenant-client"
import { log } from "@/server/log"

/** Counts of one connector are written this often: a row per request would be the hottest row of the schema. */
const writeEveryMs = 2000

type Activity = { received: number; duplicates: number; refused: number; lastEventAt: string }
type Entry = { tenant: TenantRef; connectorId: string; activity: Activity }

const noted = new Map<string, Entry>()
let timer: NodeJS.Timeout | null = null

/** Adds to what the connector's page shows. Lost with the process for up to two seconds; the events themselves never are. */
export function noteActivity(tenant: TenantRef, connectorId: string, more: Partial<Activity>): void {
  const key = `${tenant.schema} ${connectorId}`
  const entry = noted.get(key) ?? {
    tenant,
    connectorId,
    activity: { received: 0, duplicates: 0, refused: 0, lastEventAt: "" },
  }
  const { activity } = entry
  activity.received += more.received ?? 0
  activity.duplicates += more.duplicates ?? 0
  activity.refused += more.refused ?? 0
  if ((more.lastEventAt ?? "") > activity.lastEventAt) activity.lastEventAt = more.lastEventAt ?? ""
  noted.set(key, entry)
  timer ??= setTimeout(() => {
    timer = null
    void writeActivity()
  }, writeEveryMs).unref()
}

/** Writes what has been noted. Also called when a process stops. */
export async function writeActivity(): Promise<void> {
  const entries = [...noted.values()]
  noted.clear()
  for (const { tenant, connectorId, activity } of entries) {
    const { received, duplicates, refused, lastEventAt } = activity
    try {
      await withTenant(tenant).sql`
        update connector set
          received = received + ${received}, duplicates = duplicates + ${duplicates}, refused = refused + ${refused},
          last_received_at = case when ${received + duplicates > 0} then now() else last_received_at end,
          last_event_at = greatest(last_event_at, ${lastEventAt || null}::timestamptz)
        where id = ${connectorId}`
    } catch (error) {
      log.warn({ error, tenant: tenant.slug }, "a connector's counts could not be written")
    }
  }
}
