import type { Sql } from "postgres"
import type { TenantRef } from "@/db/tenant-client"
import type { Facts, Pool } from "@/core/ticket/facts"
import { personPool } from "@/core/people/distribute"
import { loadDirectory } from "@/server/people/directory"
import { loadCalendars } from "@/server/sla/calendars"
import { personOfAgent } from "@/server/telephony/person-of-agent"

/** What a decision may look at; directory and calendars come from this process's cache (at most 2 s old). */
export async function loadFacts(tenant: TenantRef): Promise<Facts> {
  const [directory, calendars] = await Promise.all([loadDirectory(tenant), loadCalendars(tenant)])
  return { directory, calendars, pools: {} }
}

/** Who took each call, of the people we know; null for nobody. */
export async function loadCallAgents(sql: Sql, callIds: string[]): Promise<Record<string, string | null>> {
  const rows = await sql<{ call_id: string; person_id: string | null }[]>`
    select call.call_id, (
      select person.id from agent_state agent join person on person.id = ${personOfAgent(sql)} and person.active
      where agent.agent_id = call.agent_id
    ) as person_id
    from call where call.call_id in (select value from jsonb_array_elements_text(${sql.json(callIds)}))`
  const known = new Map(rows.map((row) => [row.call_id, row.person_id]))
  return Object.fromEntries(callIds.map((id) => [id, known.get(id) ?? null]))
}

/** Pointers and open work of the pools a decision asked for, in one statement. */
export async function loadPools(
  sql: Sql,
  wanted: { key: string; personIds: string[] }[],
): Promise<Record<string, Pool>> {
  const rows = await sql<
    {
      key: string
      sequence: number | null
      last_person_id: string | null
      open: Record<string, number> | null
      idle: Record<string, number> | null
      turns: Record<string, number> | null
    }[]
  >`
    select w.key, p.sequence, p.last_person_id,
      (select jsonb_object_agg(c.assignee_id, c.open) from (
        select t.assignee_id, count(*) as open from todo t
        where t.state = 'active' and t.assignee_id in (select value::uuid from jsonb_array_elements_text(w."personIds"))
        group by t.assignee_id
      ) c) as open,
      (select jsonb_object_agg(c.assignee_id, c.at) from (
        select person.id as assignee_id, extract(epoch from greatest(
          (select max(t.created_at) from todo t where t.assignee_id = person.id and t.state = 'active'),
          (select t.finished_at from todo t where t.assignee_id = person.id and t.finished_at is not null
            order by t.finished_at desc limit 1)
        )) * 1000 as at
        from person where person.id in (select value::uuid from jsonb_array_elements_text(w."personIds"))
      ) c where c.at is not null) as idle,
      (select jsonb_object_agg(substr(own.key, ${personPool("").length + 1}), own.sequence) from pool own
        where own.key in (select ${personPool("")} || value from jsonb_array_elements_text(w."personIds"))) as turns
    from jsonb_to_recordset(${sql.json(wanted)}) as w(key text, "personIds" jsonb)
    left join pool p on p.key = w.key`
  return Object.fromEntries(
    rows.map((row) => [
      row.key,
      {
        sequence: row.sequence ?? 0,
        lastPersonId: row.last_person_id,
        open: row.open ?? {},
        idleSince: row.idle ?? {},
        turns: row.turns ?? {},
      },
    ]),
  )
}
