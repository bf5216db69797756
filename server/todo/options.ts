import * as z from "zod"
import { resumeSchema } from "@/core/ticket/event"
import type { TodoOptions } from "@/core/ticket/options"

export const todoOptionsSchema: z.ZodType<TodoOptions> = z.strictObject({
  decide: z.boolean(),
  acknowledge: z.boolean(),
  pause: z.boolean(),
  resume: z.boolean(),
  transfer: z.boolean(),
  delegate: z.boolean(),
  addSign: z.array(z.enum(["before", "after", "parallel"])),
  removeSign: z.boolean(),
  retract: z.boolean(),
  return: z.strictObject({ nodeIds: z.array(z.string()), resume: resumeSchema.nullable() }).nullable(),
  rejectTo: z.array(z.string()).nullable(),
  claim: z.boolean(),
  unclaim: z.boolean(),
})

export const withdrawSchema = z.strictObject({ activationId: z.string(), nodeId: z.string() })
