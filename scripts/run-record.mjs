import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { endGroup } from "./child-process.mjs"
import { identify } from "./process-identity.mjs"

// DATA_DIR/run.json names the processes of the present run, each by pid and start time. When a run was killed outright, its
// children live on and hold the port; the next start finds them here and ends those that are still the ones we started.

const LEFTOVER_TIMEOUT_MS = 3_000

const isStill = ({ pid, identity }) => identity !== undefined && identify(pid) === identity

function read(file) {
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined
  } catch {
    // A torn file tells us nothing we could trust; whoever still holds the port will be noticed there.
    return undefined
  }
}

/**
 * Takes over DATA_DIR: throws when another run is alive in it, ends what a killed run left behind. Returns how many
 * processes that were, and `update(kind, running)` to note the present ones, and `clear()` for a clean end.
 */
export async function takeOver(dataDir, url) {
  const file = path.join(dataDir, "run.json")
  const previous = read(file)
  if (previous && isStill(previous.supervisor)) {
    throw new Error(
      `Firstcall already runs with this data (${previous.url}, process ${previous.supervisor.pid}). Stop that one first, ` +
        "or give this one its own folder and port: DATA_DIR=.data2 PORT=3001 npm start",
    )
  }
  const leftovers = previous?.processes.filter(isStill) ?? []
  await Promise.all(leftovers.map(({ pid }) => endGroup(pid, LEFTOVER_TIMEOUT_MS)))

  const supervisor = { pid: process.pid, identity: identify(process.pid) }
  const known = new Map()
  const update = (kind, running) => {
    known.set(
      kind,
      running.map(({ name, pid }) => ({ name, pid, identity: identify(pid) })),
    )
    const processes = [...known.values()].flat()
    writeFileSync(`${file}.new`, `${JSON.stringify({ url, supervisor, processes }, null, 2)}\n`)
    renameSync(`${file}.new`, file)
  }
  update("services", [])
  return { leftovers: leftovers.length, update, clear: () => rmSync(file, { force: true }) }
}
