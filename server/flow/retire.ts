import type { Release } from "@/core/flow/ramp"
import type { TenantRef } from "@/db/tenant-client"
import { editableFlow, type Editor } from "./editable-flow"
import { release } from "./release"

/** The flow takes no new tickets from now on; running ones go on to their end. Throws CONFLICT, NOT_FOUND, FORBIDDEN. */
export async function retire(
  tenant: TenantRef,
  editor: Editor,
  input: { flowId: string; expected: Release },
): Promise<{ retired: true }> {
  const { flowId, expected } = input
  await editableFlow(tenant, editor, flowId)
  const next = { currentVersionId: null, candidateVersionId: null, candidatePercent: null }
  await release(tenant, editor, { flowId, expected, next, action: "flow.retired" })
  return { retired: true }
}
