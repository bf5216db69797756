import type { DraftGraph } from "@/core/flow/graph"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import type { Editor } from "./editable-flow"
import { insertFlow } from "./insert-flow"
import { tenantStarters } from "./starters"

export const emptyDraft: DraftGraph = {
  nodes: [],
  edges: [],
  fields: [],
  settings: { homeUnitId: null, administratorIds: [] },
}

/** A new flow: empty, or a copy of a starter. Its author is its first administrator. */
export async function createFlow(
  tenant: TenantRef,
  editor: Editor,
  input: { name: string; description: string; starter: string | null; locale: "en" | "zh" },
): Promise<{ flowId: string }> {
  let draft = emptyDraft
  if (input.starter !== null) {
    const starter = (await tenantStarters(tenant, input.locale)).find((item) => item.key === input.starter)
    if (!starter) throw new AppError("NOT_FOUND")
    draft = starter.draft
  }
  const settings = { ...draft.settings, administratorIds: [editor.personId] }
  return insertFlow(withTenant(tenant).sql, {
    name: input.name,
    description: input.description,
    draft: { ...draft, settings },
    savedBy: editor.personId,
  })
}
