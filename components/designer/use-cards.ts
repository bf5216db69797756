"use client"

import { useState } from "react"
import type { DraftEdge, DraftGraph, DraftNode } from "@/core/flow/graph"
import type { NodePart } from "@/core/flow/node-part"
import type { Directory } from "@/core/people/directory"
import type { Problem } from "@/core/problem"
import type { Locale } from "@/core/text"
import { cardModel, type CardModel, type CardTexts, type Counts, type NameOf } from "./card-model"

const none: Counts = { errors: 0, warnings: 0 }

/** Problems of each node, its routes' included: the card is where people look. Advice waits in the list. */
export function countProblems(graph: DraftGraph, problems: readonly Problem[]): Map<string, Counts> {
  const sourceOf = new Map(graph.edges.map(({ id, source }) => [id, source]))
  const counts = new Map<string, Counts>()
  for (const { place, severity } of problems) {
    const nodeId = place.nodeId ?? (place.edgeId === undefined ? undefined : sourceOf.get(place.edgeId))
    if (nodeId === undefined || severity === "advice") continue
    const { errors, warnings } = counts.get(nodeId) ?? none
    counts.set(nodeId, severity === "error" ? { errors: errors + 1, warnings } : { errors, warnings: warnings + 1 })
  }
  return counts
}

type Input = {
  graph: DraftGraph
  /** What its kind says of a node. Must be the same function while it says the same. */
  partOf: (node: DraftNode) => NodePart
  problems: readonly Problem[]
  locale: Locale
  texts: CardTexts
  directory: Directory | null
  sayCondition?: (source: string) => string | null
}

/** A card with all it was made of: while that is the same, so is the card. */
type Made = { node: DraftNode; leaving: readonly DraftEdge[]; counts: Counts; card: CardModel }
type Kept = { input: Input; made: ReadonlyMap<string, Made>; cards: ReadonlyMap<string, CardModel> }

const noEdges: readonly DraftEdge[] = []

const hasSameLead = ({ card: { leadsTo, backTo } }: Made, nameOf: NameOf): boolean =>
  [...(leadsTo ? [leadsTo] : []), ...backTo].every(({ id, name }) => nameOf(id) === name)

function isSame(old: Made, node: DraftNode, leaving: readonly DraftEdge[], counts: Counts): boolean {
  return (
    old.node.config === node.config &&
    old.node.name === node.name &&
    old.node.kind === node.kind &&
    old.counts.errors === counts.errors &&
    old.counts.warnings === counts.warnings &&
    old.leaving.length === leaving.length &&
    old.leaving.every((edge, index) => edge === leaving[index])
  )
}

function make(input: Input, previous: Kept | null): Kept {
  const { graph, problems, partOf, ...context } = input
  const counts = countProblems(graph, problems)
  const leaving = new Map<string, DraftEdge[]>()
  for (const edge of graph.edges) {
    const edges = leaving.get(edge.source)
    if (edges) edges.push(edge)
    else leaving.set(edge.source, [edge])
  }
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const nameOf: NameOf = (nodeId) => {
    const node = nodes.get(nodeId)
    return node ? node.name || (partOf(node).title?.[context.locale] ?? node.kind) : null
  }
  const isSameContext =
    previous?.input.partOf === partOf &&
    previous.input.locale === input.locale &&
    previous.input.texts === input.texts &&
    previous.input.directory === input.directory &&
    previous.input.sayCondition === input.sayCondition
  const made = new Map(
    graph.nodes.map((node): [string, Made] => {
      const edges = leaving.get(node.id) ?? noEdges
      const own = counts.get(node.id) ?? none
      const old = isSameContext ? previous.made.get(node.id) : undefined
      if (old && isSame(old, node, edges, own) && hasSameLead(old, nameOf)) return [node.id, old]
      const card = cardModel(node, edges, partOf(node), own, context, nameOf)
      return [node.id, { node, leaving: edges, counts: own, card }]
    }),
  )
  return { input, made, cards: new Map([...made].map(([id, { card }]) => [id, card])) }
}

/** The cards of a graph by node id. A card whose node, edges and problems did not change is the same object. */
export function useCards(input: Input): ReadonlyMap<string, CardModel> {
  const [kept, setKept] = useState(() => make(input, null))
  const isStale = (Object.keys(input) as (keyof Input)[]).some((key) => kept.input[key] !== input[key])
  if (!isStale) return kept.cards
  const next = make(input, kept)
  setKept(next)
  return next.cards
}
