import { flowLimits, type DraftGraph } from "@/core/flow/graph"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import type { Editor } from "./editable-flow"
import { insertFlow } from "./insert-flow"

/** A new flow with a draft that came from a file. Whoever brings it looks after it where the file names nobody. */
export async function createFrom(
  tenant: TenantRef,
  editor: Editor,
  { name, description, draft }: { name: string; description: string; draft: DraftGraph },
): Promise<{ flowId: string }> {
  if (Buffer.byteLength(JSON.stringify(draft)) > flowLimits.graphBytes) throw new AppError("TOO_LARGE")
  const { administratorIds } = draft.settings
  const settings = {
    ...draft.settings,
    administratorIds: administratorIds.length > 0 ? administratorIds : [editor.personId],
  }
  return insertFlow(withTenant(tenant).sql, {
    name,
    description,
    draft: { ...draft, settings },
    savedBy: editor.personId,
  })
}
