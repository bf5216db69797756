import { describeResult } from "@/core/dry-run/describe-result"
import type { Scenario, ScenarioResult } from "@/core/dry-run/scenario"
import type { DryRunWorld } from "@/core/dry-run/world"
import type { DraftGraph } from "@/core/flow/graph"
import { nodePart } from "@/core/flow/node-part"
import type { Locale } from "@/core/text"

type About = { graph: DraftGraph; world: DryRunWorld; locale: Locale }

/** What a step is called in this draft; null when it is not there any more. */
export function stepNameIn(graph: DraftGraph, nodeId: string, locale: Locale): string | null {
  const node = graph.nodes.find(({ id }) => id === nodeId)
  return node ? node.name || (nodePart(node).title?.[locale] ?? node.kind) : null
}

/** Where a scenario went another way, a sentence for each, with the move (from 0) that it is about. */
export function scenarioSentences(
  result: ScenarioResult,
  { expectation }: Scenario,
  { graph, world, locale }: About,
): { move: number; text: string }[] {
  return describeResult(result, expectation, {
    step: (nodeId) => stepNameIn(graph, nodeId, locale),
    person: (personId) => world.directory.people.find(({ id }) => id === personId)?.name ?? null,
    field: (key) => graph.fields.find((field) => field.key === key)?.label ?? { en: key, zh: key },
  }).map(({ move, text }) => ({ move, text: text[locale] }))
}
