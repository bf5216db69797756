import type { DraftNode } from "@/core/flow/graph"
import { faceOf } from "@/core/flow/node-part"
import { nodeKind } from "@/core/flow/nodes/kinds"
import type { Locale } from "@/core/text"

/** What a step is called: its own name, or its kind's while it has none. */
export function stepName(node: Pick<DraftNode, "name" | "kind" | "config">, locale: Locale): string {
  if (node.name) return node.name
  const kind = nodeKind(node.kind)
  return kind ? faceOf(kind, node.config).title[locale] : node.kind
}
