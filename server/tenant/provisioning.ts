import * as z from "zod"
import { gateway } from "@/db/gateway"
import { AppError } from "@/server/api/app-error"
import { takeAllowance } from "@/server/auth/allowance"
import { provisioningSteps } from "./provisioning-steps"
import { queueProvisioning } from "./queue-provisioning"

export const provisioningSchema = z.object({
  state: z.enum(["queued", "running", "ready", "failed"]),
  /** The step at work or next; null when all are done. */
  step: z.enum(provisioningSteps).nullable(),
  steps: z.array(z.object({ key: z.enum(provisioningSteps), doneAt: z.date().nullable() })),
})
export type Provisioning = z.infer<typeof provisioningSchema>

const rowSchema = z.object({
  state: provisioningSchema.shape.state,
  steps: z.partialRecord(z.enum(provisioningSteps), z.iso.datetime({ offset: true })),
})

/** How far a sign-up is. The request id is a secret of whoever signed up. Throws NOT_FOUND. */
export async function provisioning(requestId: string): Promise<Provisioning> {
  const [row] = await gateway().sql`select state, steps from control.provisioning where id = ${requestId}`
  if (!row) throw new AppError("NOT_FOUND")
  const { state, steps } = rowSchema.parse(row)
  return {
    state,
    step: provisioningSteps.find((key) => !steps[key]) ?? null,
    steps: provisioningSteps.map((key) => ({ key, doneAt: steps[key] ? new Date(steps[key]) : null })),
  }
}

/** Tries a failed sign-up again, from the step it failed at. Throws NOT_FOUND (also when it has not failed), RATE_LIMITED. */
export async function retryProvisioning(requestId: string): Promise<void> {
  const retryAfterSec = await takeAllowance(`provisioning ${requestId}`, { burst: 5, perHour: 20 })
  if (retryAfterSec > 0) throw new AppError("RATE_LIMITED", { retryAfterSec })
  await gateway().sql.begin(async (tx) => {
    const changed = await tx`
      update control.provisioning set state = 'queued', updated_at = now()
      where id = ${requestId} and state = 'failed'`
    if (changed.count === 0) throw new AppError("NOT_FOUND")
    await queueProvisioning(tx, requestId)
  })
}
