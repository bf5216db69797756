import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { urlsFor } from "@/db/setup"

/** The postmaster's port from its pid file (line 4); null when it does not run. */
function runningPort(dataDir: string): number | null {
  const file = path.join(dataDir, "postgres", "postmaster.pid")
  if (!existsSync(file)) return null
  const port = Number(readFileSync(file, "utf8").split("\n")[3])
  return Number.isInteger(port) && port > 0 ? port : null
}

/**
 * Points this process at the running instance of DATA_DIR (or of DATABASE_URL), for tools that people start by hand.
 * Does nothing when the connection URLs are in the environment already. Throws with what to do.
 */
export function useInstance(): void {
  if (process.env["GATEWAY_DATABASE_URL"]) return
  const dataDir = path.resolve(process.env["DATA_DIR"] ?? ".data")
  const secretsFile = path.join(dataDir, "secrets.json")
  if (!existsSync(secretsFile))
    throw new Error(`There is no instance in ${dataDir}. Start one with "npm start", or set DATA_DIR to its folder.`)
  const secrets = JSON.parse(readFileSync(secretsFile, "utf8")) as { masterKey: string; postgresPassword: string }
  const port = runningPort(dataDir)
  const adminUrl =
    process.env["DATABASE_URL"] ??
    (port === null ? null : `postgres://postgres:${secrets.postgresPassword}@127.0.0.1:${port}/firstcall`)
  if (!adminUrl)
    throw new Error(`The instance of ${dataDir} does not run. Start it with "npm start" in another terminal.`)
  const urls = urlsFor(adminUrl, process.env["FIRSTCALL_MASTER_KEY"] ?? secrets.masterKey)
  Object.assign(process.env, {
    GATEWAY_DATABASE_URL: urls.gatewayUrl,
    WORKER_DATABASE_URL: urls.workerUrl,
    PROVISIONER_DATABASE_URL: urls.provisionerUrl,
    TENANT_DATABASE_URL: urls.tenantUrlBase,
    FIRSTCALL_APP_KEY: urls.appKey,
  })
}
