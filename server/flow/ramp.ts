import type { Release } from "@/core/flow/ramp"
import type { Problem } from "@/core/problem"
import type { TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { refuseOtherForm, runnableVersion } from "./check-version"
import { editableFlow, type Editor } from "./editable-flow"
import { executableOf } from "./executable-of"
import { release } from "./release"

/**
 * Gives a version `percent` of the new tickets: 0 stops its ramp, 100 makes it current for all. Running tickets stay on
 * theirs. Resolves to what the version lacks today. Throws INVALID (cannot run, is the current one already, asks for
 * another form, nothing is current), CONFLICT, NOT_FOUND, FORBIDDEN.
 */
export async function ramp(
  tenant: TenantRef,
  editor: Editor,
  input: { flowId: string; versionId: string; percent: number; expected: Release },
): Promise<{ warnings: Problem[] }> {
  const { flowId, versionId, percent, expected } = input
  await editableFlow(tenant, editor, flowId)
  // Less of what may not run any more is always allowed.
  const warnings = percent === 0 ? [] : await runnableVersion(tenant, flowId, versionId)
  const { currentVersionId } = expected
  if (percent > 0 && percent < 100) {
    if (currentVersionId === null || currentVersionId === versionId)
      throw new AppError("INVALID", { problems: [beside] })
    // The id is the browser's word until the compare-and-set; only a version of this flow may be read.
    await runnableVersion(tenant, flowId, currentVersionId)
    await refuseOtherForm(tenant, currentVersionId, await executableOf(tenant, versionId))
  }
  const next = releaseAt(percent, versionId, currentVersionId)
  await release(tenant, editor, { flowId, expected, next, action: "flow.ramped" })
  return { warnings }
}

function releaseAt(percent: number, versionId: string, currentVersionId: string | null): Release {
  if (percent === 0) return { currentVersionId, candidateVersionId: null, candidatePercent: null }
  if (percent === 100) return { currentVersionId: versionId, candidateVersionId: null, candidatePercent: null }
  return { currentVersionId, candidateVersionId: versionId, candidatePercent: percent }
}

const beside: Problem = {
  code: "rampNeedsCurrent",
  severity: "error",
  place: { field: "versionId" },
  text: {
    en: "A part of the new tickets can only go to a version beside the current one.",
    zh: "按比例试用只能用于当前版本以外的另一版本。",
  },
}
