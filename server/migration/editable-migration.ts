import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { editableFlow, type Editor } from "@/server/flow/editable-flow"

/** Throws NOT_FOUND when there is no such migration, or its flow may not be seen; FORBIDDEN when it may not be edited. */
export async function editableMigration(
  tenant: TenantRef,
  editor: Editor,
  migrationId: string,
): Promise<{ flowId: string }> {
  const [row] = await withTenant(tenant).sql<{ flow_id: string }[]>`
    select flow_id from migration where id = ${migrationId}`
  if (!row) throw new AppError("NOT_FOUND")
  await editableFlow(tenant, editor, row.flow_id)
  return { flowId: row.flow_id }
}
