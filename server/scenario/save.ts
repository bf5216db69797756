import * as z from "zod"
import { dryRunLimits } from "@/core/dry-run/limits"
import { scenarioSchema } from "@/core/dry-run/scenario"
import type { Problem } from "@/core/problem"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { wake } from "@/server/feed/wake"
import { editableFlow, type Editor } from "@/server/flow/editable-flow"
import { writeFlowNews } from "@/server/flow/flow-news"
import { newId } from "@/server/ticket/new-id"
import { scenarioNameSchema } from "./scenario"

export const saveScenarioInput = z.strictObject({
  flowId: z.uuid(),
  /** The scenario that is changed, as it was seen; null makes a new one. */
  was: z.strictObject({ scenarioId: z.uuid(), revision: z.int32() }).nullable(),
  name: scenarioNameSchema,
  scenario: scenarioSchema,
})

/**
 * Keeps a dry run as a scenario of its flow, or changes one. INVALID: the name is taken, the flow has as many as it may
 * have. CONFLICT: somebody changed or deleted it meanwhile. TOO_LARGE, NOT_FOUND, FORBIDDEN.
 */
export async function saveScenario(
  tenant: TenantRef,
  editor: Editor,
  { flowId, was, name, scenario }: z.infer<typeof saveScenarioInput>,
): Promise<{ id: string; revision: number }> {
  await editableFlow(tenant, editor, flowId)
  if (Buffer.byteLength(JSON.stringify(scenario)) > dryRunLimits.scenarioBytesMax) throw new AppError("TOO_LARGE")
  const saved = await withTenant(tenant).sql.begin(async (tx) => {
    // One at a time for each flow: two people who save the last one that fits, or the same name, wait for each other.
    await tx`select 1 from flow where id = ${flowId} for update`
    const [facts] = await tx<{ count: number; taken: boolean }[]>`
      select count(*)::int as count,
        coalesce(bool_or(lower(name) = lower(${name}) and id is distinct from ${was?.scenarioId ?? null}::uuid), false) as taken
      from flow_scenario where flow_id = ${flowId}`
    if (facts?.taken) throw new AppError("INVALID", { problems: [nameTaken(name)] })
    if (was === null) {
      if ((facts?.count ?? 0) >= dryRunLimits.scenariosMax) throw new AppError("INVALID", { problems: [tooMany] })
      const id = newId()
      await tx`
        insert into flow_scenario (id, flow_id, name, scenario, changed_by)
        values (${id}, ${flowId}, ${name}, ${tx.json(scenario)}, ${editor.personId})`
      await writeFlowNews(tx, { what: "scenarios", flowId })
      return { id, revision: 1 }
    }
    const [row] = await tx<{ revision: number }[]>`
      update flow_scenario set name = ${name}, scenario = ${tx.json(scenario)}, revision = revision + 1,
        changed_by = ${editor.personId}, changed_at = now()
      where id = ${was.scenarioId} and flow_id = ${flowId} and revision = ${was.revision} returning revision`
    if (!row) throw new AppError("CONFLICT")
    await writeFlowNews(tx, { what: "scenarios", flowId })
    return { id: was.scenarioId, revision: row.revision }
  })
  wake(tenant)
  return saved
}

const nameTaken = (name: string): Problem => ({
  code: "scenarioNameTaken",
  severity: "error",
  place: { field: "name" },
  text: { en: `There is a test called “${name}” already.`, zh: `已有名为“${name}”的测试。` },
  hint: { en: "Choose another name, or change that test.", zh: "请换一个名称，或修改原有测试。" },
})

const tooMany: Problem = {
  code: "scenariosTooMany",
  severity: "error",
  place: {},
  text: {
    en: `A flow has at most ${dryRunLimits.scenariosMax} tests.`,
    zh: `每个流程最多${dryRunLimits.scenariosMax}个测试。`,
  },
  hint: { en: "Delete one that tests the same.", zh: "请删除重复的测试。" },
}
