import { withTenant, type TenantRef } from "@/db/tenant-client"
import { editableFlow, type Editor } from "./editable-flow"
import type { Scope } from "./scope"

/** Changes what a flow is called and who may do what with it. Takes effect at once; it is no part of a version. */
export async function renameFlow(
  tenant: TenantRef,
  editor: Editor,
  input: { flowId: string; name: string; description: string; scope: Scope },
): Promise<{ renamed: true }> {
  await editableFlow(tenant, editor, input.flowId)
  const { sql } = withTenant(tenant)
  await sql`
    update flow set name = ${input.name}, description = ${input.description}, scope = ${sql.json(input.scope as never)}
    where id = ${input.flowId}`
  return { renamed: true }
}
