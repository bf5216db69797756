import type { Text } from "@/core/text"
import type { DraftGraph } from "./graph"
import { nodeKind } from "./nodes/kinds"

/** What a flow calls its parts, as plain data: pages that tell a trace need no node kinds for it. */
export type PartNames = {
  /** By node id: the name the author gave, else the kind's title. */
  nodes: Record<string, string | Text>
  /** By node id and exit id, as the kinds title them. A node whose configuration cannot be read has none. */
  exits: Record<string, Record<string, Text>>
}

export function partNames({ nodes }: Pick<DraftGraph, "nodes">): PartNames {
  const titled = nodes.map((node) => {
    const kind = nodeKind(node.kind)
    const config = kind?.schema.safeParse(node.config)
    const exits = kind && config?.success ? kind.exits(config.data).map(({ id, title }) => [id, title]) : []
    return { id: node.id, name: node.name || (kind?.title ?? node.kind), exits: Object.fromEntries(exits) }
  })
  return {
    nodes: Object.fromEntries(titled.map(({ id, name }) => [id, name])),
    exits: Object.fromEntries(titled.map(({ id, exits }) => [id, exits])),
  }
}
