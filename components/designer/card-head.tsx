"use client"

import clsx from "clsx"
import { ArrowRight, Check, Clock, TriangleAlert } from "lucide-react"
import { useTranslations } from "use-intl"
import { useCanvasActions, useRevealStep } from "./canvas-actions"
import type { CardModel } from "./card-model"
import { channelIcon } from "./channel-icon"
import { KindIcon } from "./kind-icon"

/** What a step is and what it will do: the same on the canvas and in the tree. */
export function CardHead({ card, isDone = false }: { card: CardModel; isDone?: boolean }) {
  return (
    <>
      <KindBadge card={card} />
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm leading-5 font-medium">{card.name}</p>
        {card.summary && <p className="line-clamp-2 text-xs text-muted">{card.summary}</p>}
        <Deadline card={card} />
        <JumpTarget card={card} />
      </div>
      <Marks card={card} isDone={isDone} />
    </>
  )
}

/** The kind's icon on its ground: round, diamond or square. */
export function KindBadge({ card }: { card: Pick<CardModel, "icon" | "shape" | "isPeople"> }) {
  return (
    <span className={clsx("kind-badge", `kind-badge--${card.shape}`, card.isPeople && "kind-badge--people")}>
      <KindIcon name={card.icon} className="size-4" />
    </span>
  )
}

function Deadline({ card }: { card: CardModel }) {
  const t = useTranslations("designer.card")
  if (!card.target) return null
  return (
    <p
      className="mt-1 flex items-center gap-1 text-xs text-muted figures"
      title={t("deadline", { tiers: card.tiers.length })}
    >
      <Clock className="size-3.5 shrink-0" aria-hidden="true" />
      {card.target}
      {card.tiers.length > 0 && (
        <span className="ml-1 flex items-center gap-1" aria-hidden="true">
          {card.tiers.slice(0, 5).map((channel, index) => {
            const Icon = channelIcon[channel]
            // Later tiers reach further: the ladder reads from left to right.
            // oxlint-disable-next-line react/no-array-index-key -- the rung is the identity
            return <Icon key={index} className="size-3" strokeWidth={2} />
          })}
        </span>
      )}
      {card.tiers.length > 0 && <span className="sr-only">{t("tiers", { tiers: card.tiers.length })}</span>}
    </p>
  )
}

/** Where a jump goes on, for which no line is drawn; pressing it goes there. */
function JumpTarget({ card: { leadsTo } }: { card: CardModel }) {
  const t = useTranslations("designer.card")
  const reveal = useRevealStep()
  if (!leadsTo) return null
  const name = leadsTo.name ?? (leadsTo.id === "" ? t("goesNowhere") : t("stepGone"))
  const text = (
    <>
      <ArrowRight className="size-3.5 shrink-0" aria-hidden="true" />
      <span className="truncate">{name}</span>
    </>
  )
  if (!reveal || leadsTo.name === null) {
    return (
      <p
        className={clsx("flex items-center gap-1 text-xs", leadsTo.name === null ? "text-breached-ink" : "text-muted")}
      >
        {text}
      </p>
    )
  }
  return (
    <button
      type="button"
      // The panel's own button is in the tab order; a canvas has one stop.
      tabIndex={-1}
      className="nodrag -mx-1 flex max-w-full items-center gap-1 rounded-md px-1 text-xs text-link hover:bg-default"
      aria-label={t("goesTo", { step: name })}
      onClick={(event) => {
        event.stopPropagation()
        reveal(leadsTo.id)
      }}
    >
      {text}
    </button>
  )
}

function Marks({ card, isDone }: { card: CardModel; isDone: boolean }) {
  const t = useTranslations("designer.card")
  const actions = useCanvasActions()
  if (isDone) return <Check className="mt-0.5 size-4 shrink-0 text-ok" strokeWidth={2.5} aria-label={t("done")} />
  const count = card.errors + card.warnings
  if (count === 0 || !actions) return null
  return (
    <button
      type="button"
      tabIndex={-1}
      className={clsx(
        "nodrag -mt-0.5 -mr-1 flex h-6 shrink-0 items-center gap-0.5 rounded-md px-1 text-xs font-medium figures",
        card.errors > 0 ? "bg-breached-soft text-breached-ink" : "bg-warning-soft text-warning-ink",
      )}
      aria-label={t("problemsOf", { count, name: card.name })}
      onClick={() => actions.showProblems(card.id)}
    >
      <TriangleAlert className="size-3.5" aria-hidden="true" />
      {count}
    </button>
  )
}
