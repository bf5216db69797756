import { eq, sql } from "drizzle-orm"
import { withTenant } from "@/db/tenant-client"
import { person, presence, skillMember } from "@/db/tenant/people"
import type { Session } from "@/server/auth/session"
import type { Member } from "./member"

/** Every member, inactive ones included, in the order they joined. */
export async function listMembers({ tenant, person: me }: Session): Promise<Member[]> {
  const { db } = withTenant(tenant)
  const seesAll = me.roles.includes("owner")
  const rows = await db
    .select({
      id: person.id,
      name: person.name,
      email: person.email,
      roles: person.roles,
      unitId: person.unitId,
      active: person.active,
      extension: person.extension,
      phone: person.phone,
      wecomId: person.wecomId,
      simulated: person.simulated,
      presence: sql<Member["presence"]>`coalesce(${presence.state}, 'away')`,
      presenceReason: presence.reason,
      presenceSince: presence.since,
      skillGroupIds: sql<string[]>`coalesce((
        select jsonb_agg(${skillMember.skillGroupId}) from ${skillMember} where ${skillMember.personId} = ${person.id}
      ), '[]'::jsonb)`,
      capacity: person.capacity,
      approvalLimit: person.approvalLimit,
      createdAt: person.createdAt,
    })
    .from(person)
    .leftJoin(presence, eq(presence.personId, person.id))
    .orderBy(person.createdAt, person.id)
  return rows.map(({ phone, wecomId, ...row }) => ({
    ...row,
    contact: seesAll || row.id === me.id ? { phone, wecomId } : null,
  }))
}
