import { spawnSync } from "node:child_process"
import { existsSync, lchownSync, readdirSync, statSync } from "node:fs"
import os from "node:os"
import path from "node:path"

// Postgres refuses to run as root, and root is who runs it in most containers. Rather than ask for an account, we look
// for the first way that works here:
//   1. a user namespace, in which root looks like `nobody`; files stay root's own, folders may be private;
//   2. the account `postgres` or `nobody`, when it can reach both the binaries and the data;
//   3. that account with the one capability that lets it through private folders such as /root.
// Data always stays where DATA_DIR says: copying it to a folder open to all surprises whoever mounts a volume.

const NAMESPACE = ["unshare", "--user", "--map-user=65534", "--map-group=65534"]

const works = ([command, ...args]) => spawnSync(command, args, { stdio: "ignore" }).status === 0

function hasAccount() {
  try {
    return Boolean(os.userInfo().username)
  } catch {
    return false
  }
}

function unprivilegedAccount() {
  const idOf = (flag, name) => {
    const { status, stdout } = spawnSync("id", [flag, name], { encoding: "utf8" })
    return status === 0 ? Number(stdout) : undefined
  }
  for (const name of ["postgres", "nobody"]) {
    const uid = idOf("-u", name)
    const gid = idOf("-g", name)
    if (uid !== undefined && gid !== undefined) return { uid, gid }
  }
  return undefined
}

/** True when any account may walk down to `target`; folders that do not exist yet count as open. */
function reachableByAll(target) {
  for (let folder = path.resolve(target); ; folder = path.dirname(folder)) {
    if (existsSync(folder) && !(statSync(folder).mode & 0o001)) return false
    if (folder === path.dirname(folder)) return true
  }
}

/**
 * How to run Postgres' programs here: `prefix` goes before the command, `spawnAs` into spawn's options, and `owner` (only
 * set when we are root) must own the data. Throws with advice when root has no way to step down.
 */
export function postgresAccount(nativeDir, dataDir) {
  if (process.platform === "win32") return { prefix: [], spawnAs: {} }
  const isRoot = process.getuid() === 0
  if (!isRoot && hasAccount()) return { prefix: [], spawnAs: {} }
  if (works([...NAMESPACE, "true"])) {
    return { prefix: NAMESPACE, spawnAs: {}, owner: isRoot ? { uid: 0, gid: 0 } : undefined }
  }
  const owner = isRoot ? unprivilegedAccount() : undefined
  if (owner && reachableByAll(nativeDir) && reachableByAll(path.dirname(dataDir))) {
    return { prefix: [], spawnAs: owner, owner }
  }
  if (owner) {
    const prefix = ["setpriv", `--reuid=${owner.uid}`, `--regid=${owner.gid}`, "--clear-groups"]
    prefix.push("--inh-caps=+dac_override", "--ambient-caps=+dac_override")
    if (works([...prefix, path.join(nativeDir, "bin", "postgres"), "--version"])) return { prefix, spawnAs: {}, owner }
  }
  throw new Error(
    "Postgres does not run as this user, and no other account can reach this folder. Run Firstcall as an ordinary user, " +
      "move it to a folder other users may enter (for example /opt/firstcall), or set DATABASE_URL to your own Postgres.",
  )
}

/** Gives a file, or a folder and all in it, to `owner`: a cluster made one way must open when the machine offers another. */
export function giveTo(owner, target) {
  if (!owner || !existsSync(target) || statSync(target).uid === owner.uid) return
  const inside = statSync(target).isDirectory() ? readdirSync(target, { recursive: true }) : []
  for (const entry of inside) lchownSync(path.join(target, entry), owner.uid, owner.gid)
  lchownSync(target, owner.uid, owner.gid)
}
