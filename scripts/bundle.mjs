import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { sourceHash } from "./build.mjs"
import { runCommand } from "./run-command.mjs"

// What runs beside the web application is bundled, as that is: translated while it runs it takes half as much CPU again
// (every function is wrapped to keep its name), 40 MB more, and a second longer to start.

const FOLDER = ".cache/processes"
const ENTRIES = {
  workers: "workers/main.ts",
  "set-up-database": "scripts/set-up-database.ts",
  "seed-sample": "scripts/seed-sample.ts",
  bench: "scripts/bench.ts",
  "bench-back-test": "bench/back-test-worker.ts",
}
const SOURCES = ["bench", "core", "db", "messages", "scripts", "server", "workers"]

/** Node's arguments for one of the entries. */
export const processArgs = (name) => [
  "--conditions=react-server",
  "--enable-source-maps",
  path.join(FOLDER, `${name}.mjs`),
]

const stampOf = (root) => path.join(root, FOLDER, "source")

/** Bundles the processes unless the bundles are of the present source. A process of its own: the bundler's memory goes with it. */
export async function bundleProcesses(root, { signal, onStart } = {}) {
  const hash = sourceHash(root, SOURCES)
  const stamp = stampOf(root)
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return
  const args = [import.meta.filename, hash]
  const failure = "The worker processes could not be bundled:"
  await runCommand({ command: process.execPath, args, cwd: root, env: process.env, signal, onStart, failure })
}

async function bundle(root, hash) {
  const { build } = await import("rolldown")
  const unfinished = `${path.join(root, FOLDER)}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  await build({
    cwd: root,
    input: ENTRIES,
    platform: "node",
    tsconfig: "tsconfig.json",
    // Libraries stay where they are: Node finds them, with the condition it is started with.
    external: (id) => !/^(\.|\/|@\/|[a-z]:\\)/i.test(id),
    output: {
      dir: unfinished,
      format: "esm",
      sourcemap: true,
      entryFileNames: "[name].mjs",
      chunkFileNames: "[name].mjs",
    },
    logLevel: "warn",
  })
  writeFileSync(path.join(unfinished, "source"), hash)
  rmSync(path.join(root, FOLDER), { recursive: true, force: true })
  renameSync(unfinished, path.join(root, FOLDER))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await bundle(process.cwd(), process.argv[2])
