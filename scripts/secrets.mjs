import { randomBytes } from "node:crypto"
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import path from "node:path"

/**
 * The secrets of this installation, made on the first start and kept in `DATA_DIR/secrets.json`, readable by its owner
 * only. FIRSTCALL_MASTER_KEY and NEXTAUTH_SECRET in the environment take precedence (a secret store, several machines).
 * `masterKey` derives every tenant's database password: without it the tenants' data cannot be opened any more.
 */
export function readSecrets(dataDir) {
  const file = path.join(dataDir, "secrets.json")
  if (!existsSync(file)) {
    if (existsSync(path.join(dataDir, "postgres"))) {
      throw new Error(
        `${file} is missing, but the database beside it was made with it. Put the file back from a backup, or move ` +
          `${dataDir} away to begin with an empty installation.`,
      )
    }
    const fresh = () => randomBytes(32).toString("hex")
    const secrets = { masterKey: fresh(), authSecret: fresh(), postgresPassword: fresh() }
    // Written aside and renamed: a kill in between must not leave half a file that every later start trips over.
    writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  const secrets = JSON.parse(readFileSync(file, "utf8"))
  return {
    postgresPassword: secrets.postgresPassword,
    masterKey: process.env.FIRSTCALL_MASTER_KEY ?? secrets.masterKey,
    authSecret: process.env.NEXTAUTH_SECRET ?? secrets.authSecret,
  }
}
