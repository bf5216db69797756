import { randomBytes } from "node:crypto"
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import path from "node:path"
import { parseArgs } from "node:util"
import { connect } from "@/db/connect"
import { masterKey } from "@/db/keys"
import { isInstanceConnected, rotateMasterKey } from "@/server/secret/rotate-master"
import { startPostgres } from "./embedded-postgres.mjs"
import { freePort } from "./free-port.mjs"

// npm run rotate-keys [-- --tenant SLUG]: puts the installation, which must be stopped, under a new master key.
//
// The key in DATA_DIR/secrets.json is replaced by a fresh one. With FIRSTCALL_MASTER_KEY in the environment, give the new
// one as FIRSTCALL_NEW_MASTER_KEY and start the processes with it afterwards. --tenant takes up one tenant restored from a backup
// of before a rotation: FIRSTCALL_OLD_MASTER_KEY is the key of that time, and the present key becomes the tenant's.

type Secrets = { masterKey: string; postgresPassword: string; nextMasterKey?: string }

const { values } = parseArgs({ options: { tenant: { type: "string" } } })
const dataDir = path.resolve(process.env["DATA_DIR"] ?? ".data")
const file = path.join(dataDir, "secrets.json")
const secrets = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Secrets) : null

function write(changed: Secrets): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(changed, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/** Refuses keys that are too short by the same rule as the setup. */
const checked = (key: string | undefined) => masterKey({ ...process.env, FIRSTCALL_MASTER_KEY: key ?? "" })

function keys(): { from: string; to: string; done(): void } {
  const present = checked(process.env["FIRSTCALL_MASTER_KEY"] ?? secrets?.masterKey)
  const from = checked(process.env["FIRSTCALL_OLD_MASTER_KEY"] ?? present)
  if (values.tenant !== undefined) return { from, to: present, done: () => {} }
  const given = process.env["FIRSTCALL_NEW_MASTER_KEY"]
  if (process.env["FIRSTCALL_MASTER_KEY"] !== undefined) return { from, to: checked(given), done: () => {} }
  if (!secrets) throw new Error(`There is no ${file}. Set DATA_DIR, or FIRSTCALL_MASTER_KEY.`)
  // On file before it is used: a run that is killed half way is repeated with the same key.
  const to = checked(given ?? secrets.nextMasterKey ?? randomBytes(32).toString("hex"))
  write({ ...secrets, nextMasterKey: to })
  return {
    from,
    to,
    done() {
      const { nextMasterKey: _, ...rest } = secrets
      write({ ...rest, masterKey: to })
    },
  }
}

async function database(): Promise<{ url: string; stop(): Promise<void> }> {
  const own = process.env["DATABASE_URL"]
  if (own) return { url: own, stop: async () => {} }
  if (!secrets) throw new Error(`There is no instance in ${dataDir}. Set DATA_DIR to its folder, or DATABASE_URL.`)
  const server = await startPostgres({
    dataDir: path.join(dataDir, "postgres"),
    port: await freePort(),
    password: secrets.postgresPassword,
  })
  return { url: server.url("firstcall"), stop: () => server.stop() }
}

try {
  // The embedded database runs only while the instance does, and a second server must not open its files.
  const isOurs = !process.env["DATABASE_URL"]
  if (isOurs && existsSync(path.join(dataDir, "postgres", "postmaster.pid")))
    throw new Error(`The instance of ${dataDir} seems to run. Stop it first.`)
  const { url, stop } = await database()
  const { sql } = connect({ url, max: 2, applicationName: "firstcall rotate-keys" })
  try {
    if (await isInstanceConnected(sql)) throw new Error("The application is connected. Stop it first.")
    const { from, to, done } = keys()
    const slug = values.tenant === undefined ? {} : { slug: values.tenant }
    const { tenants } = await rotateMasterKey(sql, { from, to, ...slug })
    done()
    console.log(`${tenants} tenants are under the new master key.`)
  } finally {
    await sql.end({ timeout: 5 })
    await stop()
  }
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
