import type { CustomKind } from "@/core/flow/custom-kind"
import type { DraftNode } from "@/core/flow/graph"
import type { NodeKind } from "@/core/flow/node-kind"
import { custom } from "@/core/flow/nodes/custom"
import { nodeKinds } from "@/core/flow/nodes/kinds"
import type { Text } from "@/core/text"

/** The groups of the palette, in its order. */
export const stepGroups = ["start", "people", "automatic", "own", "routing", "end"] as const
export type StepGroup = (typeof stepGroups)[number]

/** A kind that the organisation has put together, as it is now. */
export type OwnKind = { id: string; definition: CustomKind }

/** Something that can be added to a flow: a kind of the product's, or one of the organisation's own. */
export type StepChoice = {
  /** The same for the same thing, in all languages. */
  id: string
  kind: NodeKind
  group: StepGroup
  title: Text
  description: Text
  icon: string
  /** What a new one of it begins with. */
  config: () => DraftNode["config"]
}

const productChoice = (kind: NodeKind): StepChoice => ({
  id: kind.kind,
  kind,
  group: kind.group,
  title: kind.title,
  description: kind.description,
  icon: kind.icon,
  config: () => kind.defaults() as DraftNode["config"],
})

const ownChoice = ({ id, definition }: OwnKind): StepChoice => ({
  id: `${custom.kind}:${id}`,
  kind: custom as NodeKind,
  group: "own",
  title: definition.name,
  description: definition.description,
  icon: definition.icon,
  config: () => ({ custom: { kindId: id, definition, values: {}, keep: {} } }),
})

/** Everything a flow of this organisation can have, grouped as the palette shows it. Pure. */
export function stepChoices(own: readonly OwnKind[]): StepChoice[] {
  // An own kind without a definition is nothing to add.
  const product = nodeKinds.filter(({ kind }) => kind !== custom.kind).map(productChoice)
  const rank = ({ group }: StepChoice) => stepGroups.indexOf(group)
  return [...product, ...own.map(ownChoice)].toSorted((a, b) => rank(a) - rank(b))
}

/** A flow has one start: it is neither copied nor deleted. */
export const isStart = (kind: NodeKind | undefined) => kind?.group === "start"
