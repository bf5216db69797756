"use client"

import { Handle, Position, type NodeProps } from "@xyflow/react"
import clsx from "clsx"
import { Plus } from "lucide-react"
import { memo } from "react"
import { useTranslations } from "use-intl"
import { StatusChip } from "@/components/ui/status-chip"
import { useCanvasActions } from "./canvas-actions"
import type { CardNode } from "./canvas-types"
import { CardHead } from "./card-head"
import type { CardModel, ExitRow } from "./card-model"
import { CardCompany } from "./together/card-company"

const toneDot: Record<ExitRow["tone"], string> = {
  neutral: "bg-border-strong",
  positive: "bg-ok",
  negative: "bg-breached",
}

/** A step on the canvas: what it is, what it will do, and its ways out. */
export const StepNode = memo(function StepNode({ data, selected, isConnectable }: NodeProps<CardNode>) {
  const { card, look } = data
  const isEditable = useCanvasActions() !== null
  // The empty row of a split only serves to draw another route.
  const rows = isEditable ? card.exits : card.exits.filter(({ handle }) => handle !== "route")
  const [only] = rows
  const isSingle = rows.length === 1 && only && !only.isGone && only.exit !== "route"
  return (
    <div
      className={clsx(
        "step-card",
        selected && "step-card--selected",
        card.errors > 0 && "step-card--wrong",
        look && `step-card--${look.state}`,
        look?.heat && `step-card--heat step-card--heat-${look.heat.level}`,
        look?.heat?.isBad && "step-card--heat-bad",
      )}
    >
      {card.hasEntry && <Handle type="target" position={Position.Left} className="entry-handle" />}
      <div className="relative flex items-start gap-2.5 px-3 py-2.5">
        <CardHead card={card} isDone={look?.state === "done"} />
        {isSingle && <ExitHandle card={card} row={only} isSingle isSelected={selected} isConnectable={isConnectable} />}
      </div>
      {!isSingle && rows.length > 0 && (
        <ul className="border-t border-separator py-1">
          {rows.map((row) => (
            <li
              key={row.handle}
              className={clsx(
                "relative flex items-center justify-end gap-2 pr-4 pl-3 text-xs",
                row.isTall ? "h-11" : "h-7",
              )}
            >
              <RowText row={row} />
              {row.note && <span className="min-w-0 truncate text-muted">{row.note}</span>}
              {row.exit !== "route" && <span className={clsx("size-1.5 shrink-0 rounded-full", toneDot[row.tone])} />}
              <ExitHandle card={card} row={row} isSelected={selected} isConnectable={isConnectable} />
            </li>
          ))}
        </ul>
      )}
      <CardCompany nodeId={card.id} name={card.name} />
      <FarFace card={card} isLow={isSingle === true && !card.target} />
      {look?.badge && (
        <div className={clsx("step-badge absolute -bottom-3 left-3", look.state !== "here" && "step-badge--legible")}>
          {look.badge.tone === "neutral" ? (
            <span className="step-figure">{look.badge.label}</span>
          ) : (
            <StatusChip meaning={look.badge.tone} size="sm" className="ring-2 ring-surface">
              {look.badge.label}
            </StatusChip>
          )}
        </div>
      )}
    </div>
  )
})

/** What the card says when all of a large flow is in the window: its name, large. Covers the rest, which keeps its size. */
function FarFace({ card, isLow }: { card: CardModel; isLow: boolean }) {
  return (
    <div className={clsx("far-face", isLow && "far-face--low")} aria-hidden="true">
      <span
        className={clsx("far-face-mark", card.isPeople && "far-face-mark--people", `far-face-mark--${card.shape}`)}
      />
      <p className="far-face-name">{card.name}</p>
    </div>
  )
}

/** An exit is its name. A route is when it is taken, below its name if it has one. */
function RowText({ row }: { row: ExitRow }) {
  if (row.isGone) return <span className="truncate text-breached-ink">{row.label}</span>
  if (row.edgeId === null || row.isPlain) return <span className="truncate text-muted">{row.label}</span>
  return (
    <span className="min-w-0 text-end">
      {row.isTall && <span className="block truncate">{row.label}</span>}
      <RouteCondition row={row} />
    </span>
  )
}

function RouteCondition({ row: { condition, said } }: { row: ExitRow }) {
  const t = useTranslations("designer.card")
  if (condition === null) return <span className="block truncate text-muted">{t("fallback")}</span>
  if (condition.trim() === "") return <span className="block truncate text-breached-ink">{t("noCondition")}</span>
  return (
    <span
      className={clsx("block truncate text-[11px] leading-4 text-muted", said === null && "font-mono")}
      title={said ?? condition}
    >
      {said ?? condition}
    </span>
  )
}

/** The end edges start from: drag it to another step, or press its button to choose one from a list. */
function ExitHandle(props: {
  card: CardModel
  row: ExitRow
  isSingle?: boolean
  isSelected: boolean
  isConnectable: boolean
}) {
  const t = useTranslations("designer.card")
  const actions = useCanvasActions()
  const { card, row } = props
  return (
    <Handle
      type="source"
      id={row.handle}
      position={Position.Right}
      isConnectable={props.isConnectable && !row.isGone}
      className={clsx(
        "exit-handle",
        props.isSingle && "exit-handle--single",
        row.isConnected && "exit-handle--connected",
        row.isGone && "exit-handle--gone",
      )}
    >
      {actions && !row.isGone && (
        <button
          type="button"
          // Only the chosen step's exits are in the tab order: a flow of 300 steps would have a thousand stops.
          tabIndex={props.isSelected ? 0 : -1}
          className="exit-button"
          aria-label={t("connect", { exit: row.label, name: card.name })}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect()
            actions.openConnect(card.id, row.handle, { x: box.right, y: box.top + box.height / 2 })
          }}
        >
          <Plus className="size-3" strokeWidth={2.5} aria-hidden="true" />
        </button>
      )}
    </Handle>
  )
}
