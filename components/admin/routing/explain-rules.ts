import { routeCall, type RoutedCall, type Routing } from "@/core/call/route-call"
import type { RoutingMatch, RoutingRule } from "@/core/call/routing"

/** Why a rule does not take a call. */
export type Miss = "ivrPath" | "intent" | "dialled" | "abandoned"
export type Verdict = { is: "wins"; routing: Routing } | { is: "later" } | { is: "off" } | { is: "no"; misses: Miss[] }

/** A call as somebody describes it. Empty texts: the caller said or dialled nothing known. */
export type TriedCall = { path: string[]; intent: string; dialled: string; abandoned: boolean }

const conditions = { ivrPath: "ivrPathPrefix", intent: "intent", dialled: "dialled" } as const satisfies Partial<
  Record<Miss, keyof RoutingMatch>
>

/** The call the router would see. Pure. */
export function callOf({ path, intent, dialled, abandoned }: TriedCall): RoutedCall {
  return {
    direction: "in",
    outcome: abandoned ? "abandoned_ivr" : "waiting",
    toPeople: !abandoned,
    intent: intent || null,
    dnis: dialled || null,
    ivr: { path },
  }
}

/**
 * What every rule makes of a call, by the rule's id. Asks the router itself, with one rule or one condition at a time,
 * so that this explanation cannot differ from what happens. Pure.
 */
export function explainRules(call: RoutedCall, rules: readonly RoutingRule[]): Map<string, Verdict> {
  const winner = routeCall(call, rules)
  const takes = (rule: RoutingRule) => routeCall(call, [{ ...rule, enabled: true }]) !== null
  return new Map(
    rules.map((rule): [string, Verdict] => {
      if (winner?.ruleId === rule.id) return [rule.id, { is: "wins", routing: winner }]
      if (!rule.enabled) return [rule.id, { is: "off" }]
      if (takes(rule)) return [rule.id, { is: "later" }]
      const misses = (Object.keys(conditions) as (keyof typeof conditions)[]).filter((miss) => {
        const key = conditions[miss]
        const value = rule.match[key]
        return value !== undefined && !takes({ ...rule, whenAbandoned: true, match: { [key]: value } })
      })
      const isForPeople = takes({ ...rule, match: {} })
      return [rule.id, { is: "no", misses: isForPeople ? misses : ["abandoned", ...misses] }]
    }),
  )
}

/** "Cards > Fees" → its steps. `›` is what pages show between them, so what is copied from a page works too. Pure. */
export const parsePath = (text: string): string[] => text.split(/[>›]/).flatMap((step) => step.trim() || [])
