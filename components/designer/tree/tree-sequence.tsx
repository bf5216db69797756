"use client"

import clsx from "clsx"
import { CornerDownRight, Plus, Unplug } from "lucide-react"
import type { MouseEvent } from "react"
import { useTranslations } from "use-intl"
import type { Branch, End, Sequence, TreeStep } from "@/core/design/tree/flow-tree"
import { isRouteExit, routeExit } from "@/core/design/routes"
import { useCanvasActions, useRevealStep } from "../canvas-actions"
import { routeHandle, type CardModel, type ExitRow } from "../card-model"
import { useDesignerContext } from "../designer-context"
import { TreeCard } from "./tree-card"
import { useTree } from "./tree-context"

const handleOf = (exit: string, edgeId: string | null) =>
  isRouteExit(exit) && edgeId !== null ? routeHandle(edgeId) : exit
const rowOf = (card: CardModel | undefined, exit: string, edgeId: string | null): ExitRow | undefined =>
  card?.exits.find(({ handle }) => handle === handleOf(exit, edgeId))
const anchorOf = (event: MouseEvent<HTMLElement>) => {
  const box = event.currentTarget.getBoundingClientRect()
  return { x: box.left + box.width / 2, y: box.bottom }
}

/** Steps one below the other, and how they end. */
export function TreeSequence({ sequence, isFirst = true }: { sequence: Sequence; isFirst?: boolean }) {
  const { steps, end } = sequence
  const last = steps.at(-1)
  return (
    <div className={clsx("tree-sequence", end.type === "merge" && "tree-sequence--merges")}>
      {steps.map((step, index) => (
        <TreeStepPart key={step.nodeId} step={step} hasLine={!(isFirst && index === 0)} />
      ))}
      <TreeEnd end={end} lastNodeId={last?.nodeId ?? null} isOpenFirst={isFirst && steps.length === 0} />
    </div>
  )
}

function TreeStepPart({ step, hasLine }: { step: TreeStep; hasLine: boolean }) {
  return (
    <>
      {hasLine && <Line edgeId={step.edgeId} />}
      <TreeCard nodeId={step.nodeId} />
      <Asides step={step} />
      {step.branches.length > 0 && <Branches nodeId={step.nodeId} branches={step.branches} />}
    </>
  )
}

/** The way from one step to the next, with the button that puts a step in between. */
function Line({ edgeId }: { edgeId: string | null }) {
  const t = useTranslations("designer.card")
  const actions = useCanvasActions()
  const { edges, cards } = useTree()
  const edge = edgeId === null ? undefined : edges.get(edgeId)
  if (!actions || !edge) return <div className="tree-line" />
  const [from, to] = [cards.get(edge.source), cards.get(edge.target)]
  const exit = rowOf(from, edge.exit, edge.id)?.label ?? edge.exit
  const described = t("edgeLabel", { exit, from: from?.name ?? "", to: to?.name ?? "" })
  return (
    <div className="tree-line tree-line--open" data-edge-id={edge.id}>
      <button
        type="button"
        className="tree-plus"
        aria-label={t("insertOn", { edge: described })}
        onClick={(event) => actions.openInsert(edge.id, anchorOf(event))}
      >
        <Plus className="size-3.5" strokeWidth={2.25} aria-hidden="true" />
      </button>
    </div>
  )
}

