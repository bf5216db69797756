import { toExecutable } from "@/core/flow/executable"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { DraftEdge, DraftGraph, DraftNode } from "@/core/flow/graph"
import { handle } from "@/core/flow/nodes/handle"
import type { TicketState } from "../state"
import { placesOf } from "../migration/places"
import { samePlan, type MigrationPlan } from "../migration/plan"
import { ids } from "./tenant"

/** What an author does to a flow between two versions, as numbers; which step or route it meets depends on the flow. */
export type Edit = { kind: "rename" | "insert" | "remove" | "newId"; pick: number }

export type EditedFlow = { draft: DraftGraph; flow: ExecutableFlow; plan: MigrationPlan }

/** The flow with the edits made, and how a ticket in this state moves to it. An edit that makes no sense is left out. */
export function editFlow(draft: DraftGraph, state: TicketState, edits: Edit[]): EditedFlow {
  let edited: Omit<EditedFlow, "flow"> = { draft, plan: samePlan }
  let flow = compiled(draft)
  for (const { kind, pick } of edits) {
    const next = ways[kind](edited, state, pick)
    const executable = next && compiled(next.draft)
    if (next && executable) [edited, flow] = [next, executable]
  }
  if (!flow) throw new Error("the flow itself does not run")
  return { ...edited, flow }
}

function compiled(draft: DraftGraph): ExecutableFlow | null {
  const result = toExecutable(draft)
  return result.ok ? result.flow : null
}

type Way = (edited: Omit<EditedFlow, "flow">, state: TicketState, pick: number) => Omit<EditedFlow, "flow"> | null

const ways: Record<Edit["kind"], Way> = {
  rename: ({ draft, plan }, _state, pick) => {
    const at = pick % draft.nodes.length
    const nodes = draft.nodes.map((node, index) => (index === at ? { ...node, name: `${node.name} again` } : node))
    return { draft: { ...draft, nodes }, plan }
  },

  /** A step more on a route; a branch that has come by it to a join counts for the route that leads on from the new step. */
  insert: ({ draft, plan }, _state, pick) => {
    const edge = draft.edges[pick % draft.edges.length]!
    const id = `x${draft.nodes.length}`
    const config = { ...handle.defaults(), people: { type: "named", personIds: [ids.owner] }, distribution: "all" }
    const node: DraftNode = { id, kind: "handle", name: "inserted", position: { x: 0, y: 0 }, config }
    const onward: DraftEdge = {
      ...edge,
      id: `x${draft.edges.length}`,
      source: id,
      exit: "done",
      condition: "",
      fallback: false,
    }
    const edges = draft.edges.map((one) => (one === edge ? { ...one, target: id } : one))
    return {
      draft: { ...draft, nodes: [...draft.nodes, node], edges: [...edges, onward] },
      plan: { ...plan, edges: edgesAs(plan, edge.id, onward.id) },
    }
  },

  /** A step less, where no ticket stands: what led to it leads to what came after it. */
  remove: ({ draft, plan }, state, pick) => {
    const busy = new Set(placesOf(state).nodeIds)
    const idle = draft.nodes.filter(({ id }) => {
      const into = draft.edges.filter((edge) => edge.target === id)
      const out = draft.edges.filter((edge) => edge.source === id)
      return (
        !busy.has(id) && into.length === 1 && out.length === 1 && id.startsWith("n") && !Object.hasOwn(plan.nodes, id)
      )
    })
    const gone = idle[pick % Math.max(1, idle.length)]
    if (!gone) return null
    const [into] = draft.edges.filter((edge) => edge.target === gone.id)
    const [out] = draft.edges.filter((edge) => edge.source === gone.id)
    const edges = draft.edges.flatMap((edge) => {
      if (edge === out) return []
      return [edge === into ? { ...edge, target: out!.target } : edge]
    })
    return {
      draft: { ...draft, nodes: draft.nodes.filter((node) => node !== gone), edges },
      plan: { ...plan, edges: edgesAs(plan, out!.id, into!.id) },
    }
  },

  /** A step that was drawn anew: the same, under another id. */
  newId: ({ draft, plan }, _state, pick) => {
    const node = draft.nodes[pick % draft.nodes.length]!
    // An edit of an edit would need the first id.
    if (Object.hasOwn(plan.nodes, node.id) || !node.id.startsWith("n")) return null
    const as = (id: string) => (id === node.id ? `y${id}` : id)
    return {
      draft: {
        ...draft,
        nodes: draft.nodes.map((one) => ({ ...one, id: as(one.id) })),
        edges: draft.edges.map((edge) => ({ ...edge, source: as(edge.source), target: as(edge.target) })),
      },
      plan: { ...plan, nodes: { ...plan.nodes, [node.id]: as(node.id) } },
    }
  },
}

/** `from` is called `to` now, and so is what was called `from` by an edit before. */
function edgesAs({ edges }: MigrationPlan, from: string, to: string): Record<string, string> {
  const followed = Object.entries(edges).map(([id, now]) => [id, now === from ? to : now])
  return { [from]: to, ...Object.fromEntries(followed) }
}
