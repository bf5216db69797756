import type { Release } from "@/core/flow/ramp"
import type { Problem } from "@/core/problem"
import type { TenantRef } from "@/db/tenant-client"
import { runnableVersion } from "./check-version"
import { editableFlow, type Editor } from "./editable-flow"
import { release } from "./release"

/**
 * Makes an earlier version current again, for all new tickets; a candidate is dropped. Running tickets stay on theirs.
 * Resolves to what the version lacks today. Throws INVALID when it cannot run, CONFLICT, NOT_FOUND, FORBIDDEN.
 */
export async function rollBack(
  tenant: TenantRef,
  editor: Editor,
  input: { flowId: string; versionId: string; expected: Release },
): Promise<{ warnings: Problem[] }> {
  const { flowId, versionId, expected } = input
  await editableFlow(tenant, editor, flowId)
  const warnings = await runnableVersion(tenant, flowId, versionId)
  const next = { currentVersionId: versionId, candidateVersionId: null, candidatePercent: null }
  await release(tenant, editor, { flowId, expected, next, action: "flow.rolledBack" })
  return { warnings }
}
