import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { setUpDatabase } from "@/db/setup"
import { freePort } from "@/scripts/free-port.mjs"
import { startPostgres } from "@/scripts/embedded-postgres.mjs"

/**
 * A Postgres of its own for a measurement: durable as the product's (fsync and synchronous_commit on), in a temporary
 * folder. Points this process at it.
 */
export async function startBenchCluster() {
  const folder = mkdtempSync(path.join(tmpdir(), "firstcall-bench-"))
  const server = await startPostgres({
    dataDir: path.join(folder, "postgres"),
    port: await freePort(),
    password: "bench",
    settings: { max_connections: 300, shared_preload_libraries: "pg_stat_statements", max_wal_size: "4GB" },
  })
  const { default: postgres } = await import("postgres")
  const root = postgres(server.url("postgres"), { max: 1, onnotice: () => {} })
  await root`create database firstcall`
  await root.end()
  const adminUrl = server.url("firstcall")
  const master = "b".repeat(64)
  const urls = await setUpDatabase(adminUrl, master)
  Object.assign(process.env, {
    GATEWAY_DATABASE_URL: urls.gatewayUrl,
    WORKER_DATABASE_URL: urls.workerUrl,
    PROVISIONER_DATABASE_URL: urls.provisionerUrl,
    TENANT_DATABASE_URL: urls.tenantUrlBase,
    FIRSTCALL_APP_KEY: urls.appKey,
    NEXTAUTH_SECRET: "bench",
    FIRSTCALL_SIGN_UPS_PER_HOUR: "100000",
    LOG_LEVEL: "error",
  })
  return {
    adminUrl,
    pid: server.pid,
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
