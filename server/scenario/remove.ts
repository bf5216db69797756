import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { wake } from "@/server/feed/wake"
import { editableFlow, type Editor } from "@/server/flow/editable-flow"
import { writeFlowNews } from "@/server/flow/flow-news"

/** Deletes a scenario. NOT_FOUND, FORBIDDEN. */
export async function removeScenario(
  tenant: TenantRef,
  editor: Editor,
  scenarioId: string,
): Promise<{ removed: true }> {
  const { sql } = withTenant(tenant)
  const [row] = await sql<{ flow_id: string }[]>`select flow_id from flow_scenario where id = ${scenarioId}`
  if (!row) throw new AppError("NOT_FOUND")
  await editableFlow(tenant, editor, row.flow_id)
  await sql.begin(async (tx) => {
    const gone = await tx`delete from flow_scenario where id = ${scenarioId} returning id`
    if (gone.length === 0) throw new AppError("NOT_FOUND")
    await writeFlowNews(tx, { what: "scenarios", flowId: row.flow_id })
  })
  wake(tenant)
  return { removed: true }
}
