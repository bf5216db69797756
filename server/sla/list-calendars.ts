import * as z from "zod"
import type { Role } from "@/core/people/directory"
import { calendarSchema } from "@/core/sla/policy"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { calendarUses, calendarUseSchema } from "./calendar-uses"

export const calendarItemSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  isDefault: z.boolean(),
  hours: calendarSchema,
  /** Counts saves; a save names the one it saw. */
  revision: z.int(),
  updatedAt: z.number(),
  savedBy: z.string().nullable(),
  uses: z.array(calendarUseSchema),
})
export type CalendarItem = z.infer<typeof calendarItemSchema>

export const calendarListSchema = z.strictObject({ items: z.array(calendarItemSchema) })

/** Every calendar of the tenant, its default first. */
export async function listCalendars(tenant: TenantRef, roles: Role[]): Promise<{ items: CalendarItem[] }> {
  const [rows, uses] = await Promise.all([
    withTenant(tenant).sql<
      {
        id: string
        name: string
        is_default: number
        hours: unknown
        revision: number
        updated_at: Date
        saved_by: string | null
      }[]
    >`
      select c.id, c.name, c.is_default, c.hours, c.revision, c.updated_at, p.name as saved_by
      from calendar c left join person p on p.id = c.saved_by order by c.is_default desc, c.name, c.id`,
    calendarUses(tenant, roles),
  ])
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      isDefault: row.is_default === 1,
      hours: calendarSchema.parse(row.hours),
      revision: row.revision,
      updatedAt: row.updated_at.getTime(),
      savedBy: row.saved_by,
      uses: uses.get(row.id) ?? [],
    })),
  }
}

/** One of them. Throws NOT_FOUND. There are a handful; reading all of them costs the same. */
export async function getCalendar(tenant: TenantRef, roles: Role[], calendarId: string): Promise<CalendarItem> {
  const { items } = await listCalendars(tenant, roles)
  const found = items.find(({ id }) => id === calendarId)
  if (!found) throw new AppError("NOT_FOUND")
  return found
}
