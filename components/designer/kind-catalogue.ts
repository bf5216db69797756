import type { NodeKind } from "@/core/flow/node-kind"
import { nodeKinds } from "@/core/flow/nodes/kinds"

/** The groups of the palette, in its order. */
export const kindGroups = [
  "start",
  "people",
  "automatic",
  "routing",
  "end",
] as const satisfies readonly NodeKind["group"][]

const rank = (kind: NodeKind) => kindGroups.indexOf(kind.group)

/** Every kind, grouped as the palette shows them. */
export const paletteKinds: readonly NodeKind[] = nodeKinds.toSorted((a, b) => rank(a) - rank(b))

/** A flow has one start: it is neither copied nor deleted. */
export const isStart = (kind: NodeKind | undefined) => kind?.group === "start"
