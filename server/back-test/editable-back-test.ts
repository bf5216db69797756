import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { editableFlow, type Editor } from "@/server/flow/editable-flow"

/** Throws NOT_FOUND when there is no such back-test, or its flow may not be seen; FORBIDDEN when it may not be edited. */
export async function editableBackTest(
  tenant: TenantRef,
  editor: Editor,
  backTestId: string,
): Promise<{ flowId: string }> {
  const [row] = await withTenant(tenant).sql<{ flow_id: string }[]>`
    select flow_id from back_test where id = ${backTestId}`
  if (!row) throw new AppError("NOT_FOUND")
  await editableFlow(tenant, editor, row.flow_id)
  return { flowId: row.flow_id }
}
