import * as z from "zod"
import { requestRefSchema } from "@/server/request/claim"
import { runRequests } from "@/server/request/run-requests"
import { defineTask } from "../runtime/task"

/** A batch of one tenant's requests: services that are asked, tickets that are opened, called back or told of. */
export const runRequestsTask = defineTask({
  identifier: "run-requests",
  role: "requests",
  schema: z.strictObject({
    tenantId: z.uuid(),
    schema: z.string(),
    slug: z.string(),
    due: z.array(requestRefSchema).max(1000),
  }),
  async run({ tenantId, schema, slug, due }, { log, signal }) {
    const result = await runRequests({ id: tenantId, schema, slug }, due, signal)
    if (result.failed > 0 || result.again > 0) log.info(result, "requests done")
  },
})
