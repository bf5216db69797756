import { monitorEventLoopDelay } from "node:perf_hooks"
import * as z from "zod"
import { Measure } from "@/core/back-test/measure"
import { readPast } from "@/core/back-test/past"
import { closeClients } from "@/db/close-clients"
import { withTenant } from "@/db/tenant-client"
import { readBatch } from "@/server/back-test/read-batch"
import { runBackTest } from "@/server/back-test/run"

// The worker process of bench/back-test. Does what it is told and says how long it took, how much processor it used and how
// long its other work would have waited, all in milliseconds.

const jobSchema = z.object({
  tenant: z.object({ id: z.string(), schema: z.string(), slug: z.string() }),
  what: z.enum(["read", "evaluate", "backTest"]),
  flowId: z.string(),
  backTestId: z.string(),
})
type Job = z.infer<typeof jobSchema>
export type Measured = { ms: number; cpuMs: number; waitP99: number; waitMax: number; tickets: number }

const batchSize = 250

/** Every ticket of the flow: read from the database, and, where asked, evaluated as it happened, on nothing new. */
async function pass({ tenant, what, flowId }: Job): Promise<number> {
  const { sql } = withTenant(tenant)
  let tickets = 0
  for (let afterNumber = 0; ;) {
    const range = { flowId, afterNumber, from: new Date(0), until: new Date(), limit: batchSize }
    const batch = await readBatch(sql, range)
    const last = batch.at(-1)
    if (!last) return tickets
    afterNumber = last.number
    tickets += batch.length
    if (what === "evaluate")
      for (const { events } of batch) readPast(events, new Measure(() => null)).finish(Date.now())
  }
}

async function work(job: Job): Promise<number> {
  if (job.what !== "backTest") return pass(job)
  await runBackTest(job.tenant, job.backTestId, { signal: new AbortController().signal, isLastAttempt: true })
  return 0
}

const resolutionMs = 2
process.on("message", (message) => {
  void (async () => {
    const delay = monitorEventLoopDelay({ resolution: resolutionMs })
    const cpu = process.cpuUsage()
    const began = performance.now()
    delay.enable()
    const tickets = await work(jobSchema.parse(message))
    delay.disable()
    const { user, system } = process.cpuUsage(cpu)
    const wait = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolutionMs)
    const measured: Measured = {
      ms: performance.now() - began,
      cpuMs: (user + system) / 1000,
      waitP99: wait(delay.percentile(99)),
      waitMax: wait(delay.max),
      tickets,
    }
    process.send?.(measured)
  })()
})
process.on("disconnect", () => void closeClients().then(() => process.exit(0)))
process.send?.("ready")
