import { sql } from "drizzle-orm"
import * as z from "zod"
import { noTotals } from "@/core/back-test/tally"
import { toExecutable } from "@/core/flow/executable"
import { draftGraphSchema } from "@/core/flow/graph"
import { renewKinds } from "@/core/flow/renew-kinds"
import type { Problem } from "@/core/problem"
import { backTest } from "@/db/tenant/back-test"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { recordAudit } from "@/server/audit/record"
import { checkContext } from "@/server/flow/check-context"
import { editableFlow, type Editor } from "@/server/flow/editable-flow"
import { ownKinds } from "@/server/kind/own-kinds"
import { newId } from "@/server/ticket/new-id"
import { backTestLimits } from "./schema"

export const startInput = z.strictObject({ flowId: z.uuid(), days: z.int().min(1).max(backTestLimits.daysMax) })

const dayMs = 86_400_000

/**
 * Begins to run the draft, as it is now, over the tickets that were opened in the last `days` days; the newest ones where
 * there are too many. Throws INVALID (the draft cannot run, with all its problems; no ticket; one is under way), NOT_FOUND,
 * FORBIDDEN.
 */
export async function startBackTest(
  tenant: TenantRef,
  editor: Editor,
  { flowId, days }: z.infer<typeof startInput>,
): Promise<{ backTestId: string }> {
  await editableFlow(tenant, editor, flowId)
  const { sql: query, db } = withTenant(tenant)
  const [row] = await query<{ draft: unknown; draft_revision: number }[]>`
    select draft, draft_revision from flow where id = ${flowId}`
  if (!row) throw new AppError("NOT_FOUND")
  const { graph } = renewKinds(draftGraphSchema.parse(row.draft), await ownKinds(tenant))
  const result = toExecutable(graph, await checkContext(tenant))
  if (!result.ok) throw new AppError("INVALID", { problems: result.problems })
  const untilAt = new Date()
  const fromAt = new Date(untilAt.getTime() - days * dayMs)
  const [range] = await query<{ total: number; first: number | null }[]>`
    select count(*)::int as total, min(number) as first from (
      select number from ticket where flow_id = ${flowId} and opened_at >= ${fromAt} and opened_at <= ${untilAt}
      order by number desc limit ${backTestLimits.ticketsMax}) newest`
  if (!range || range.first === null) throw new AppError("INVALID", { problems: [nothing] })
  const { total, first } = range
  const id = newId()
  await db.transaction(async (tx) => {
    const began = await tx
      .insert(backTest)
      .values({
        id,
        flowId,
        graph,
        draftRevision: row.draft_revision,
        days,
        state: "running",
        fromAt,
        untilAt,
        total,
        afterNumber: first - 1,
        totals: noTotals(),
        startedBy: editor.personId,
      })
      .onConflictDoNothing()
      .returning({ id: backTest.id })
    if (began.length === 0) throw new AppError("INVALID", { problems: [underWay] })
    await tx.execute(sql`
      delete from back_test where flow_id = ${flowId} and state <> 'running' and id not in (
        select id from back_test where flow_id = ${flowId} order by started_at desc limit ${backTestLimits.keptMax})`)
    await recordAudit(tx, editor.personId, {
      action: "flow.backTestStarted",
      subject: `flow:${flowId}`,
      after: { backTestId: id, days, tickets: total },
    })
    await tx.execute(
      sql`select gate.enqueue('back-test', ${JSON.stringify({ backTestId: id })}::jsonb, job_key => ${id})`,
    )
  })
  return { backTestId: id }
}

const underWay: Problem = {
  code: "backTestUnderWay",
  severity: "error",
  place: {},
  text: { en: "A back-test of this flow is under way already.", zh: "该流程已有回测正在进行。" },
  hint: { en: "Wait until it has ended, or cancel it.", zh: "请等待其完成，或先取消。" },
}

const nothing: Problem = {
  code: "backTestNothing",
  severity: "error",
  place: { field: "days" },
  text: { en: "No ticket of this flow was opened in these days.", zh: "所选天数内没有该流程的工单。" },
  hint: { en: "Choose more days.", zh: "请选择更长的时间范围。" },
}