/** Exits beside the main way: what they lead to, or that they end the ticket. */
function Asides({ step }: { step: TreeStep }) {
  const t = useTranslations("designer.card")
  const tTree = useTranslations("designer.tree")
  const actions = useCanvasActions()
  const { cards } = useTree()
  const card = cards.get(step.nodeId)
  if (step.aside.length === 0) return null
  return (
    <ul className="tree-asides">
      {step.aside.map(({ exit, edgeId, target }) => {
        const row = rowOf(card, exit, edgeId)
        const label = row?.label ?? exit
        return (
          <li key={`${exit} ${edgeId ?? ""}`} className="flex min-w-0 items-center gap-1.5">
            <span className={clsx("tree-dot", row && `tree-dot--${row.tone}`)} aria-hidden="true" />
            <span className="shrink-0">{label}</span>
            {target === null ? (
              <>
                <span className="truncate text-muted">{row?.note ?? tTree("open")}</span>
                {actions && row && !row.isGone && (
                  <button
                    type="button"
                    className="tree-connect"
                    aria-label={t("connect", { exit: label, name: card?.name ?? "" })}
                    onClick={(event) => actions.openConnect(step.nodeId, row.handle, anchorOf(event))}
                  >
                    <Plus className="size-3" strokeWidth={2.5} aria-hidden="true" />
                  </button>
                )}
              </>
            ) : (
              <LinkTo target={target} />
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** The name of a step that stands elsewhere in the tree; pressing it goes there. */
function LinkTo({ target }: { target: string }) {
  const t = useTranslations("designer.card")
  const { cards } = useTree()
  const reveal = useRevealStep()
  const name = cards.get(target)?.name ?? t("stepGone")
  return (
    <button
      type="button"
      className="tree-link"
      aria-label={t("goesTo", { step: name })}
      onClick={() => reveal?.(target)}
    >
      <CornerDownRight className="size-3.5 shrink-0" aria-hidden="true" />
      <span className="truncate">{name}</span>
    </button>
  )
}

function Branches({ nodeId, branches }: { nodeId: string; branches: readonly Branch[] }) {
  const t = useTranslations("designer.card")
  const actions = useCanvasActions()
  const { cards } = useTree()
  const card = cards.get(nodeId)
  const merging = branches.flatMap(({ sequence }, index) => (sequence.end.type === "merge" ? [index] : []))
  const [from = -1, to = -1] = [merging[0], merging.at(-1)]
  const mayAddRoute = actions !== null && card?.exits.some(({ handle }) => handle === routeExit) === true
  return (
    <div className="tree-fork">
      <div className="tree-line tree-line--short">
        {mayAddRoute && (
          <button
            type="button"
            className="tree-add-route"
            aria-label={t("connect", { exit: t("addRoute"), name: card.name })}
            title={t("addRoute")}
            onClick={(event) => actions.openConnect(nodeId, routeExit, anchorOf(event))}
          >
            <Plus className="size-3" strokeWidth={2.5} aria-hidden="true" />
          </button>
        )}
      </div>
      <ul className="tree-branches">
        {branches.map((branch, index) => (
          <li
            key={branch.edgeId ?? branch.exit}
            className="tree-branch"
            data-first={index === 0 || undefined}
            data-last={index === branches.length - 1 || undefined}
            // The rail below spans from the first branch that comes together to the last, past those that do not.
            data-below={index >= from && index <= to && merging.length > 1 ? "" : undefined}
            data-below-first={index === from || undefined}
            data-below-last={index === to || undefined}
          >
            <BranchLabel card={card} branch={branch} />
            <TreeSequence sequence={branch.sequence} isFirst={false} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What a branch is called and when it is taken; a route's opens the route. */
function BranchLabel({ card, branch: { exit, edgeId } }: { card: CardModel | undefined; branch: Branch }) {
  const t = useTranslations("designer.card")
  const { store } = useDesignerContext()
  const { selection, onMenu } = useTree()
  const row = rowOf(card, exit, edgeId)
  const isRoute = row !== undefined && isRouteExit(row.exit) && !row.isPlain
  const condition = isRoute ? (row.said ?? row.condition) : null
  const isMissing = isRoute && row.condition !== null && row.condition.trim() === ""
  const content = (
    <>
      {!isRoute && <span className={clsx("tree-dot", row && `tree-dot--${row.tone}`)} aria-hidden="true" />}
      <span className="truncate">{row?.label ?? exit}</span>
      {isMissing && <span className="truncate text-breached-ink">{t("noCondition")}</span>}
      {condition && condition !== row?.label && <span className="line-clamp-2 text-muted">{condition}</span>}
    </>
  )
  if (edgeId === null) return <div className="tree-label">{content}</div>
  return (
    <button
      type="button"
      className={clsx("tree-label", selection.edgeIds.has(edgeId) && "tree-label--chosen")}
      onClick={() => store.select({ nodeIds: new Set(), edgeIds: new Set([edgeId]) })}
      onContextMenu={(event) => onMenu(event, { edgeId })}
    >
      {content}
    </button>
  )
}

function TreeEnd(props: { end: End; lastNodeId: string | null; isOpenFirst: boolean }) {
  const t = useTranslations("designer.card")
  const tTree = useTranslations("designer.tree")
  const actions = useCanvasActions()
  const { cards } = useTree()
  const { end, lastNodeId } = props
  if (end.type === "over" || props.isOpenFirst) return null
  if (end.type === "merge") {
    return (
      <>
        {end.edgeId !== null && <Line edgeId={end.edgeId} />}
        <div className="tree-tail" />
      </>
    )
  }
  if (end.type === "link") {
    return (
      <>
        <Line edgeId={end.edgeId} />
        <LinkTo target={end.target} />
      </>
    )
  }
  const card = lastNodeId === null ? undefined : cards.get(lastNodeId)
  const row = rowOf(card, end.exit, null)
  return (
    <>
      <div className="tree-line" />
      {actions && card && row ? (
        <button
          type="button"
          className="tree-open"
          aria-label={t("connect", { exit: row.label, name: card.name })}
          onClick={(event) => actions.openConnect(card.id, row.handle, anchorOf(event))}
        >
          <Plus className="size-3.5" aria-hidden="true" />
          {tTree("addNext")}
        </button>
      ) : (
        <span className="tree-open">
          <Unplug className="size-3.5" aria-hidden="true" />
          {tTree("open")}
        </span>
      )}
    </>
  )
}
