import type { DraftGraph } from "@/core/flow/graph"
import type { NodePart } from "@/core/flow/node-part"
import type { FlowNames } from "./event-names"

type Version = { graph: DraftGraph; parts: Record<string, NodePart> }

/** What a ticket's flow calls its parts: the names the author gave, else the kind's titles; exits as the kinds title them. */
export const flowNamesOf = (
  ticket: Version & {
    state: { versionId: string }
    flow: { versionNumber: number }
    earlier: (Version & { id: string; number: number; untilSeq: number })[]
  },
): FlowNames => ({
  ...namesIn(ticket),
  versionNumbers: Object.fromEntries([
    ...ticket.earlier.map(({ id, number }) => [id, number] as const),
    [ticket.state.versionId, ticket.flow.versionNumber],
  ]),
  earlier: ticket.earlier.map((version) => ({ ...namesIn(version), untilSeq: version.untilSeq })),
})

const namesIn = ({ graph, parts }: Version): FlowNames => ({
  fields: graph.fields,
  nodeNames: Object.fromEntries(graph.nodes.map(({ id, name, kind }) => [id, name || (parts[id]?.title ?? kind)])),
  routeNames: Object.fromEntries(graph.edges.map((edge) => [edge.id, edge.name])),
  slaNames: Object.fromEntries((graph.settings.slas ?? []).map(({ id, name }) => [id, name])),
  exitTitle: (nodeId, exit) => parts[nodeId]?.exits.find(({ id }) => id === exit)?.title ?? null,
})
