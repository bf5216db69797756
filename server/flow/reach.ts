import * as z from "zod"
import { draftGraphSchema } from "@/core/flow/graph"
import { presenceSchema } from "@/core/people/directory"
import { queueTitle } from "@/core/people/queue"
import { distributionSchema, initiatorRuleSchema, peopleRuleSchema } from "@/core/people/rule"
import { indexDirectory } from "@/core/people/units"
import { textSchema } from "@/core/text"
import { valuesSchema } from "@/core/ticket/event"
import type { Facts } from "@/core/ticket/facts"
import { reach } from "@/core/ticket/reach"
import { withTenant } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import type { Session } from "@/server/auth/session"
import { loadFacts, loadPools } from "@/server/ticket/facts"
import { may, scopeSchema } from "./scope"

/** The rule as it stands in the designer, saved or not; fields and settings are those of the draft that is open there. */
export const reachInput = z.strictObject({
  flowId: z.uuid(),
  fields: draftGraphSchema.shape.fields,
  settings: draftGraphSchema.shape.settings.pick({ homeUnitId: true, administratorIds: true }),
  nodeId: z.string().max(40),
  people: peopleRuleSchema,
  distribution: distributionSchema,
  initiator: initiatorRuleSchema,
  values: valuesSchema,
  initiatorId: z.uuid().nullable(),
})

export const reachSchema = z.strictObject({
  people: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      presence: presenceSchema,
      reason: textSchema.nullable(),
      /** Whom they stand in for. */
      ownerName: z.string().nullable(),
      skipped: z.enum(["disabled", "away", "awayMeant", "repeat", "full", "initiator"]).nullable(),
      substituteName: z.string().nullable(),
      load: z.int(),
      capacity: z.int().nullable(),
      isNext: z.boolean(),
    }),
  ),
  outcome: z.enum(["all", "one", "queue", "waits", "full", "nobody", "choice"]),
  queue: textSchema.nullable(),
  looked: textSchema,
  fault: textSchema.nullable(),
})

/**
 * Whom a step of a flow would reach at this moment, and why. Nothing is written. NOT_FOUND when the flow is not here or may
 * not be seen.
 */
export async function reachNow(
  { tenant, person }: Session,
  { flowId, fields, settings, ...request }: z.infer<typeof reachInput>,
): Promise<z.infer<typeof reachSchema>> {
  const { sql } = withTenant(tenant)
  const [row] = await sql<{ scope: unknown }[]>`select scope from flow where id = ${flowId} and archived_at is null`
  if (!row || !may(person.roles, scopeSchema.parse(row.scope).see)) throw new AppError("NOT_FOUND")
  // Nobody has called: who would have taken the call is known once somebody has.
  const facts: Facts = { ...(await loadFacts(tenant)), callAgents: {} }
  const asked = { flowId, graph: { fields, settings }, ...request, at: Date.now() }
  let answer = reach(asked, facts)
  while (answer.type === "needs") {
    Object.assign(facts.pools, await loadPools(sql, answer.pools))
    answer = reach(asked, facts)
  }
  const index = indexDirectory(facts.directory)
  const nameOf = (id: string | null) => index.person(id)?.name ?? null
  return {
    people: answer.people.map(({ personId, ownerId, substituteId, ...one }) => ({
      ...one,
      id: personId,
      name: nameOf(personId) ?? "?",
      presence: index.person(personId)?.presence ?? "away",
      ownerName: nameOf(ownerId),
      substituteName: nameOf(substituteId),
      capacity: index.person(personId)?.capacity ?? null,
    })),
    outcome: answer.outcome,
    queue: answer.queue === null ? null : queueTitle(facts.directory, answer.queue),
    looked: answer.looked,
    fault: answer.fault,
  }
}
