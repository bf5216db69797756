import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { Role } from "@/core/people/directory"

/** Those who see the record whole whatever a step hides from its people. */
const recordRoles: ReadonlySet<Role> = new Set(["owner", "auditor"])

/** How somebody stands to a ticket: the nodes at which they have, or had, a todo; `isInitiator` opened it by hand. */
export type Viewer = {
  nodeIds: readonly string[]
  isInitiator: boolean
  isAdministrator: boolean
  roles: readonly Role[]
}

/**
 * Keys of the fields whose values this person is not told: hidden at one of their steps, and shown at none of the others.
 * Owners, auditors and the flow's administrators are told all. Pure.
 */
export function hiddenFrom(flow: ExecutableFlow, viewer: Viewer): ReadonlySet<string> {
  if (viewer.isAdministrator || viewer.roles.some((role) => recordRoles.has(role))) return new Set()
  const own = new Set([...viewer.nodeIds, ...(viewer.isInitiator ? [flow.startId] : [])])
  const steps = [...own].flatMap((id) => {
    const node = flow.nodes.get(id)
    const form = node?.kind.form?.(node.config)
    return form ? [new Set(form.hidden)] : []
  })
  const hidden = new Set(steps.flatMap((keys) => [...keys]))
  for (const key of hidden) if (steps.some((keys) => !keys.has(key))) hidden.delete(key)
  return hidden
}
