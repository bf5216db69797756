import { randomBytes, randomUUID } from "node:crypto"
import type { Role } from "@/core/people/directory"
import { gateway } from "@/db/gateway"
import { withTenant } from "@/db/tenant-client"
import { person } from "@/db/tenant/people"
import { createContext } from "@/server/api/context"
import { appRouter } from "@/server/api/router"
import { createCallerFactory } from "@/server/api/trpc"
import { loadSession } from "@/server/auth/load-session"
import { signIn } from "@/server/auth/sign-in"
import type { Session } from "@/server/auth/session"
import { forgetDirectory } from "@/server/people/directory"
import { provisionTenant } from "../provision"
import { signUp } from "../sign-up"

export const TEST_PASSWORD = "correct horse battery"

/** A different address each time, so that tests do not meet each other's limits. */
const newAddress = () => `10.${[...randomBytes(3)].join(".")}`

const createCaller = createCallerFactory(appRouter)

/** Calls procedures as somebody; null for nobody. */
export const callerOf = (session: Session | null, address = newAddress()) =>
  createCaller(createContext({ loadSession: () => Promise.resolve(session), address }))

/** For tests: a tenant made the way a sign-up makes one, and its owner's session. */
export async function createTestTenant({ organisation = "Test hotline", locale = "en" as "en" | "zh" } = {}) {
  const email = `owner-${randomBytes(6).toString("hex")}@example.com`
  const request = {
    organisation,
    name: "Olive Owner",
    email,
    password: TEST_PASSWORD,
    locale,
    timeZone: "Asia/Shanghai",
  }
  const { requestId } = await signUp({ ...request, address: newAddress() })
  await provisionTenant(requestId)
  const session = await sessionOfAccount(email)
  return { requestId, session, tenant: session.tenant, caller: callerOf(session) }
}

async function sessionOfAccount(email: string): Promise<Session> {
  const claims = await signIn({ email, password: TEST_PASSWORD, address: newAddress() })
  const session = claims && (await loadSession(claims))
  if (!session) throw new Error(`No session for ${email}`)
  return session
}

/** For tests: another member, who could not sign in (no password), and a session as that member. */
export async function addTestMember(
  { tenant }: Pick<Session, "tenant">,
  { name = "Agnes Agent", roles = ["agent"] as Role[], unitId = null as string | null } = {},
): Promise<Session> {
  const [id, accountId] = [randomUUID(), randomUUID()]
  const email = `${id}@example.com`
  const { sql } = gateway()
  await sql`insert into control.account (id, email, name, password_hash) values (${accountId}, ${email}, ${name}, '-')`
  await sql`insert into control.membership (account_id, tenant_id, person_id) values (${accountId}, ${tenant.id}, ${id})`
  await withTenant(tenant).db.insert(person).values({ id, accountId, name, email, roles, unitId })
  forgetDirectory(tenant)
  return { accountId, tenant, person: { id, name, email, roles } }
}
