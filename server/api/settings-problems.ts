import { appKey } from "@/db/keys"
import { sessionSecret } from "@/server/auth/session-cookie"

/** What is missing in the environment of a web process. */
export function settingsProblems(): string[] {
  const problems: string[] = []
  for (const check of [appKey, sessionSecret])
    try {
      check()
    } catch (error) {
      problems.push((error as Error).message)
    }
  for (const name of ["GATEWAY_DATABASE_URL", "TENANT_DATABASE_URL"])
    if (!process.env[name]) problems.push(`${name} is not set.`)
  for (const name of ["DATABASE_ADMIN_URL", "PROVISIONER_DATABASE_URL"])
    if (process.env[name]) problems.push(`${name} is set; a web process must not have it.`)
  return [...new Set(problems)]
}
