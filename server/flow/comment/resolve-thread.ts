import * as z from "zod"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { wake } from "@/server/feed/wake"
import type { Editor } from "../editable-flow"
import { writeFlowNews } from "../flow-news"
import { visibleFlow } from "../visible-flow"

export const resolveThreadInput = z.strictObject({ flowId: z.uuid(), threadId: z.uuid(), isResolved: z.boolean() })

/** Closes a thread, or opens it again. Closing twice keeps who did it first. NOT_FOUND for a thread of another flow. */
export async function resolveThread(
  tenant: TenantRef,
  editor: Editor,
  { flowId, threadId, isResolved }: z.infer<typeof resolveThreadInput>,
): Promise<{ isResolved: boolean }> {
  await visibleFlow(tenant, editor, flowId)
  const { sql } = withTenant(tenant)
  await sql.begin(async (tx) => {
    const [thread] = await tx`
      update flow_comment set
        resolved_at = case when ${isResolved} then coalesce(resolved_at, now()) end,
        resolved_by = case when ${isResolved} then coalesce(resolved_by, ${editor.personId}::uuid) end
      where id = ${threadId} and thread_id = id and flow_id = ${flowId} returning id`
    if (!thread) throw new AppError("NOT_FOUND")
    await writeFlowNews(tx, { what: "comments", flowId })
  })
  wake(tenant)
  return { isResolved }
}
