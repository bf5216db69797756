import * as z from "zod"
import { clipText } from "../text"
import { isOpen, type Call } from "./call"

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
export type Routing = { ruleId: string; flowId: string; reason: RoutingReason }

/** Between the steps of a path, where it is shown as one text. */
export const PATH_SEPARATOR = " › "

export type RoutedCall = Pick<Call, "direction" | "outcome" | "toPeople" | "intent" | "dnis"> & {
  ivr: Pick<Call["ivr"], "path">
}

/**
 * The flow this call starts, or null. A call qualifies when it goes to people, or when it ended in the phone menu with an
 * intent and the rule asks for such calls. Phantom, outbound, self-served and internal calls start nothing.
 */
export function routeCall(call: RoutedCall, rules: readonly RoutingRule[]): Routing | null {
  const abandoned = !call.toPeople && !isOpen(call.outcome)
  if (call.direction !== "in" || call.outcome === "phantom" || call.outcome === "self_served") return null
  if (!call.toPeople && !(abandoned && call.intent !== null)) return null
  const ordered = rules.filter((rule) => rule.enabled).sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
  for (const rule of ordered) {
    if (abandoned && !rule.whenAbandoned) continue
    const matched = matchRule(call, rule.match)
    if (matched) return { ruleId: rule.id, flowId: rule.flowId, reason: { rule: rule.name, matched, abandoned } }
  }
  return null
}

function matchRule(call: RoutedCall, match: RoutingMatch): RoutingReason["matched"] | null {
  const matched: RoutingReason["matched"] = []
  const { ivrPathPrefix, intent, dialled } = match
  if (ivrPathPrefix) {
    if (!ivrPathPrefix.every((part, index) => call.ivr.path[index] === part)) return null
    matched.push({ what: "ivrPath", value: clipText(ivrPathPrefix.join(PATH_SEPARATOR), VALUE_CHARS_MAX) })
  }
  if (intent !== undefined) {
    if (call.intent !== intent) return null
    matched.push({ what: "intent", value: intent })
  }
  if (dialled !== undefined) {
    if (call.dnis === null || digits(call.dnis) !== digits(dialled)) return null
    matched.push({ what: "dialled", value: call.dnis })
  }
  return matched.length > 0 ? matched : [{ what: "any", value: "" }]
}
/** What a ticket's origin keeps of a value. */
const VALUE_CHARS_MAX = 400

/** `400-800 1234` and `4008001234` are one number: two trunks may spell it differently. */
function digits(number: string): string {
  return number.replaceAll(/[^\d*#]/g, "") || number
}
