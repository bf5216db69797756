import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { Problem } from "@/core/problem"
import { planProblems } from "@/core/ticket/migration/fit"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { runnableVersion } from "@/server/flow/check-version"
import { executableOf } from "@/server/flow/executable-of"
import type { MigrationInput } from "./schema"

/**
 * Both versions of a migration, compiled. Throws NOT_FOUND when they are not two of this flow, INVALID when the one to go to
 * cannot run or the plan names what neither has.
 */
export async function versionsOf(
  tenant: TenantRef,
  { flowId, fromVersionId, toVersionId, plan }: MigrationInput,
): Promise<{ source: ExecutableFlow; target: ExecutableFlow }> {
  if (fromVersionId === toVersionId) throw new AppError("INVALID", { problems: [sameVersion] })
  const [row] = await withTenant(tenant).sql<{ found: number }[]>`
    select count(*)::int as found from flow_version
    where flow_id = ${flowId} and id in (${fromVersionId}, ${toVersionId})`
  if (row?.found !== 2) throw new AppError("NOT_FOUND")
  await runnableVersion(tenant, flowId, toVersionId)
  const [source, target] = await Promise.all([executableOf(tenant, fromVersionId), executableOf(tenant, toVersionId)])
  const problems = planProblems({ source, target }, plan)
  if (problems.length > 0) throw new AppError("INVALID", { problems })
  return { source, target }
}

const sameVersion: Problem = {
  code: "migrationSameVersion",
  severity: "error",
  place: { field: "toVersionId" },
  text: { en: "Choose another version to go to.", zh: "请选择另一个目标版本。" },
}
