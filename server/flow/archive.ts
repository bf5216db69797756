import { withTenant, type TenantRef } from "@/db/tenant-client"
import { editableFlow, type Editor } from "./editable-flow"

/** Takes a flow out of the lists and stops new tickets. Running tickets go on to their end. */
export async function archiveFlow(tenant: TenantRef, editor: Editor, flowId: string): Promise<{ archived: true }> {
  await editableFlow(tenant, editor, flowId)
  await withTenant(tenant).sql`update flow set archived_at = now() where id = ${flowId}`
  return { archived: true }
}
