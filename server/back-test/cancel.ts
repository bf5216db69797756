import { and, eq, sql } from "drizzle-orm"
import type { Problem } from "@/core/problem"
import { backTest } from "@/db/tenant/back-test"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import type { Editor } from "@/server/flow/editable-flow"
import { editableBackTest } from "./editable-back-test"

/** Ends a back-test that is running; what it has found stays. Throws INVALID when it is over, NOT_FOUND, FORBIDDEN. */
export async function cancelBackTest(
  tenant: TenantRef,
  editor: Editor,
  backTestId: string,
): Promise<{ cancelled: true }> {
  const { flowId } = await editableBackTest(tenant, editor, backTestId)
  await withTenant(tenant).db.transaction(async (tx) => {
    const ended = await tx
      .update(backTest)
      .set({ state: "cancelled", finishedAt: sql`now()` })
      .where(and(eq(backTest.id, backTestId), eq(backTest.state, "running")))
      .returning({ id: backTest.id })
    if (ended.length === 0) throw new AppError("INVALID", { problems: [over] })
    await recordAudit(tx, editor.personId, {
      action: "flow.backTestCancelled",
      subject: `flow:${flowId}`,
      after: { backTestId },
    })
  })
  return { cancelled: true }
}

const over: Problem = {
  code: "backTestOver",
  severity: "error",
  place: {},
  text: { en: "This back-test has ended already.", zh: "该回测已结束。" },
}
