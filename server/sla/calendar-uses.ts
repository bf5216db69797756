import * as z from "zod"
import type { Role } from "@/core/people/directory"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { flowUseSchema, namedInFlows } from "@/server/flow/named-in-flows"

/** Who counts by a calendar. */
export const calendarUseSchema = z.discriminatedUnion("type", [
  flowUseSchema,
  z.strictObject({ type: z.literal("unit"), id: z.uuid(), name: z.string() }),
])
export type CalendarUse = z.infer<typeof calendarUseSchema>

/** The uses of every calendar, by its id: units, then flows. */
export async function calendarUses(tenant: TenantRef, roles: Role[]): Promise<Map<string, CalendarUse[]>> {
  const [units, flows] = await Promise.all([
    withTenant(tenant).sql<{ calendar_id: string; id: string; name: string }[]>`
      select calendar_id, id, name from unit where calendar_id is not null order by name, id`,
    namedInFlows(tenant, roles, "calendarId"),
  ])
  const uses = new Map<string, CalendarUse[]>()
  const add = (calendarId: string, found: CalendarUse[]) =>
    uses.set(calendarId, [...(uses.get(calendarId) ?? []), ...found])
  for (const { calendar_id, id, name } of units) add(calendar_id, [{ type: "unit", id, name }])
  for (const [calendarId, found] of flows) add(calendarId, found)
  return uses
}
