import { LRUCache } from "lru-cache"
import type { TransactionSql } from "@/db/connect"
import type { TenantRef } from "@/db/tenant-client"
import { personOfAgent } from "./person-of-agent"
import { textArray } from "./text-array"

/** An id is looked at once in this time: a call a second from one queue is no news. */
const seen = new LRUCache<string, true>({ max: 20_000, ttl: 60_000 })

/** Notes ids of the telephone system that no skill group or person of ours is mapped to, so that somebody can map them. */
export async function noteUnmapped(
  tx: TransactionSql,
  tenant: TenantRef,
  { queues, agents }: { queues: readonly string[]; agents: readonly string[] },
): Promise<void> {
  const unseen = (kind: string, ids: readonly string[]) =>
    [...new Set(ids)].filter((id) => !seen.has(`${tenant.schema} ${kind} ${id}`))
  const newQueues = unseen("queue", queues)
  const newAgents = unseen("agent", agents)
  if (newQueues.length + newAgents.length === 0) return
  await tx`
    insert into unmapped_vendor_id as noted (kind, vendor_id)
    select kind, id from (
      select 'queue' as kind, vendor.id from unnest(${textArray(newQueues)}::text::text[]) as vendor(id)
      where not exists (select 1 from skill_group where vendor_ids ? vendor.id)
      union all
      select 'agent', vendor.id from unnest(${textArray(newAgents)}::text::text[]) as vendor(id)
      where not exists (
        select 1 from agent_state as agent join person on person.active and person.id = ${personOfAgent(tx)}
        where agent.agent_id = vendor.id)
    ) as found
    order by kind, id
    on conflict (kind, vendor_id) do update set last_seen_at = now()
    where noted.last_seen_at < now() - interval '1 minute'`
  for (const id of newQueues) seen.set(`${tenant.schema} queue ${id}`, true)
  for (const id of newAgents) seen.set(`${tenant.schema} agent ${id}`, true)
}
