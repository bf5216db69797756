import * as z from "zod"
import { failProvisioning, provisionTenant } from "@/server/tenant/provision"
import { defineTask } from "../runtime/task"

/** Makes the tenant of a sign-up. Each attempt goes on where the last one stopped. */
export const provisionTenantTask = defineTask({
  identifier: "provision-tenant",
  role: "provisioning",
  schema: z.object({ requestId: z.uuid() }),
  async run({ requestId }, { isLastAttempt }) {
    try {
      await provisionTenant(requestId)
    } catch (error) {
      if (isLastAttempt) await failProvisioning(requestId, error)
      throw error
    }
  },
})
