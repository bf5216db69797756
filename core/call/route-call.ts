import { clipText } from "../clip-text"
import type { Call } from "./call"
import { isOpen } from "./outcome"
import type { RoutingMatch, RoutingReason, RoutingRule } from "./routing"

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
