import type { Role } from "@/core/people/directory"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { may, scopeSchema } from "./scope"

export type Editor = { personId: string; roles: Role[] }

/** Throws NOT_FOUND when the flow is not here or may not be seen, FORBIDDEN when it may be seen but not edited. */
export async function editableFlow(tenant: TenantRef, editor: Editor, flowId: string): Promise<{ name: string }> {
  const [row] = await withTenant(tenant).sql<{ name: string; scope: unknown }[]>`
    select name, scope from flow where id = ${flowId} and archived_at is null`
  if (!row) throw new AppError("NOT_FOUND")
  const scope = scopeSchema.parse(row.scope)
  if (may(editor.roles, scope.edit)) return { name: row.name }
  throw new AppError(may(editor.roles, scope.see) ? "FORBIDDEN" : "NOT_FOUND")
}
