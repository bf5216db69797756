import { setTimeout as sleep } from "node:timers/promises"
import * as z from "zod"
import { openTicket } from "../open"
import { runStep } from "../step"

// A process that opens tickets and works them off, one command after the other, and says on stdout which keys were
// acknowledged. Started and killed by crash.db.test.ts. A command whose outcome is unknown is sent again with its key.

const { tenant, flowId, personId, run } = z
  .object({
    tenant: z.object({ id: z.string(), schema: z.string(), slug: z.string() }),
    flowId: z.string(),
    personId: z.string(),
    run: z.string(),
  })
  .parse(JSON.parse(process.argv[2] ?? "{}"))

async function untilAcknowledged<T>(key: string, send: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      const result = await send()
      process.stdout.write(`${key}\n`)
      return result
    } catch {
      await sleep(50)
    }
  }
}

for (let count = 0; ; count++) {
  const openKey = `crash:${run}:${count}`
  const { ticketId } = await untilAcknowledged(openKey, () =>
    openTicket(tenant, {
      flowId,
      key: openKey,
      by: personId,
      origin: { type: "manual" },
      initiatorId: personId,
      variables: {},
    }),
  )
  // Every third ticket keeps its last todo, so that there is something for the timers.
  const todoIds = count % 3 === 0 ? ["d4", "d6"] : ["d4", "d6", "d8"]
  for (const todoId of todoIds) {
    const key = `${openKey}:${todoId}`
    const body = { type: "decide", todoId, decision: "done", outcome: null, comment: "", fields: {} } as const
    await untilAcknowledged(key, () => runStep(tenant, { ticketId, key, by: personId, body }))
  }
}
