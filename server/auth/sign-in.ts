import { gateway } from "@/db/gateway"
import { AppError } from "@/server/api/app-error"
import { type Allowance, keyedHash, takeAllowance } from "./allowance"
import { parseEmail } from "./email"
import { verifyPassword } from "./password"
import type { Claims } from "./session"

/** One office behind one address: everybody signs in at nine. */
const PER_ADDRESS: Allowance = { burst: 300, perHour: 1200 }
const PER_ACCOUNT_AND_ADDRESS: Allowance = { burst: 10, perHour: 30 }
/** From addresses the account never signed in from, all together: at most 100 an hour are looked at. */
const PER_ACCOUNT: Allowance = { burst: 50, perHour: 50 }

const ORIGIN_DAYS = 90

export type SignInRequest = { email: string; password: string; address: string; at?: number }

type Row = { id: string; passwordHash: string; epoch: number; isKnownOrigin: boolean }

/**
 * Checks a password. Null for a wrong one and for an address without account alike, after the same work.
 *
 * Throws AppError: RATE_LIMITED; UNAVAILABLE when the password is right and the account has no organisation that is ready.
 */
export async function signIn({ email, password, address, at = Date.now() }: SignInRequest): Promise<Claims | null> {
  const account = await verifyAccount({ email, password, address, at })
  if (!account) return null
  const { sql } = gateway()
  const [membership] = await sql<{ tenantId: string }[]>`
    select membership.tenant_id as "tenantId"
    from control.membership join control.tenant on tenant.id = membership.tenant_id
    where membership.account_id = ${account.id} and tenant.state = 'active'
    order by membership.last_used_at desc limit 1`
  if (!membership)
    throw new AppError("UNAVAILABLE", { message: "Your organisation is not ready yet. Try again in a moment." })
  return { accountId: account.id, tenantId: membership.tenantId, epoch: account.epoch }
}

/**
 * The account this password belongs to, or null. Shares its limits with everything else that checks a password, so
 * that no other form is a way around them.
 */
export async function verifyAccount({
  email,
  password,
  address,
  at = Date.now(),
}: SignInRequest): Promise<{ id: string; epoch: number } | null> {
  const { sql } = gateway()
  const known = parseEmail(email)
  const subject = known ?? email.slice(0, 320).toLowerCase()
  const origin = keyedHash(`origin ${address}`)
  const [row] = await sql<Row[]>`
    select account.id, account.password_hash as "passwordHash", account.session_epoch as epoch,
      exists (
        select 1 from control.sign_in_origin
        where account_id = account.id and origin = ${origin}
          and last_at > ${new Date(at)}::timestamptz - make_interval(days => ${ORIGIN_DAYS})
      ) as "isKnownOrigin"
    from control.account where email = ${known ?? ""}`

  await take(`sign-in address ${address}`, PER_ADDRESS, at)
  await take(`sign-in account ${subject} address ${address}`, PER_ACCOUNT_AND_ADDRESS, at)
  if (!row?.isKnownOrigin) await take(`sign-in account ${subject}`, PER_ACCOUNT, at)

  if (!(await verifyPassword(row?.passwordHash ?? null, password)) || !row) return null
  await sql`insert into control.sign_in_origin (account_id, origin, last_at) values (${row.id}, ${origin}, ${new Date(at)})
    on conflict (account_id, origin) do update set last_at = excluded.last_at`
  return { id: row.id, epoch: row.epoch }
}

async function take(key: string, allowance: Allowance, at: number): Promise<void> {
  const retryAfterSec = await takeAllowance(key, allowance, at)
  if (retryAfterSec > 0) throw new AppError("RATE_LIMITED", { retryAfterSec })
}
