import { eq } from "drizzle-orm"
import * as z from "zod"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { person, skillGroup } from "@/db/tenant/people"
import { agentState } from "@/db/tenant/telephony"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import { personOfAgent } from "./person-of-agent"

export const mappingSchema = z.object({
  skillGroups: z.array(z.object({ id: z.uuid(), name: z.string(), vendorIds: z.array(z.string()) })),
  agents: z.array(
    z.object({
      agentId: z.string(),
      name: z.string().nullable(),
      extension: z.string().nullable(),
      personId: z.uuid().nullable(),
      personName: z.string().nullable(),
      /** How we know who it is; `none` = nobody yet. */
      by: z.enum(["hand", "extension", "none"]),
    }),
  ),
  /** Queues of the telephone system that belong to no skill group yet. */
  unmappedQueues: z.array(z.object({ vendorId: z.string(), firstSeenAt: z.number(), lastSeenAt: z.number() })),
})
export type Mapping = z.infer<typeof mappingSchema>

/** What the telephone systems call things, and what they are here. */
export async function readMapping(tenant: TenantRef): Promise<Mapping> {
  const { sql } = withTenant(tenant)
  const [skillGroups, agents, queues] = await Promise.all([
    sql<{ id: string; name: string; vendorIds: string[] }[]>`
      select id, name, vendor_ids as "vendorIds" from skill_group order by name`,
    sql<
      {
        agentId: string
        name: string | null
        extension: string | null
        mappedId: string | null
        personId: string | null
        personName: string | null
      }[]
    >`
      select agent.agent_id as "agentId", agent.detail->>'name' as name, agent.extension, agent.person_id as "mappedId",
        person.id as "personId", person.name as "personName"
      from agent_state as agent left join person on person.active and person.id = ${personOfAgent(sql)}
      order by agent.agent_id limit 2000`,
    sql<{ vendorId: string; firstSeenAt: Date; lastSeenAt: Date }[]>`
      select vendor_id as "vendorId", first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt"
      from unmapped_vendor_id where kind = 'queue' and not exists (select 1 from skill_group where vendor_ids ? vendor_id)
      order by vendor_id limit 500`,
  ])
  return {
    skillGroups: [...skillGroups],
    agents: agents.map(({ mappedId, ...agent }) => ({
      ...agent,
      by: agent.personId === null ? "none" : mappedId === null ? "extension" : "hand",
    })),
    unmappedQueues: queues.map((row) => ({
      vendorId: row.vendorId,
      firstSeenAt: row.firstSeenAt.getTime(),
      lastSeenAt: row.lastSeenAt.getTime(),
    })),
  }
}

export const mapQueueInput = z.strictObject({ vendorId: z.string().min(1).max(200), skillGroupId: z.uuid().nullable() })

/** Says to which skill group a queue of the telephone system belongs; null = to none. Throws AppError NOT_FOUND. */
export async function mapQueue(
  tenant: TenantRef,
  personId: string | null,
  { vendorId, skillGroupId }: z.infer<typeof mapQueueInput>,
): Promise<{ mapped: true }> {
  await withTenant(tenant).db.transaction(async (tx) => {
    const groups = await tx.select().from(skillGroup).for("update")
    if (skillGroupId && !groups.some((group) => group.id === skillGroupId)) throw new AppError("NOT_FOUND")
    for (const group of groups) {
      const others = group.vendorIds.filter((id) => id !== vendorId)
      const vendorIds = group.id === skillGroupId ? [...others, vendorId] : others
      if (vendorIds.join("\n") !== group.vendorIds.join("\n"))
        await tx.update(skillGroup).set({ vendorIds }).where(eq(skillGroup.id, group.id))
    }
    await recordAudit(tx, personId, { action: "queue.mapped", subject: `queue:${vendorId}`, after: { skillGroupId } })
  })
  return { mapped: true }
}

export const mapAgentInput = z.strictObject({ agentId: z.string().min(1).max(200), personId: z.uuid().nullable() })

/** Says who an agent of the telephone system is; null = whoever has the extension. Throws AppError NOT_FOUND. */
export async function mapAgent(
  tenant: TenantRef,
  by: string | null,
  { agentId, personId }: z.infer<typeof mapAgentInput>,
): Promise<{ mapped: true }> {
  await withTenant(tenant).db.transaction(async (tx) => {
    if (personId) {
      const [known] = await tx.select({ id: person.id }).from(person).where(eq(person.id, personId))
      if (!known) throw new AppError("NOT_FOUND")
    }
    const rows = await tx
      .update(agentState)
      .set({ personId })
      .where(eq(agentState.agentId, agentId))
      .returning({ agentId: agentState.agentId })
    if (rows.length === 0) throw new AppError("NOT_FOUND")
    await recordAudit(tx, by, { action: "agent.mapped", subject: `agent:${agentId}`, after: { personId } })
  })
  return { mapped: true }
}
