import { createHash } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { patchPostgres } from "./patch-postgres.mjs"
import { runCommand } from "./run-command.mjs"

/** Says for which lockfile node_modules was installed. It lies inside, so it goes when node_modules goes. */
const STAMP = "node_modules/.firstcall-lockfile"

const hashOf = (text) => createHash("sha256").update(text).digest("hex")
const packagesOf = (text) => JSON.parse(text).packages ?? {}

/**
 * True when what npm noted about node_modules matches the lockfile. This spares whoever ran `npm ci` by hand a second one.
 * Optional packages may be missing (they are those of other platforms); an installed one must still be the right one.
 */
function matchesLockfile(root, lockfile) {
  const note = path.join(root, "node_modules/.package-lock.json")
  if (!existsSync(note)) return false
  const installed = packagesOf(readFileSync(note, "utf8"))
  return Object.entries(packagesOf(lockfile)).every(([place, { version, integrity, optional }]) => {
    if (place === "") return true
    const found = installed[place]
    return found ? found.version === version && found.integrity === integrity : optional === true
  })
}

/** Whether the libraries of the lockfile are installed; remembers the answer, and corrects what must be corrected in them. */
export function isInstalled(root) {
  const isDone = areLibrariesThere(root)
  if (isDone) patchPostgres(root)
  return isDone
}

function areLibrariesThere(root) {
  const lockfile = readFileSync(path.join(root, "package-lock.json"), "utf8")
  const stamp = path.join(root, STAMP)
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hashOf(lockfile)) return true
  if (!matchesLockfile(root, lockfile)) return false
  writeFileSync(stamp, hashOf(lockfile))
  return true
}

/** `npm ci`, through the npm that started us when there is one. */
export async function install(root, { signal, onStart }) {
  const viaNpm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"]
  // Building needs the development dependencies too; NODE_ENV=production would leave them out.
  const [command, ...args] = [...viaNpm, "ci", "--include=dev", "--no-audit", "--no-fund"]
  const failure = "The libraries could not be installed (npm ci):"
  await runCommand({ command, args, cwd: root, signal, onStart, failure })
  patchPostgres(root)
  writeFileSync(path.join(root, STAMP), hashOf(readFileSync(path.join(root, "package-lock.json"), "utf8")))
}
