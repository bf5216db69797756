import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { editableFlow, type Editor } from "./editable-flow"
import type { Scope } from "./scope"

/** Changes what a flow is called and who may do what with it. Takes effect at once; it is no part of a version. */
export async function renameFlow(
  tenant: TenantRef,
  editor: Editor,
  input: { flowId: string; name: string; description: string; scope: Scope; needsApproval?: boolean | undefined },
): Promise<{ renamed: true }> {
  await editableFlow(tenant, editor, input.flowId)
  const { needsApproval } = input
  const { sql } = withTenant(tenant)
  const [now] = await sql<{ needs_approval: boolean }[]>`select needs_approval from flow where id = ${input.flowId}`
  // Whoever could switch it off alone could publish alone.
  if (needsApproval !== undefined && needsApproval !== now?.needs_approval && !editor.roles.includes("owner"))
    throw new AppError("FORBIDDEN")
  await sql`
    update flow set needs_approval = ${needsApproval ?? now?.needs_approval ?? false}, name = ${input.name}, description = ${input.description}, scope = ${sql.json(input.scope as never)}
    where id = ${input.flowId}`
  return { renamed: true }
}
