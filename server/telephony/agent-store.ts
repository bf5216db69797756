import { agentStateSchema, mergeAgent, newAgentState, type AgentFact, type AgentState } from "@/core/call/agent-state"
import type { TransactionSql } from "@/db/connect"
import { textArray } from "./text-array"

export type StoredAgent = { state: AgentState; readUntil: Date | null; personId: string | null }

/**
 * The agents' rows, created where they are missing and locked until the end of the transaction. Always in the order of
 * their ids, so that two reducers wait for each other and not in a circle.
 */
export async function lockAgents(tx: TransactionSql, agentIds: readonly string[]): Promise<Map<string, StoredAgent>> {
  const ids = textArray([...agentIds].sort())
  await tx`
    insert into agent_state (agent_id) select id from unnest(${ids}::text::text[]) as id order by id
    on conflict (agent_id) do nothing`
  const rows = await tx<{ agentId: string; personId: string | null; detail: unknown; readUntil: Date | null }[]>`
    select agent_id as "agentId", person_id as "personId", detail, read_until as "readUntil" from agent_state
    where agent_id = any(${ids}::text::text[]) order by agent_id for update`
  return new Map(
    rows.map(({ agentId, personId, detail, readUntil }) => {
      const state = detail === null ? newAgentState(agentId) : agentStateSchema.parse(detail)
      return [agentId, { state, readUntil, personId }] as const
    }),
  )
}

/** Merges the facts into locked agents, writes what changed, and answers those whose state is another one now. */
export async function mergeAgents(
  tx: TransactionSql,
  agents: ReadonlyMap<string, StoredAgent>,
  facts: readonly AgentFact[],
  readAgents: ReadonlySet<string>,
): Promise<AgentState[]> {
  const merged = new Map([...agents].map(([id, { state }]) => [id, state] as const))
  for (const fact of facts) {
    const state = merged.get(fact.agentId)
    if (state) merged.set(fact.agentId, mergeAgent(state, fact))
  }
  const isOther = (state: AgentState) => JSON.stringify(state) !== JSON.stringify(agents.get(state.agentId)?.state)
  const changed = [...merged.values()].filter(isOther)
  const rows = [...merged.values()]
    .filter((state) => isOther(state) || readAgents.has(state.agentId))
    .map((state) => ({
      agentId: state.agentId,
      extension: state.extension?.value ?? null,
      presence: state.presence?.value ?? null,
      work: state.work?.value ?? null,
      since: [state.presence?.since ?? "", state.work?.since ?? ""].sort().at(-1) || null,
      callId: state.work?.callId ?? null,
      detail: state,
      isRead: readAgents.has(state.agentId),
    }))
  if (rows.length > 0)
    await tx`
      update agent_state set
        extension = row.extension, presence = row.presence, work = row.work, since = row.since, call_id = row."callId",
        detail = row.detail, read_until = case when row."isRead" then now() else read_until end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(
        "agentId" text, extension text, presence text, work text, since timestamptz, "callId" text, detail jsonb,
        "isRead" boolean
      )
      where agent_state.agent_id = row."agentId"`
  return changed
}
