import * as z from "zod"
import type { TenantRef } from "@/db/tenant-client"
import { runStep, type StepRequest } from "./step"

/** What a step tells whoever took it. */
export const stepSchema = z.strictObject({ version: z.int(), status: z.enum(["open", "closed"]) })

export type StepBody = StepRequest["body"]

/** A step for a procedure: `runStep`, and of its result what pages need. */
export async function takeStep(tenant: TenantRef, request: StepRequest): Promise<z.infer<typeof stepSchema>> {
  const { version, status } = await runStep(tenant, request)
  return { version, status }
}
