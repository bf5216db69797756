import { edge, node } from "@/core/flow/starters/starter"
import { close } from "@/core/flow/nodes/close"
import { handle } from "@/core/flow/nodes/handle"
import { start } from "@/core/flow/nodes/start"
import type { Session } from "@/server/auth/session"
import { createFlow } from "@/server/flow/create-flow"
import { publish } from "@/server/flow/publish"
import { saveDraft } from "@/server/flow/save-draft"

/** Publishes a flow of one task; `config` says whom it goes to, and how. */
export async function publishOneStep({ tenant, person }: Session, config: Record<string, unknown>): Promise<string> {
  const editor = { personId: person.id, roles: person.roles }
  const about = { name: "One step", description: "", starter: null, locale: "en" as const }
  const { flowId } = await createFlow(tenant, editor, about)
  const draft = {
    nodes: [
      node("start", "start", "Start", [0, 0], { ...start.defaults() }),
      node("work", "handle", "Work", [1, 0], { ...handle.defaults(), ...config }),
      node("end", "close", "End", [2, 0], { ...close.defaults() }),
    ],
    edges: [edge("start", "next", "work"), edge("work", "done", "end")],
    fields: [],
    settings: { homeUnitId: null, administratorIds: [person.id] },
  }
  const { revision } = await saveDraft(tenant, editor, { flowId, revision: 1, draft })
  await publish(tenant, editor, { flowId, revision, currentVersionId: null, message: "" })
  return flowId
}
