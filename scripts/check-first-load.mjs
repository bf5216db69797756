#!/usr/bin/env node
// What a page loads before anybody touches it, by what the build wrote: a budget that every change must keep. The bench
// measures the same in a browser (npm run bench -- pages), with what pages fetch by themselves once they are drawn.
import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { runInNewContext } from "node:vm"
import { gzipSync } from "node:zlib"

const LIMIT_KB = 250
/** The designer is a workbench that people keep open for hours; the history of a flow is drawn and compared by its parts. */
const EXEMPT = ["/flows/[flowId]", "/flows/[flowId]/versions"]

const root = path.resolve(import.meta.dirname, "../.next")
const sizes = new Map()
function gzipped(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(path.join(root, file))).length)
  return sizes.get(file)
}

/** `(app)/tickets/[ticketId]/page…` → `/tickets/[ticketId]`. */
const routeOf = (file) => {
  const folders = file.split(path.sep).slice(0, -1)
  return `/${folders.filter((name) => !name.startsWith("(")).join("/")}`
}

const everywhere = JSON.parse(readFileSync(path.join(root, "build-manifest.json"), "utf8")).rootMainFiles
const app = path.join(root, "server/app")
const manifests = readdirSync(app, { recursive: true }).filter((file) =>
  /(^|[\\/])page_client-reference-manifest\.js$/.test(file),
)
const pages = manifests.map((file) => {
  const context = {}
  runInNewContext(readFileSync(path.join(app, file), "utf8"), context)
  const scripts = Object.values(context.__RSC_MANIFEST).flatMap(({ entryJSFiles }) =>
    Object.values(entryJSFiles).flat(),
  )
  const bytes = [...new Set([...everywhere, ...scripts])].reduce((sum, script) => sum + gzipped(script), 0)
  return { route: routeOf(file), kb: bytes / 1000 }
})
// A build whose manifests look otherwise must not pass unseen.
if (pages.length < 10 || pages.some(({ kb }) => !(kb > 100))) {
  console.error(`The build's manifests were not understood: ${JSON.stringify(pages)}`)
  process.exit(1)
}
const isOver = ({ route, kb }) => kb > LIMIT_KB && !EXEMPT.includes(route)
for (const page of pages.toSorted((a, b) => b.kb - a.kb)) {
  console.log(`${page.kb.toFixed(0).padStart(5)} kB  ${page.route}${isOver(page) ? `  ← over ${LIMIT_KB} kB` : ""}`)
}
process.exit(pages.some(isOver) ? 1 : 0)
