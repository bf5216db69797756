"use client"

import clsx from "clsx"
import { ArrowDown, ArrowUp, ChevronDown, GripVertical, Trash2 } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import { deleteSelection } from "@/core/design/node-commands"
import type { DraftEdge } from "@/core/flow/graph"
import { stepName } from "../step-name"
import type { Problem } from "@/core/problem"
import { useConditionSentence } from "../condition/use-condition-sentence"
import { useFlowVariables } from "../controls/use-flow-variables"
import { useDesignerContext, useGraph } from "../designer-context"
import { RouteEditor } from "./route-editor"

const mime = "application/x-firstcall-route"

/** One route of a split: its place in the order, what it is called, when it is taken and where it leads. */
export function RouteRow(props: {
  edge: DraftEdge
  index: number
  /** How many routes have a condition; the fallback comes after them and does not move. */
  count: number
  problems: readonly Problem[]
  /** Of a split that takes all of them. */
  isPlain: boolean
  isOpen: boolean
  onToggle: () => void
  onMove: (by: number) => void
  onDropOn: (edgeId: string) => void
}) {
  const t = useTranslations("designer.routes")
  const { store, locale, isEditable } = useDesignerContext()
  const graph = useGraph()
  const [isOver, setOver] = useState(false)
  const { edge, index, isOpen } = props
  const hasError = props.problems.some(({ severity }) => severity === "error")
  const said = useConditionSentence(useFlowVariables(), locale)(edge.condition)
  const target = graph.nodes.find(({ id }) => id === edge.target)
  const targetName = target ? stepName(target, locale) : ""
  const name = edge.name || (edge.fallback ? t("fallback") : t("numbered", { number: index + 1 }))
  const isMovable = isEditable && !edge.fallback && !props.isPlain
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a place to drop; the arrows in it do the same by keyboard
    <li
      data-edge={edge.id}
      className={clsx(
        "rounded-lg border bg-surface",
        isOver ? "border-accent" : hasError ? "border-breached/60" : "border-border",
      )}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(mime) || edge.fallback) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        const dragged = event.dataTransfer.getData(mime)
        if (dragged && dragged !== edge.id) props.onDropOn(dragged)
      }}
    >
      <div className="flex items-center">
        {isMovable ? (
          <span
            draggable
            aria-hidden="true"
            onDragStart={(event) => event.dataTransfer.setData(mime, edge.id)}
            className="grid h-11 w-6 shrink-0 cursor-grab place-items-center text-muted"
          >
            <GripVertical className="size-3.5" />
          </span>
        ) : (
          <span className="w-1.5 shrink-0" />
        )}
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={props.onToggle}
          className="flex min-w-0 flex-1 items-center gap-2 rounded-lg px-1.5 py-1.5 text-start hover:bg-default"
        >
          <span className="min-w-0 flex-1">
            <span className="flex items-baseline gap-1.5 text-sm">
              <span className="truncate font-medium">{name}</span>
              <span className="truncate text-muted">→ {targetName}</span>
            </span>
            {!edge.fallback && !props.isPlain && (
              <span
                className={clsx(
                  "block truncate text-xs",
                  edge.condition ? "text-muted" : "text-breached-ink",
                  edge.condition && !said && "font-mono",
                )}
                title={edge.condition}
              >
                {said ?? (edge.condition || t("noCondition"))}
              </span>
            )}
          </span>
          <ChevronDown
            className={clsx("size-4 shrink-0 text-muted transition-transform", isOpen && "rotate-180")}
            aria-hidden="true"
          />
        </button>
      </div>
      {isOpen && (
        <div className="border-t border-separator px-3 pt-3 pb-2">
          <RouteEditor edge={edge} problems={props.problems} isPlain={props.isPlain} />
          {isEditable && (
            <div className="mt-2 flex items-center justify-end">
              {isMovable && (
                <>
                  <IconButton
                    size="sm"
                    icon={ArrowUp}
                    label={t("up")}
                    isDisabled={index === 0}
                    onPress={() => props.onMove(-1)}
                  />
                  <IconButton
                    size="sm"
                    icon={ArrowDown}
                    label={t("down")}
                    isDisabled={index >= props.count - 1}
                    onPress={() => props.onMove(1)}
                  />
                </>
              )}
              <IconButton
                size="sm"
                icon={Trash2}
                label={t("delete")}
                onPress={() =>
                  store.run(deleteSelection(store.graph(), { nodeIds: new Set(), edgeIds: new Set([edge.id]) }))
                }
              />
            </div>
          )}
        </div>
      )}
    </li>
  )
}
