import { toExecutable } from "@/core/flow/executable"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { draftGraphSchema } from "@/core/flow/graph"
import { asksTheSame } from "@/core/flow/ramp"
import type { Problem } from "@/core/problem"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { checkContext } from "./check-context"
import { executableOf } from "./executable-of"

/**
 * Whether a published version of this flow can still run, as this organisation is today. What the version lacks by itself
 * is an error; what has gone around it since (people, groups, calendars) is a warning, because running tickets of that
 * version live with it, too. Throws NOT_FOUND when the flow has no such version.
 */
export async function checkVersion(tenant: TenantRef, flowId: string, versionId: string): Promise<Problem[]> {
  const [row] = await withTenant(tenant).sql<{ graph: unknown }[]>`
    select graph from flow_version where id = ${versionId} and flow_id = ${flowId}`
  if (!row) throw new AppError("NOT_FOUND")
  const graph = draftGraphSchema.parse(row.graph)
  const alone = toExecutable(graph)
  if (!alone.ok) return alone.problems
  const today = toExecutable(graph, await checkContext(tenant))
  if (today.ok) return today.warnings
  return today.problems.map((problem) => ({ ...problem, severity: "warning" }))
}

/** What may be wrong with a version, for who is about to make it current. Throws INVALID when it cannot run. */
export async function runnableVersion(tenant: TenantRef, flowId: string, versionId: string): Promise<Problem[]> {
  const problems = await checkVersion(tenant, flowId, versionId)
  if (problems.some(({ severity }) => severity === "error")) throw new AppError("INVALID", { problems })
  return problems
}

/** Throws INVALID when a version cannot run side by side with the current one. */
export async function refuseOtherForm(
  tenant: TenantRef,
  currentVersionId: string,
  candidate: ExecutableFlow,
): Promise<void> {
  if (asksTheSame(await executableOf(tenant, currentVersionId), candidate)) return
  throw new AppError("INVALID", { problems: [otherForm] })
}

const otherForm: Problem = {
  code: "rampOtherForm",
  severity: "error",
  place: { field: "percent" },
  text: {
    en: "Its start asks for other fields than the current version does, so that the two cannot run side by side.",
    zh: "该版本的起始表单与当前版本不同，两者不能并行。",
  },
  hint: {
    en: "Use it for all new tickets, or make the fields of the start the same.",
    zh: "请用于全部新工单，或将两个版本的起始表单改为一致。",
  },
}
