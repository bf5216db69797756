import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import type { Editor } from "./editable-flow"
import { may, scopeSchema, type Scope } from "./scope"

/** Throws NOT_FOUND when the flow is not here or the roles may not see it. */
export async function visibleFlow(
  tenant: TenantRef,
  { roles }: Pick<Editor, "roles">,
  flowId: string,
): Promise<{ name: string; scope: Scope }> {
  const [row] = await withTenant(tenant).sql<{ name: string; scope: unknown }[]>`
    select name, scope from flow where id = ${flowId} and archived_at is null`
  if (!row) throw new AppError("NOT_FOUND")
  const scope = scopeSchema.parse(row.scope)
  if (!may(roles, scope.see) && !may(roles, scope.edit)) throw new AppError("NOT_FOUND")
  return { name: row.name, scope }
}
