import * as z from "zod"
import { presenceSchema, roleSchema } from "@/core/people/directory"
import { phonePattern } from "@/core/people/phone"

export const phoneSchema = z.string().regex(phonePattern)
export const wecomIdSchema = z.string().trim().min(1).max(80)

/** A member as lists and forms show one. */
export const memberSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  roles: z.array(roleSchema),
  unitId: z.uuid().nullable(),
  active: z.boolean(),
  extension: z.string().nullable(),
  /** Where their warnings go; only owners see that of others. */
  contact: z.object({ phone: z.string().nullable(), wecomId: z.string().nullable() }).nullable(),
  simulated: z.boolean(),
  presence: presenceSchema,
  presenceReason: z.string().nullable(),
  presenceSince: z.date().nullable(),
  skillGroupIds: z.array(z.uuid()),
  /** Open todos at once that may be given to them; null = as for everybody. */
  capacity: z.int().nullable(),
  /** Up to which amount they may approve, in minor units; null = no amount. */
  approvalLimit: z.int().nullable(),
  createdAt: z.date(),
})
export type Member = z.infer<typeof memberSchema>
