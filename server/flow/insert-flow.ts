import type postgres from "postgres"
import type { DraftGraph } from "@/core/flow/graph"
import { newId } from "@/server/ticket/new-id"
import { defaultScope } from "./scope"

export type NewFlow = {
  name: string
  description: string
  draft: DraftGraph
  savedBy: string
  /** Stable name of a starter; null for flows people drew. */
  key?: string
  /** The version that new tickets use at once, inserted by the caller in the same transaction. */
  currentVersionId?: string
}

/**
 * Inserts a flow under the tenant's next number. Two that take the same number wait for each other, and the one that
 * comes too late takes the next: an insert after a conflict has a snapshot of its own.
 */
export async function insertFlow(sql: postgres.ISql, flow: NewFlow): Promise<{ flowId: string }> {
  const flowId = newId()
  for (;;) {
    const inserted = await sql`
      insert into flow (id, number, key, name, description, scope, draft, draft_saved_by, current_version_id)
      select ${flowId}, coalesce(max(number), 0) + 1, ${flow.key ?? null}, ${flow.name}, ${flow.description},
        ${sql.json(defaultScope as never)}, ${sql.json(flow.draft as never)}, ${flow.savedBy},
        ${flow.currentVersionId ?? null}
      from flow
      on conflict (number) do nothing`
    if (inserted.count === 1) return { flowId }
  }
}
