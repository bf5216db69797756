import { randomUUID } from "node:crypto"
import { eq, sql as drizzleSql } from "drizzle-orm"
import * as z from "zod"
import { routingMatchSchema, routingRuleSchema } from "@/core/call/routing"
import type { Problem } from "@/core/problem"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import { flow } from "@/db/tenant/flow"
import { routingRule } from "@/db/tenant/telephony"
import { loadRules } from "./load-rules"

const RULES_MAX = 200

export const routingRuleListSchema = z.object({
  rules: z.array(
    routingRuleSchema.extend({
      flowName: z.string(),
      /** A rule whose flow cannot start: archived, or nothing published. */
      flowState: z.enum(["live", "unpublished", "archived"]),
      /** Calls of the last seven days that this rule matched. */
      matchedCalls: z.int(),
    }),
  ),
  /** What callers have said and pressed in the last seven days, for the rule's form. */
  seen: z.object({
    intents: z.array(z.object({ intent: z.string(), calls: z.int() })),
    paths: z.array(z.object({ path: z.array(z.string()), calls: z.int() })),
    dialled: z.array(z.object({ dialled: z.string(), calls: z.int() })),
  }),
})
export type RoutingRuleList = z.infer<typeof routingRuleListSchema>

export async function listRoutingRules(tenant: TenantRef): Promise<RoutingRuleList> {
  const { sql } = withTenant(tenant)
  const [rules, flows, matched, intents, paths, dialled] = await Promise.all([
    loadRules(sql),
    sql<{ id: string; name: string; state: "live" | "unpublished" | "archived" }[]>`
      select id, name, case when archived_at is not null then 'archived' when current_version_id is null then 'unpublished'
        else 'live' end as state from flow`,
    sql<{ ruleId: string; calls: string }[]>`
      select routing->>'ruleId' as "ruleId", count(*) as calls from call
      where offered_at > now() - interval '7 days' and routing is not null group by 1`,
    sql<{ intent: string; calls: string }[]>`
      select intent, count(*) as calls from call where offered_at > now() - interval '7 days' and intent is not null
      group by intent order by calls desc limit 30`,
    sql<{ path: string[]; calls: string }[]>`
      select ivr->'path' as path, count(*) as calls from call
      where offered_at > now() - interval '7 days' and ivr->'path' <> '[]'::jsonb
      group by 1 order by calls desc limit 30`,
    sql<{ dialled: string; calls: string }[]>`
      select dnis as dialled, count(*) as calls from call where offered_at > now() - interval '7 days' and dnis <> ''
      group by dnis order by calls desc limit 30`,
  ])
  const flowById = new Map(flows.map((known) => [known.id, known]))
  const callsOf = new Map(matched.map((row) => [row.ruleId, Number(row.calls)]))
  return {
    rules: rules.map((rule) => ({
      ...rule,
      flowName: flowById.get(rule.flowId)?.name ?? "",
      flowState: flowById.get(rule.flowId)?.state ?? "archived",
      matchedCalls: callsOf.get(rule.id) ?? 0,
    })),
    seen: {
      intents: intents.map((row) => ({ intent: row.intent, calls: Number(row.calls) })),
      paths: paths.map((row) => ({ path: row.path, calls: Number(row.calls) })),
      dialled: dialled.map((row) => ({ dialled: row.dialled, calls: Number(row.calls) })),
    },
  }
}

export const saveRoutingRuleInput = z.strictObject({
  /** Absent for a new rule, which goes to the end. */
  ruleId: z.uuid().optional(),
  name: z.string().trim().min(1).max(120),
  enabled: z.boolean(),
  match: routingMatchSchema,
  whenAbandoned: z.boolean(),
  flowId: z.uuid(),
})

/** Throws AppError NOT_FOUND (rule), INVALID (no such flow, too many rules). Takes effect with the next call. */
export async function saveRoutingRule(
  tenant: TenantRef,
  personId: string | null,
  input: z.infer<typeof saveRoutingRuleInput>,
): Promise<{ ruleId: string }> {
  const { ruleId, ...fields } = input
  return withTenant(tenant).db.transaction(async (tx) => {
    const [target] = await tx.select({ id: flow.id }).from(flow).where(eq(flow.id, input.flowId))
    if (!target) throw invalid("flowId", { en: "There is no such flow.", zh: "没有该流程。" })
    const [count] = await tx
      .select({ rules: drizzleSql<string>`count(*)`, last: drizzleSql<string>`coalesce(max(position), -1)` })
      .from(routingRule)
    if (!ruleId && Number(count?.rules) >= RULES_MAX)
      throw invalid("ruleId", {
        en: `There can be ${RULES_MAX} rules. Remove one first.`,
        zh: `最多 ${RULES_MAX} 条规则，请先删除一条。`,
      })
    const id = ruleId ?? randomUUID()
    const [before] = ruleId ? await tx.select().from(routingRule).where(eq(routingRule.id, ruleId)) : []
    if (ruleId && !before) throw new AppError("NOT_FOUND")
    if (before)
      await tx
        .update(routingRule)
        .set({ ...fields, updatedAt: new Date() })
        .where(eq(routingRule.id, id))
    else await tx.insert(routingRule).values({ id, position: Number(count?.last) + 1, ...fields })
    await recordAudit(tx, personId, {
      action: before ? "routingRule.changed" : "routingRule.created",
      subject: `routingRule:${id}`,
      before,
      after: fields,
    })
    return { ruleId: id }
  })
}

export const orderRoutingRulesInput = z.strictObject({ ruleIds: z.array(z.uuid()).min(1).max(RULES_MAX) })

/** Puts the rules in this order. Throws AppError CONFLICT when the list is not exactly the rules there are. */
export async function orderRoutingRules(
  tenant: TenantRef,
  personId: string | null,
  { ruleIds }: z.infer<typeof orderRoutingRulesInput>,
): Promise<{ ordered: true }> {
  await withTenant(tenant).db.transaction(async (tx) => {
    const known = await tx.select({ id: routingRule.id }).from(routingRule).for("update")
    const isAll = known.length === ruleIds.length && new Set(ruleIds).size === ruleIds.length
    if (!isAll || known.some(({ id }) => !ruleIds.includes(id))) throw new AppError("CONFLICT")
    for (const [position, id] of ruleIds.entries())
      await tx.update(routingRule).set({ position }).where(eq(routingRule.id, id))
    await recordAudit(tx, personId, { action: "routingRules.ordered", subject: "routingRules", after: ruleIds })
  })
  return { ordered: true }
}

export const removeRoutingRuleInput = z.strictObject({ ruleId: z.uuid() })

/** Throws AppError NOT_FOUND. Tickets it has opened keep its name and reason. */
export async function removeRoutingRule(
  tenant: TenantRef,
  personId: string | null,
  { ruleId }: z.infer<typeof removeRoutingRuleInput>,
): Promise<{ removed: true }> {
  await withTenant(tenant).db.transaction(async (tx) => {
    const [before] = await tx.delete(routingRule).where(eq(routingRule.id, ruleId)).returning()
    if (!before) throw new AppError("NOT_FOUND")
    await recordAudit(tx, personId, { action: "routingRule.removed", subject: `routingRule:${ruleId}`, before })
  })
  return { removed: true }
}

function invalid(field: string, text: Problem["text"]): AppError {
  return new AppError("INVALID", { problems: [{ code: "invalidInput", severity: "error", place: { field }, text }] })
}
