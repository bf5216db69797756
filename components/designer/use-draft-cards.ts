"use client"

import { nodePart } from "@/core/flow/node-part"
import type { Problem } from "@/core/problem"
import { useConditionSentence } from "./condition/use-condition-sentence"
import { useFlowVariables } from "./controls/use-flow-variables"
import { useDesignerContext, useGraph } from "./designer-context"
import { useCards } from "./use-cards"
import { useCardTexts } from "./use-card-texts"

/** The cards of the draft that is open, by node id, and the sentences around them. */
export function useDraftCards(problems: readonly Problem[]) {
  const { locale, directory } = useDesignerContext()
  const graph = useGraph()
  const texts = useCardTexts()
  const sayCondition = useConditionSentence(useFlowVariables(), locale)
  const cards = useCards({ graph, partOf: nodePart, problems, locale, texts, directory, sayCondition })
  return { graph, texts, cards }
}
