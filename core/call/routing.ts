import * as z from "zod"

/**
 * Which flow a call starts. Rules are tried by position and the first that matches wins; a rule without any condition
 * matches every call that qualifies. The answer keeps what matched, so that a page can say why in any language.
 */
export const routingMatchSchema = z.strictObject({
  /** The call's path through the phone menu begins with these nodes and keys. */
  ivrPathPrefix: z.array(z.string().min(1).max(120)).min(1).max(30).optional(),
  intent: z.string().min(1).max(120).optional(),
  /** The number that was called, digits only compared. */
  dialled: z.string().min(1).max(100).optional(),
})
export type RoutingMatch = z.infer<typeof routingMatchSchema>

export const routingRuleSchema = z.strictObject({
  id: z.string(),
  position: z.int().min(0),
  enabled: z.boolean(),
  name: z.string().min(1).max(120),
  match: routingMatchSchema,
  /** Also for callers who hung up in the phone menu after saying what they wanted. */
  whenAbandoned: z.boolean().default(false),
  flowId: z.string(),
})
export type RoutingRule = z.infer<typeof routingRuleSchema>

/** Why this flow: which rule, and which of its conditions held. `any` = the rule has none and takes every call. */
export const routingReasonSchema = z.object({
  rule: z.string(),
  matched: z.array(z.object({ what: z.enum(["ivrPath", "intent", "dialled", "any"]), value: z.string() })).min(1),
  /** The caller had hung up in the phone menu. */
  abandoned: z.boolean(),
})
export type RoutingReason = z.infer<typeof routingReasonSchema>
