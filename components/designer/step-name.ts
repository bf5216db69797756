import type { DraftNode } from "@/core/flow/graph"
import { nodeKind } from "@/core/flow/nodes/kinds"
import type { Locale } from "@/core/text"

/** What a step is called: its own name, or its kind's while it has none. */
export const stepName = (node: Pick<DraftNode, "name" | "kind">, locale: Locale): string =>
  node.name || (nodeKind(node.kind)?.title[locale] ?? node.kind)
