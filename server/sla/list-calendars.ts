import * as z from "zod"
import { calendarSchema } from "@/core/sla/policy"
import { withTenant, type TenantRef } from "@/db/tenant-client"

export const calendarListSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      isDefault: z.boolean(),
      hours: calendarSchema,
      updatedAt: z.number(),
    }),
  ),
})

export async function listCalendars(tenant: TenantRef): Promise<z.infer<typeof calendarListSchema>> {
  const rows = await withTenant(tenant).sql<
    { id: string; name: string; is_default: number; hours: unknown; updated_at: Date }[]
  >`select id, name, is_default, hours, updated_at from calendar order by is_default desc, name`
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      isDefault: row.is_default === 1,
      hours: calendarSchema.parse(row.hours),
      updatedAt: row.updated_at.getTime(),
    })),
  }
}
