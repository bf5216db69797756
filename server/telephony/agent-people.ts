import type { Sql, TransactionSql } from "@/db/connect"
import { personOfAgent } from "./person-of-agent"
import { textArray } from "./text-array"

export type AgentPerson = { id: string; name: string }

/**
 * Who an agent of the telephone system is here: the person somebody mapped by hand, else the active person with the
 * agent's extension, else the one whose extension is the agent's very id.
 */
export async function peopleOfAgents(
  sql: Sql | TransactionSql,
  agentIds: Iterable<string>,
): Promise<Map<string, AgentPerson>> {
  const rows = await sql<{ agentId: string; id: string; name: string }[]>`
    select agent.agent_id as "agentId", person.id, person.name
    from agent_state as agent
    join person on person.active and person.id = ${personOfAgent(sql)}
    where agent.agent_id = any(${textArray(agentIds)}::text::text[])`
  return new Map(rows.map(({ agentId, id, name }) => [agentId, { id, name }]))
}
