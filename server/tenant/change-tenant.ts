import type { Locale } from "@/core/text"
import { gateway } from "@/db/gateway"
import { withTenant } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import { forgetSessions } from "@/server/auth/load-session"
import type { Session } from "@/server/auth/session"
import { nameProblems, tidyName } from "@/server/people/name"
import { timeZoneProblems } from "./time-zone"

export type TenantChange = { name: string; locale: Locale; timeZone: string }

/** Throws INVALID. */
export async function changeTenant(session: Session, change: TenantChange): Promise<void> {
  const problems = [...nameProblems(change.name, "name"), ...timeZoneProblems(change.timeZone)]
  if (problems.length > 0) throw new AppError("INVALID", { problems })
  const { id, name, locale, timeZone } = session.tenant
  const after = { ...change, name: tidyName(change.name) }
  await withTenant(session.tenant).db.transaction(async (tx) => {
    await recordAudit(tx, session.person.id, {
      action: "tenant.changed",
      subject: `tenant:${id}`,
      before: { name, locale, timeZone },
      after,
    })
    // Another login's row, so another transaction: inside ours, so that without this change there is no audit row either.
    await gateway().sql`
      update control.tenant set name = ${after.name}, locale = ${after.locale}, time_zone = ${after.timeZone}
      where id = ${id}`
  })
  forgetSessions(id)
}
