import type { Sql, TransactionSql } from "@/db/connect"

/**
 * SQL for the id of the person an `agent` (a row of agent_state under that alias) is: mapped by hand, else the active
 * person with the agent's extension, else the one whose extension is the agent's very id. Two look-ups by index; an `or` in
 * the join compares every agent with everybody.
 */
export const personOfAgent = (sql: Sql | TransactionSql) => sql`
  coalesce(agent.person_id, (
    select holder.id from person as holder
    where holder.active and holder.extension = coalesce(agent.extension, agent.agent_id)))`
