import { createHash } from "node:crypto"
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { compressAssets } from "./compress-assets.mjs"
import { runCommand } from "./run-command.mjs"

const STAMP = ".next/firstcall-source"

/** Folders the web application is made of, and root files it is not. */
const NOT_BUILT = /^(vitest|playwright|drizzle)\.config|^next-env|^\./
const SOURCES = ["app", "components", "core", "db", "messages", "public", "server"]
const isBuildFile = (name) => /\.(ts|mjs|cjs|json)$/.test(name) && !NOT_BUILT.test(name)
const isTest = (name) => /\.test\.tsx?$/.test(name)

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* filesUnder(file)
    else if (!isTest(entry.name)) yield file
  }
}

/** A hash over everything that goes into the build, so that an unchanged one starts at once. */
export function sourceHash(root, sources = SOURCES) {
  const hash = createHash("sha256").update(process.version.split(".")[0])
  const rootFiles = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isBuildFile(entry.name))
    .map((entry) => path.join(root, entry.name))
    .toSorted()
  const folders = sources.map((name) => path.join(root, name)).filter((folder) => existsSync(folder))
  for (const file of [...rootFiles, ...folders.flatMap((folder) => [...filesUnder(folder)])]) {
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0")
  }
  return hash.digest("hex")
}

/** Whether `.next` holds a complete build of the present source. */
export function isBuilt(root) {
  const stamp = path.join(root, STAMP)
  return existsSync(stamp) && readFileSync(stamp, "utf8") === sourceHash(root)
}

/** `next build`, and its scripts compressed. The stamp is written last, so that a build cut short is made again. */
export async function build(root, { signal, onStart }) {
  const stamp = path.join(root, STAMP)
  rmSync(stamp, { force: true })
  const hash = sourceHash(root)
  const env = {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NO_COLOR: "1",
    FIRSTCALL_COMPRESSES_ASSETS: "1",
  }
  const args = ["node_modules/next/dist/bin/next", "build"]
  const failure = "The build failed:"
  await runCommand({ command: process.execPath, args, cwd: root, env, signal, onStart, failure })
  await compressAssets(root)
  writeFileSync(stamp, hash)
}
