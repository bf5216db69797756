import type { Sql } from "@/db/connect"

/** The nodes at which a person has, or had, a todo of this ticket. */
export async function nodesOf(sql: Sql, ticketId: string, personId: string): Promise<string[]> {
  const rows = await sql<{ node_id: string }[]>`
    select distinct node_id from todo where ticket_id = ${ticketId} and assignee_id = ${personId}`
  return rows.map((row) => row.node_id)
}
