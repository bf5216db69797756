import { createHmac } from "node:crypto"

const KEY_LENGTH_MIN = 32

/** HMAC-SHA-256 of `purpose`, base64url: 43 characters that fit in a URL and in a SCRAM password. */
const derive = (key: string, purpose: string) => createHmac("sha256", key).update(purpose).digest("base64url")

/** The installation's one secret. Only db/setup and the supervisor that starts the processes may see it. Throws when missing or short. */
export function masterKey(env: NodeJS.ProcessEnv = process.env): string {
  const key = env["FIRSTCALL_MASTER_KEY"]
  if (!key || key.length < KEY_LENGTH_MIN)
    throw new Error(`FIRSTCALL_MASTER_KEY must be set to at least ${KEY_LENGTH_MIN} random characters.`)
  return key
}

/** Password of a fixed login (gateway, worker, provisioner). */
export const loginPassword = (master: string, role: string) => derive(master, `login:${role}`)

/**
 * The key of the running processes: from it come the tenants' passwords, the session secret and the keys of stored
 * secrets. It is not the master key, because whoever holds that can work out the provisioner's password; a web process
 * that is taken over must not become one that creates roles.
 */
export const appKeyOf = (master: string) => derive(master, "app")

export function appKey(env: NodeJS.ProcessEnv = process.env): string {
  const key = env["FIRSTCALL_APP_KEY"]
  if (!key) return appKeyOf(masterKey(env))
  if (key.length < KEY_LENGTH_MIN) throw new Error(`FIRSTCALL_APP_KEY must have at least ${KEY_LENGTH_MIN} characters.`)
  return key
}

/** Password of a tenant's login. */
export const tenantPassword = (app: string, schema: string) => derive(app, `tenant:${schema}`)

/** A key for one purpose of the application, for example "session". */
export const purposeKey = (app: string, purpose: string) => derive(app, `purpose:${purpose}`)
