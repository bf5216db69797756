import { gateway } from "@/db/gateway"
import { AppError } from "@/server/api/app-error"
import { forgetSessions } from "./load-session"
import { hashPassword, passwordProblems } from "./password"
import type { Claims, Session } from "./session"
import { verifyAccount } from "./sign-in"

/**
 * Sets a new password and ends every other session of the account; the answer is the claims this one goes on with. Throws AppError:
 * INVALID (the old password is wrong, the new one is weak), RATE_LIMITED.
 */
export async function changePassword(
  session: Session,
  { current, next, address }: { current: string; next: string; address: string },
): Promise<Claims> {
  const { sql } = gateway()
  const [account] = await sql<{ email: string }[]>`select email from control.account where id = ${session.accountId}`
  if (!account) throw new AppError("UNAUTHENTICATED")
  const problems = passwordProblems(next, { email: account.email, field: "next" })
  if (problems.length > 0) throw new AppError("INVALID", { problems })
  if (!(await verifyAccount({ email: account.email, password: current, address })))
    throw new AppError("INVALID", {
      problems: [
        {
          code: "passwordWrong",
          severity: "error",
          place: { field: "current" },
          text: { en: "This is not your password.", zh: "当前密码不正确。" },
        },
      ],
    })
  const [changed] = await sql<{ epoch: number }[]>`
    update control.account set password_hash = ${await hashPassword(next)}, session_epoch = session_epoch + 1
    where id = ${session.accountId} returning session_epoch as epoch`
  if (!changed) throw new AppError("UNAUTHENTICATED")
  forgetSessions(session.tenant.id)
  return { accountId: session.accountId, tenantId: session.tenant.id, epoch: changed.epoch }
}
