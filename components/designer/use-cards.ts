"use client"

import { useState } from "react"
import type { DraftGraph } from "@/core/flow/graph"
import { nodeKind } from "@/core/flow/nodes/kinds"
import type { Directory } from "@/core/people/directory"
import type { Problem } from "@/core/problem"
import type { Locale } from "@/core/text"
import { cardModel, reuseCards, type CardModel, type CardTexts, type Counts } from "./card-model"

const none: Counts = { errors: 0, warnings: 0 }

/** Problems of each node, its routes' included: the card is where people look. */
export function countProblems(graph: DraftGraph, problems: readonly Problem[]): Map<string, Counts> {
  const sourceOf = new Map(graph.edges.map(({ id, source }) => [id, source]))
  const counts = new Map<string, Counts>()
  for (const { place, severity } of problems) {
    const nodeId = place.nodeId ?? (place.edgeId === undefined ? undefined : sourceOf.get(place.edgeId))
    if (nodeId === undefined) continue
    const { errors, warnings } = counts.get(nodeId) ?? none
    counts.set(nodeId, severity === "error" ? { errors: errors + 1, warnings } : { errors, warnings: warnings + 1 })
  }
  return counts
}

type Input = {
  graph: DraftGraph
  problems: readonly Problem[]
  locale: Locale
  texts: CardTexts
  directory: Directory | null
}

function cardsOf({ graph, problems, ...context }: Input, previous: ReadonlyMap<string, CardModel>) {
  const counts = countProblems(graph, problems)
  const cards = graph.nodes.map((node) =>
    cardModel(graph, node, nodeKind(node.kind), counts.get(node.id) ?? none, context),
  )
  return reuseCards(previous, cards)
}

/** The cards of a graph by node id. A card that shows the same as before is the same object. */
export function useCards(input: Input): ReadonlyMap<string, CardModel> {
  const [kept, setKept] = useState(() => ({ input, cards: cardsOf(input, new Map()) }))
  const isStale = (Object.keys(input) as (keyof Input)[]).some((key) => kept.input[key] !== input[key])
  if (!isStale) return kept.cards
  const cards = cardsOf(input, kept.cards)
  setKept({ input, cards })
  return cards
}
