import * as z from "zod"
import { roleSchema } from "./directory"

/**
 * Who a todo goes to (engine.md §7). `supervisor(s)` start from the initiator's unit; when a call or the system opened
 * the ticket, from the flow's home unit.
 */
export const peopleRuleSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("named"), personIds: z.array(z.uuid()).max(200) }),
  z.strictObject({ type: z.literal("role"), role: roleSchema }),
  z.strictObject({ type: z.literal("unit"), unitId: z.uuid(), includeSubunits: z.boolean() }),
  z.strictObject({ type: z.literal("unitHead"), unitId: z.uuid() }),
  z.strictObject({ type: z.literal("supervisor"), level: z.int().min(1).max(10) }),
  z.strictObject({ type: z.literal("supervisorsUpTo"), level: z.int().min(1).max(10) }),
  z.strictObject({ type: z.literal("skillGroup"), skillGroupId: z.uuid(), onlineOnly: z.boolean() }),
  z.strictObject({ type: z.literal("initiator") }),
  z.strictObject({ type: z.literal("expression"), source: z.string().max(4096) }),
])
export type PeopleRule = z.infer<typeof peopleRuleSchema>

/** `all`: a todo for everybody the rule names. The others pick exactly one person out of the pool. */
export const distributionSchema = z.enum(["all", "roundRobin", "leastLoaded"])
export type Distribution = z.infer<typeof distributionSchema>

/** What happens when the rule names nobody. Nobody is ever passed in silence: every case leaves an event. */
export const emptyRuleSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("hold") }),
  z.strictObject({ type: z.literal("pass") }),
  z.strictObject({ type: z.literal("reject") }),
  z.strictObject({ type: z.literal("flowAdministrator") }),
  z.strictObject({ type: z.literal("named"), personIds: z.array(z.uuid()).min(1).max(20) }),
])
export type EmptyRule = z.infer<typeof emptyRuleSchema>
