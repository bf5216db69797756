"use client"

// A card has buttons of its own, so it cannot be one; the designer's keys choose it and open it.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex */

import clsx from "clsx"
import { memo } from "react"
import { CardHead } from "../card-head"
import type { CardModel } from "../card-model"
import { useDesignerContext } from "../designer-context"
import { CardCompany } from "../together/card-company"
import { useTree } from "./tree-context"

/** A step of the tree. */
export function TreeCard({ nodeId }: { nodeId: string }) {
  const { cards, selection, tabStop, labelOf, onMenu } = useTree()
  const card = cards.get(nodeId)
  if (!card) return null
  return (
    <Card
      card={card}
      label={labelOf(card)}
      isChosen={selection.nodeIds.has(nodeId)}
      isTabStop={tabStop === nodeId}
      onMenu={onMenu}
    />
  )
}

const Card = memo(function Card(props: {
  card: CardModel
  label: string
  isChosen: boolean
  isTabStop: boolean
  onMenu: ReturnType<typeof useTree>["onMenu"]
}) {
  const { store } = useDesignerContext()
  const { card, isChosen, onMenu } = props
  return (
    <div
      role="group"
      aria-label={props.label}
      aria-current={isChosen || undefined}
      tabIndex={props.isTabStop ? 0 : -1}
      data-id={card.id}
      className={clsx("tree-card step-card", isChosen && "step-card--selected", card.errors > 0 && "step-card--wrong")}
      onClick={(event) => {
        const isMore = event.shiftKey || event.metaKey || event.ctrlKey
        const { nodeIds } = store.get().selection
        if (isMore) store.selectNodes(isChosen ? [...nodeIds].filter((id) => id !== card.id) : [...nodeIds, card.id])
        else store.selectNodes([card.id])
      }}
      onContextMenu={(event) => onMenu(event, { nodeId: card.id })}
    >
      <div className="relative flex items-start gap-2.5 px-3 py-2.5">
        <CardHead card={card} />
      </div>
      <CardCompany nodeId={card.id} name={card.name} />
    </div>
  )
})
