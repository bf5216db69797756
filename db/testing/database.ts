import { randomBytes } from "node:crypto"
import postgres from "postgres"
import { inject } from "vitest"
import { setUpDatabaseAccess } from "@/db/setup-roles"
import type { TestCluster } from "./global-setup"

/** A database of one test file: a clone of the migrated template, with the connection URLs of every role. */
export interface TestDatabase {
  name: string
  /** The superuser's URL, for arranging and for looking behind the wall; never for the code under test. */
  adminUrl: string
  masterKey: string
  /** The environment the processes get from the start script, for this database. */
  env: Record<
    | "FIRSTCALL_APP_KEY"
    | "GATEWAY_DATABASE_URL"
    | "WORKER_DATABASE_URL"
    | "PROVISIONER_DATABASE_URL"
    | "TENANT_DATABASE_URL",
    string
  >
  /** Drops the database, ending what is still connected. */
  drop(): Promise<void>
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

/**
 * Clones the template and sets `process.env` to the clone, so that code which reads its URLs from the environment works on
 * it (test files run in processes of their own). Call it in `beforeAll`, and `drop()` in `afterAll`, after closing pools.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const cluster = inject("testCluster")
  const name = `test_${randomBytes(6).toString("hex")}`
  await clone(cluster, name)

  const env = {
    FIRSTCALL_APP_KEY: cluster.setup.appKey,
    GATEWAY_DATABASE_URL: withDatabase(cluster.setup.gatewayUrl, name),
    WORKER_DATABASE_URL: withDatabase(cluster.setup.workerUrl, name),
    PROVISIONER_DATABASE_URL: withDatabase(cluster.setup.provisionerUrl, name),
    TENANT_DATABASE_URL: withDatabase(cluster.setup.tenantUrlBase, name),
  }
  Object.assign(process.env, env)

  return {
    name,
    adminUrl: withDatabase(cluster.adminUrl, name),
    masterKey: cluster.masterKey,
    env,
    async drop() {
      await withAdmin(cluster.adminUrl, (admin) => admin.unsafe(`drop database if exists ${name} with (force)`))
    },
  }
}

async function withAdmin<T>(url: string, work: (admin: postgres.Sql) => PromiseLike<T>): Promise<T> {
  const admin = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} })
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

/** `create database … template` copies everything but the grants on the database itself. */
async function clone(cluster: TestCluster, name: string): Promise<void> {
  await withAdmin(cluster.adminUrl, (admin) => admin.unsafe(`create database ${name} template ${cluster.template}`))
  await withAdmin(withDatabase(cluster.adminUrl, name), setUpDatabaseAccess)
}
