"use client"

import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react"
import clsx from "clsx"
import { Plus } from "lucide-react"
import { memo, useState } from "react"
import { useTranslations } from "use-intl"
import { useCanvasActions } from "./canvas-actions"
import type { CanvasEdge } from "./canvas-types"
import { edgePath } from "./edge-path"

/** The way from one step to the next. Under the pointer it offers a "+" that puts a step in between. */
export const RouteEdge = memo(function RouteEdge(props: EdgeProps<CanvasEdge>) {
  const t = useTranslations("designer.card")
  const actions = useCanvasActions()
  const [isNear, setNear] = useState(false)
  const { path, labelX, labelY } = edgePath(props, props.data?.under ?? null)
  const chip = props.data?.chip
  const hasButton = actions !== null && (isNear || props.selected === true)
  return (
    <g onPointerEnter={() => setNear(true)} onPointerLeave={() => setNear(false)}>
      <BaseEdge path={path} markerEnd={props.markerEnd} interactionWidth={actions ? 24 : 0} />
      {(chip || hasButton) && (
        <EdgeLabelRenderer>
          <div
            className="route-label nodrag nopan"
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
            onPointerEnter={() => setNear(true)}
            onPointerLeave={() => setNear(false)}
          >
            {chip && (
              <span
                title={chip.text}
                className={clsx("route-chip", chip.isCode && "font-mono", props.data?.look === "ahead" && "opacity-50")}
              >
                {chip.text}
              </span>
            )}
            {hasButton && (
              <button
                type="button"
                tabIndex={-1}
                className="insert-button"
                aria-label={t("insertOn", { edge: props.data?.describedAs ?? "" })}
                onClick={(event) => {
                  const box = event.currentTarget.getBoundingClientRect()
                  actions.openInsert(props.id, { x: box.left + box.width / 2, y: box.bottom })
                }}
              >
                <Plus className="size-3.5" strokeWidth={2.25} aria-hidden="true" />
              </button>
            )}
          </div>
        </EdgeLabelRenderer>
      )}
    </g>
  )
})
