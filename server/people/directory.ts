import { LRUCache } from "lru-cache"
import * as z from "zod"
import { type Directory, presenceSchema, roleSchema } from "@/core/people/directory"
import { type TenantRef, withTenant } from "@/db/tenant-client"
import { workLimitsKey } from "./work-limits-key"

/** Who is online and who is in which group may be this old in a decision. */
const STALE_MS = 2_000

const cache = new LRUCache<string, Promise<Directory>>({ max: 1_000, ttl: STALE_MS })

const directorySchema = z.object({
  people: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      email: z.string(),
      active: z.boolean(),
      roles: z.array(roleSchema),
      unitId: z.uuid().nullable(),
      presence: presenceSchema,
      skillGroupIds: z.array(z.uuid()),
      capacity: z.int().nullable(),
      approvalLimit: z.int().nullable(),
    }),
  ),
  units: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      parentId: z.uuid().nullable(),
      headId: z.uuid().nullable(),
      calendarId: z.uuid().nullable(),
    }),
  ),
  skillGroups: z.array(z.object({ id: z.uuid(), key: z.string(), name: z.string() })),
  substitutes: z.array(
    z.object({ personId: z.uuid(), toId: z.uuid(), from: z.number(), until: z.number().nullable() }),
  ),
})

/** Everything the people rules need, in one statement; kept for two seconds in this process. */
export function loadDirectory(tenant: TenantRef): Promise<Directory> {
  let directory = cache.get(tenant.schema)
  if (!directory) {
    directory = read(tenant)
    directory.catch(() => cache.delete(tenant.schema))
    cache.set(tenant.schema, directory)
  }
  return directory
}

/** After a change made in this process, so that whoever made it sees it at once. */
export const forgetDirectory = (tenant: Pick<TenantRef, "schema">): boolean => cache.delete(tenant.schema)

async function read(tenant: TenantRef): Promise<Directory> {
  const [row] = await withTenant(tenant).sql`
    select
      (select coalesce(jsonb_agg(jsonb_build_object(
        'id', person.id, 'name', person.name, 'email', person.email, 'active', person.active, 'roles', person.roles,
        'unitId', person.unit_id, 'presence', coalesce(presence.state, 'away'),
        'skillGroupIds', coalesce(member.skill_group_ids, '[]'::jsonb),
        'capacity', coalesce(person.capacity, (
          select (value->>'capacity')::int from tenant_setting where key = ${workLimitsKey})),
        'approvalLimit', person.approval_limit
      ) order by person.created_at, person.id), '[]'::jsonb)
      from person
      left join presence on presence.person_id = person.id
      left join (
        select person_id, jsonb_agg(skill_group_id order by skill_group_id) as skill_group_ids
        from skill_member group by person_id
      ) as member on member.person_id = person.id) as people,
      (select coalesce(jsonb_agg(jsonb_build_object(
        'id', id, 'name', name, 'parentId', parent_id, 'headId', head_id,
        'calendarId', calendar_id) order by name, id), '[]'::jsonb)
      from unit) as units,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'key', key, 'name', name) order by name, id), '[]'::jsonb)
      from skill_group) as "skillGroups",
      (select coalesce(jsonb_agg(jsonb_build_object('personId', person_id, 'toId', to_id,
        'from', extract(epoch from from_at) * 1000, 'until', extract(epoch from until_at) * 1000)
        order by from_at, id), '[]'::jsonb)
      from substitute where until_at is null or until_at > now()) as substitutes`
  return directorySchema.parse(row)
}
