import type { DraftGraph } from "@/core/flow/graph"
import { edge, node } from "@/core/flow/starters/starter"
import { close } from "@/core/flow/nodes/close"
import { handle } from "@/core/flow/nodes/handle"
import { start } from "@/core/flow/nodes/start"
import type { Tier } from "@/core/warning/tier"
import type { Session } from "@/server/auth/session"
import { createFlow } from "@/server/flow/create-flow"
import { publish } from "@/server/flow/publish"
import { saveDraft } from "@/server/flow/save-draft"

type Deadline = { targetMin: number; tier: Tier }

const oneHour: Deadline = {
  targetMin: 60,
  tier: { at: { type: "percent", percent: 100 }, audience: [{ type: "assignee" }], channels: ["inApp"] },
}

/** Start, three people one after the other, each with a deadline and an escalation, close: one instance of the measures. */
function threeSteps(personId: string, { targetMin, tier }: Deadline): DraftGraph {
  const work = (id: string, column: number) =>
    node(id, "handle", `Step ${column}`, [column, 0], {
      ...handle.defaults(),
      people: { type: "named", personIds: [personId] },
      sla: {
        targetMin,
        calendarId: "always",
        tiers: [tier],
      },
    })
  return {
    nodes: [
      node("start", "start", "Start", [0, 0], { ...start.defaults() }),
      work("one", 1),
      work("two", 2),
      work("three", 3),
      node("end", "close", "End", [4, 0], { ...close.defaults() }),
    ],
    edges: [
      edge("start", "next", "one"),
      edge("one", "done", "two"),
      edge("two", "done", "three"),
      edge("three", "done", "end"),
    ],
    fields: [],
    settings: { homeUnitId: null, administratorIds: [personId] },
  }
}

/** Publishes it; the session's person has all three todos. */
export async function publishThreeSteps({ tenant, person }: Session, deadline: Deadline = oneHour): Promise<string> {
  const editor = { personId: person.id, roles: person.roles }
  const { flowId } = await createFlow(tenant, editor, {
    name: "Three steps",
    description: "",
    starter: null,
    locale: "en",
  })
  const { revision } = await saveDraft(tenant, editor, { flowId, revision: 1, draft: threeSteps(person.id, deadline) })
  await publish(tenant, editor, { flowId, revision, currentVersionId: null, message: "" })
  return flowId
}
