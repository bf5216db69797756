import { createHmac } from "node:crypto"
import { gateway } from "@/db/gateway"
import { appKey, purposeKey } from "@/db/keys"
import { log } from "@/server/log"

/** At most `burst` at once, and `perHour` more in each hour: never more than the sum of both in any hour. */
export type Allowance = { burst: number; perHour: number }

/** Addresses and e-mails are kept as keyed hashes: the table says nothing about people. */
export const keyedHash = (text: string) =>
  createHmac("sha256", purposeKey(appKey(), "allowance")).update(text).digest("base64url")

const HOUR_SEC = 3600
let sweptAt = 0

/**
 * Takes one from the allowance of `key`, for all processes together. Returns 0, or when there is none left the seconds
 * until there is again; a refused attempt costs nothing. `at` is in milliseconds.
 */
export async function takeAllowance(key: string, { burst, perHour }: Allowance, at = Date.now()): Promise<number> {
  sweepNowAndThen()
  const { sql } = gateway()
  const eachSec = HOUR_SEC / perHour
  const hashed = keyedHash(key)
  const now = new Date(at)
  // `full_at` moves on by one share with each attempt and must not be further ahead than a whole burst.
  const taken = await sql`
    insert into control.rate_limit as held (key, full_at)
    values (${hashed}, ${now}::timestamptz + make_interval(secs => ${eachSec}))
    on conflict (key) do update set full_at = greatest(held.full_at, ${now}) + make_interval(secs => ${eachSec})
    where greatest(held.full_at, ${now}) <= ${now}::timestamptz + make_interval(secs => ${eachSec * (burst - 1)})
    returning 1`
  if (taken.length > 0) return 0
  const [row] = await sql<{ fullAt: Date }[]>`select full_at as "fullAt" from control.rate_limit where key = ${hashed}`
  const aheadSec = row ? (row.fullAt.getTime() - at) / 1000 : 0
  return Math.max(1, Math.ceil(aheadSec - eachSec * (burst - 1)))
}

/** Forgets allowances that are whole again. Returns how many. */
export async function sweepAllowances(at = Date.now()): Promise<number> {
  const gone = await gateway().sql`delete from control.rate_limit where full_at < ${new Date(at)}`
  return gone.count
}

/** Once an hour in each process, beside whatever it is doing. */
function sweepNowAndThen(): void {
  const now = Date.now()
  if (now - sweptAt < HOUR_SEC * 1000) return
  sweptAt = now
  sweepAllowances(now).catch((error: unknown) => log.warn({ error }, "old allowances could not be removed"))
}
