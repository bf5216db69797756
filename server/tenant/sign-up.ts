import { randomBytes, randomUUID } from "node:crypto"
import type { Problem } from "@/core/problem"
import type { Locale } from "@/core/text"
import { gateway } from "@/db/gateway"
import { AppError } from "@/server/api/app-error"
import { takeAllowance } from "@/server/auth/allowance"
import { parseEmail } from "@/server/auth/email"
import { hashPassword, passwordProblems } from "@/server/auth/password"
import { verifyAccount } from "@/server/auth/sign-in"
import { nameProblems, tidyName } from "@/server/people/name"
import { queueProvisioning } from "./queue-provisioning"
import { retryProvisioning } from "./provisioning"
import { slugFor, slugProblems, slugTaken } from "./slug"
import { timeZoneProblems } from "./time-zone"

export type SignUpRequest = {
  organisation: string
  /** What stands for the tenant in addresses; made from the organisation's name when it is left out. */
  slug?: string | undefined
  name: string
  email: string
  password: string
  locale: Locale
  timeZone: string
  address: string
}

const perHour = () => Number(process.env["FIRSTCALL_SIGN_UPS_PER_HOUR"] ?? 20)

/**
 * Reserves slug and account and queues the job that makes the tenant; `provisioning` tells how far it is. All in one
 * transaction: either everything is there and the job will run, or nothing happened. Signing up again with the same address and
 * password after the job failed takes that sign-up further.
 *
 * Throws AppError: INVALID with every problem of the input (a taken slug or e-mail among them), RATE_LIMITED.
 */
export async function signUp(request: SignUpRequest): Promise<{ requestId: string }> {
  const email = parseEmail(request.email)
  const problems = inputProblems(request, email)
  if (problems.length > 0 || email === null)
    throw new AppError("INVALID", { problems: [...problems, ...(await takenProblems(request.slug, email))] })
  await takeSignUp(request.address, email)
  const failed = await failedRequest(email, request)
  if (failed) {
    await retryProvisioning(failed)
    return { requestId: failed }
  }
  const taken = await takenProblems(request.slug, email)
  if (taken.length > 0) throw new AppError("INVALID", { problems: taken })

  const passwordHash = await hashPassword(request.password)
  for (let attempt = 1; ; attempt++) {
    const requestId = randomUUID()
    try {
      await reserve(request, {
        requestId,
        email,
        passwordHash,
        slug: request.slug ?? slugFor(request.organisation, attempt),
      })
      return { requestId }
    } catch (error) {
      const refusal = asTaken(error)
      if (!refusal) throw error
      // A slug of our own making is made anew; one that was asked for, or the address, is refused.
      if (refusal.field === "slug" && request.slug === undefined && attempt < 5) continue
      throw new AppError("INVALID", { problems: [refusal.problem] })
    }
  }
}

/** The failed sign-up of this address, when the password is its own. */
async function failedRequest(email: string, { password, address }: SignUpRequest): Promise<string | null> {
  const [row] = await gateway().sql<{ id: string; accountId: string }[]>`
    select provisioning.id, account.id as "accountId"
    from control.provisioning join control.account on account.id = provisioning.account_id
    where account.email = ${email} and provisioning.state = 'failed'`
  if (!row) return null
  const account = await verifyAccount({ email, password, address })
  return account?.id === row.accountId ? row.id : null
}

function inputProblems(request: SignUpRequest, email: string | null): Problem[] {
  return [
    ...nameProblems(request.organisation, "organisation"),
    ...(request.slug === undefined ? [] : slugProblems(request.slug)),
    ...nameProblems(request.name, "name"),
    ...(email === null ? [emailInvalid] : []),
    ...passwordProblems(request.password, { email: email ?? "", field: "password" }),
    ...timeZoneProblems(request.timeZone),
  ]
}

async function takenProblems(slug: string | undefined, email: string | null): Promise<Problem[]> {
  const [taken] = await gateway().sql<{ slug: boolean; email: boolean }[]>`
    select exists (select 1 from control.tenant where slug = ${slug ?? ""}) as slug,
      exists (select 1 from control.account where email = ${email ?? ""}) as email`
  return [...(taken?.slug ? [slugTaken()] : []), ...(taken?.email ? [emailTaken] : [])]
}

async function takeSignUp(address: string, email: string): Promise<void> {
  const byAddress = await takeAllowance(`sign-up address ${address}`, { burst: perHour(), perHour: perHour() })
  const byEmail = await takeAllowance(`sign-up e-mail ${email}`, { burst: 5, perHour: 5 })
  const retryAfterSec = Math.max(byAddress, byEmail)
  if (retryAfterSec > 0) throw new AppError("RATE_LIMITED", { retryAfterSec })
}

async function reserve(
  request: SignUpRequest,
  { requestId, email, passwordHash, slug }: Record<"requestId" | "email" | "passwordHash" | "slug", string>,
): Promise<void> {
  const [accountId, tenantId, personId] = [randomUUID(), randomUUID(), randomUUID()]
  await gateway().sql.begin(async (tx) => {
    // In this order everywhere: two sign-ups that share both slug and e-mail must not wait for each other crosswise.
    await tx`insert into control.tenant (id, slug, name, schema, state, locale, time_zone, wake_token)
      values (${tenantId}, ${slug}, ${tidyName(request.organisation)}, ${newSchemaName()}, 'provisioning',
        ${request.locale}, ${request.timeZone}, ${randomBytes(18).toString("base64url")})`
    await tx`insert into control.account (id, email, name, password_hash)
      values (${accountId}, ${email}, ${tidyName(request.name)}, ${passwordHash})`
    await tx`insert into control.membership (account_id, tenant_id, person_id)
      values (${accountId}, ${tenantId}, ${personId})`
    await tx`insert into control.provisioning (id, tenant_id, account_id, state)
      values (${requestId}, ${tenantId}, ${accountId}, 'queued')`
    await queueProvisioning(tx, requestId)
  })
}

/** 16 characters of 36: nobody can guess the name of another's schema. */
function newSchemaName(): string {
  const letters = "abcdefghijklmnopqrstuvwxyz0123456789"
  let name = "t_"
  while (name.length < 18) {
    const byte = randomBytes(1)[0] ?? 255
    // 252 = 7 × 36: beyond it some letters would come more often.
    if (byte < 252) name += letters[byte % 36]
  }
  return name
}

const emailInvalid: Problem = {
  code: "emailInvalid",
  severity: "error",
  place: { field: "email" },
  text: {
    en: "Enter an e-mail address such as name@example.com.",
    zh: "请输入有效的邮箱地址，例如 name@example.com。",
  },
}

const emailTaken: Problem = {
  code: "emailTaken",
  severity: "error",
  place: { field: "email" },
  text: { en: "There is an account with this e-mail address.", zh: "该邮箱已注册。" },
  hint: { en: "Sign in with it instead.", zh: "请直接登录。" },
}

function asTaken(error: unknown): { field: "slug" | "email"; problem: Problem } | null {
  const { code, constraint_name: constraint } = error as { code?: string; constraint_name?: string }
  if (code !== "23505") return null
  if (constraint === "tenant_slug_key") return { field: "slug", problem: slugTaken() }
  if (constraint === "account_email_key") return { field: "email", problem: emailTaken }
  return null
}
