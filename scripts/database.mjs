import path from "node:path"
import { processArgs } from "./bundle.mjs"
import { startPostgres } from "./embedded-postgres.mjs"
import { freePort } from "./free-port.mjs"
import { runCommand } from "./run-command.mjs"

const DATABASE = "firstcall"
/** See POSTGRES_MIN of db/setup.ts, which checks again. */
const OLDEST_VERSION = 16

async function withConnection(url, work) {
  const { default: postgres } = await import("postgres")
  const sql = postgres(url, { max: 1, fetch_types: false, connect_timeout: 10, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** A supervisor's service around the embedded Postgres. Its port stays the same over restarts: the URLs name it. */
export async function embeddedDatabase({ dataDir, password, logFile }) {
  const port = await freePort()
  let adminUrl
  const service = {
    name: "database",
    async launch() {
      const server = await startPostgres({ dataDir: path.join(dataDir, "postgres"), port, password, logFile })
      adminUrl = server.url(DATABASE)
      await withConnection(server.url("postgres"), async (sql) => {
        const found = await sql`select from pg_database where datname = ${DATABASE}`
        if (found.length === 0) await sql`create database ${sql(DATABASE)}`
      })
      return server
    },
  }
  return { service, adminUrl: () => adminUrl }
}

/** Throws, with what to do, unless `url` leads to a Postgres that is new enough. The message never holds the password. */
export async function checkExistingDatabase(url) {
  let version
  try {
    version = await withConnection(url, (sql) => sql`select current_setting('server_version_num')::int as number`)
  } catch (error) {
    throw new Error(
      `The Postgres of DATABASE_URL cannot be used: ${error.message || error.code}. It must be the URL of an account that ` +
        "may create roles and schemas, for example postgres://admin:secret@db.example.com:5432/firstcall",
    )
  }
  const major = Math.floor(version[0].number / 10_000)
  if (major < OLDEST_VERSION) {
    throw new Error(
      `Firstcall needs Postgres ${OLDEST_VERSION} or newer; the one of DATABASE_URL is version ${major}. Older ones let a ` +
        "login switch to every role it is a member of, so tenants could not be kept as far apart. Without DATABASE_URL, " +
        "Firstcall brings its own Postgres.",
    )
  }
}

/** Runs one of the bundled scripts; resolves to the JSON object of its last line. `onLine` sees the lines before it. */
async function runScript(name, { root, env, signal, failure, onLine }) {
  const args = processArgs(name)
  const lines = await runCommand({ command: process.execPath, args, cwd: root, env, signal, failure, onLine })
  return JSON.parse(lines.at(-1) ?? "{}")
}

/**
 * Creates roles and schemas and runs every migration. Resolves to the environment of the processes: the connection URLs, and
 * a key derived from the master key, which itself stays here.
 */
export async function setUpDatabase({ root, adminUrl, masterKey, signal }) {
  const env = { ...process.env, DATABASE_ADMIN_URL: adminUrl, FIRSTCALL_MASTER_KEY: masterKey }
  const failure = "The database could not be set up:"
  const printed = await runScript("set-up-database", { root, env, signal, failure })
  return {
    GATEWAY_DATABASE_URL: printed.gatewayUrl,
    WORKER_DATABASE_URL: printed.workerUrl,
    PROVISIONER_DATABASE_URL: printed.provisionerUrl,
    TENANT_DATABASE_URL: printed.tenantUrlBase,
    FIRSTCALL_APP_KEY: printed.appKey,
  }
}

/** Makes the sample tenant unless it is there. Resolves to its accounts: `[{ name, email, password, role }]`. */
export async function seedSample({ root, env, signal, onLine }) {
  const failure = "The sample workspace could not be made:"
  const { accounts } = await runScript("seed-sample", { root, env, signal, failure, onLine })
  return accounts ?? []
}
