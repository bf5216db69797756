import { closeClients } from "@/db/close-clients"
import { benchBackTest } from "@/bench/back-test"
import { benchCanvas } from "@/bench/canvas"
import { startBenchCluster } from "@/bench/cluster"
import { benchConditions } from "@/bench/conditions"
import { benchIngest } from "@/bench/ingest"
import { benchLayers } from "@/bench/layers"
import { benchPages } from "@/bench/pages"
import { benchPublish } from "@/bench/publish"
import { benchSteps } from "@/bench/steps"
import { benchTimers } from "@/bench/timers"

// npm run bench [-- conditions steps timers ingest layers publish back-test canvas pages]: each limit is measured again beside ours, in the same run; only the ratios travel
// between machines.

const parts = {
  conditions: benchConditions,
  steps: benchSteps,
  timers: benchTimers,
  ingest: benchIngest,
  layers: benchLayers,
  publish: benchPublish,
  "back-test": benchBackTest,
  canvas: benchCanvas,
  pages: benchPages,
}
type Part = keyof typeof parts
const isPart = (name: string): name is Part => Object.hasOwn(parts, name)

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !isPart(name))
if (unknown.length > 0) {
  console.error(`There is no "${unknown.join('", "')}" to measure. There are: ${Object.keys(parts).join(", ")}.`)
  process.exit(1)
}
const wanted = asked.length > 0 ? asked.filter(isPart) : (Object.keys(parts) as Part[])

/** These need no database, or an instance that brings its own. */
const alone = new Set<Part>(["conditions", "canvas", "pages"])
if (wanted.includes("conditions")) await benchConditions()
const onDatabase = wanted.filter((part) => !alone.has(part))
if (onDatabase.length > 0) {
  const cluster = await startBenchCluster()
  try {
    for (const part of onDatabase) await parts[part](cluster.adminUrl)
  } finally {
    await closeClients()
    await cluster.stop()
  }
}
// Afterwards: an instance brings a Postgres of its own, which must not share the machine with a measurement.
if (wanted.includes("canvas")) await benchCanvas()
if (wanted.includes("pages")) await benchPages()
process.exit(0)
