import * as z from "zod"
import { roleSchema } from "./directory"

const named = z.strictObject({ type: z.literal("named"), personIds: z.array(z.uuid()).max(200) })
const role = z.strictObject({ type: z.literal("role"), role: roleSchema })
const unit = z.strictObject({ type: z.literal("unit"), unitId: z.uuid(), includeSubunits: z.boolean() })
const skillGroup = z.strictObject({ type: z.literal("skillGroup"), skillGroupId: z.uuid(), onlineOnly: z.boolean() })

/** Among whom somebody may choose people for a step; null: anybody. */
export const amongSchema = z.discriminatedUnion("type", [named, role, unit, skillGroup]).nullable()
export type Among = z.infer<typeof amongSchema>

/** How many people may be chosen for a step at the most. */
const choiceMax = z.int().min(1).max(20)

/**
 * Who a todo goes to. `supervisor(s)` start from the initiator's unit; when a call or the system opened
 * the ticket, from the flow's home unit.
 */
export const peopleRuleSchema = z.discriminatedUnion("type", [
  named,
  role,
  unit,
  z.strictObject({ type: z.literal("unitHead"), unitId: z.uuid() }),
  z.strictObject({ type: z.literal("supervisor"), level: z.int().min(1).max(10) }),
  z.strictObject({ type: z.literal("supervisorsUpTo"), level: z.int().min(1).max(10) }),
  skillGroup,
  z.strictObject({ type: z.literal("initiator") }),
  z.strictObject({ type: z.literal("expression"), source: z.string().max(4096) }),
  /** Everybody above, up to the first with a role, to the top, or to the first who may approve as much as `source` says. */
  z.strictObject({
    type: z.literal("supervisorsUntil"),
    until: z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("role"), role: roleSchema }),
      z.strictObject({ type: z.literal("root") }),
      z.strictObject({ type: z.literal("limit"), source: z.string().max(4096) }),
    ]),
  }),
  /** Whoever a field of the form names. */
  z.strictObject({ type: z.literal("field"), key: z.string().max(64) }),
  /** Whom the initiator chose when they handed the form in. */
  z.strictObject({ type: z.literal("initiatorChoice"), among: amongSchema, max: choiceMax }),
  /** Whom the person chose who completed the step before. */
  z.strictObject({ type: z.literal("previousChoice"), among: amongSchema, max: choiceMax }),
  /** Whoever took the call that opened the ticket. */
  z.strictObject({ type: z.literal("callAgent") }),
])
export type PeopleRule = z.infer<typeof peopleRuleSchema>

/**
 * `all`: a todo for everybody the rule names. `queue`: one todo that nobody is given; a member of the group claims it. The
 * others pick exactly one person out of the pool: in turn, whoever has the fewest open todos, or whoever has been without
 * work longest.
 */
export const distributionSchema = z.enum(["all", "roundRobin", "leastLoaded", "longestIdle", "queue"])
export type Distribution = z.infer<typeof distributionSchema>

/** What becomes of the approval of whoever opened the ticket themselves. */
export const initiatorRuleSchema = z.enum(["self", "skip", "superior", "unitHead"])
export type InitiatorRule = z.infer<typeof initiatorRuleSchema>

/** Whose approval is not asked for a second time, while the form says the same. Only approvals count. */
export const repeatRuleSchema = z.enum(["ask", "skipConsecutive", "skipAny"])
export type RepeatRule = z.infer<typeof repeatRuleSchema>

/** What happens when the rule names nobody. Nobody is ever passed in silence: every case leaves an event. */
export const emptyRuleSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("hold") }),
  z.strictObject({ type: z.literal("pass") }),
  z.strictObject({ type: z.literal("reject") }),
  z.strictObject({ type: z.literal("flowAdministrator") }),
  z.strictObject({ type: z.literal("named"), personIds: z.array(z.uuid()).min(1).max(20) }),
])
export type EmptyRule = z.infer<typeof emptyRuleSchema>
