"use client"

import { BaseEdge, type EdgeProps } from "@xyflow/react"
import clsx from "clsx"
import { Plus } from "lucide-react"
import { memo, useState } from "react"
import { useTranslations } from "use-intl"
import { useCanvasActions, type Anchor } from "./canvas-actions"
import type { CanvasEdge } from "./canvas-types"
import { EdgeLabels } from "./edge-labels"
import { edgeChip, edgeMiddle, edgePath } from "./edge-path"

/** The way from one step to the next. Under the pointer it offers a "+" that puts a step in between. */
export const RouteEdge = memo(function RouteEdge(props: EdgeProps<CanvasEdge>) {
  const t = useTranslations("designer.card")
  const actions = useCanvasActions()
  const [isNear, setNear] = useState(false)
  const under = props.data?.under ?? null
  const chip = props.data?.edge.name
  const place = edgeChip(props)
  const hasButton = actions !== null && (isNear || props.selected === true)
  return (
    <g onPointerEnter={() => setNear(true)} onPointerLeave={() => setNear(false)}>
      <BaseEdge path={edgePath(props, under)} markerEnd={props.markerEnd} interactionWidth={actions ? 24 : 0} />
      {(chip || hasButton) && (
        <EdgeLabels>
          {chip && place && chipWidth(chip) <= place.widthMax && (
            <RouteChip text={chip} isFaint={props.data?.look === "ahead"} place={place} />
          )}
          {hasButton && (
            <InsertButton
              at={edgeMiddle(props, under)}
              label={t("insertOn", { edge: props.data?.describedAs ?? "" })}
              onNear={setNear}
              onPress={(anchor) => actions.openInsert(props.id, anchor)}
            />
          )}
        </EdgeLabels>
      )}
    </g>
  )
})

/** About how wide a name will be: Chinese characters are as wide as they are high. A guess is enough to leave it out. */
const chipWidth = (text: string) =>
  Math.min(168, 14 + Array.from(text).reduce((sum, char) => sum + (/[\u2e80-\uffef]/.test(char) ? 11 : 6), 0))

function RouteChip(props: { text: string; isFaint: boolean; place: { x: number; y: number; widthMax: number } }) {
  const { x, y, widthMax } = props.place
  return (
    <span
      title={props.text}
      className={clsx("route-chip", props.isFaint && "opacity-60")}
      style={{
        transform: `translate(${x}px, ${y}px) translateY(-50%)`,
        ...(Number.isFinite(widthMax) && { maxWidth: widthMax }),
      }}
    >
      {props.text}
    </span>
  )
}

function InsertButton(props: {
  at: { x: number; y: number }
  label: string
  onNear: (isNear: boolean) => void
  onPress: (anchor: Anchor) => void
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={props.label}
      className="insert-button nodrag nopan"
      style={{ transform: `translate(-50%, -50%) translate(${props.at.x}px, ${props.at.y}px)` }}
      onPointerEnter={() => props.onNear(true)}
      onPointerLeave={() => props.onNear(false)}
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect()
        props.onPress({ x: box.left + box.width / 2, y: box.bottom })
      }}
    >
      <Plus className="size-3.5" strokeWidth={2.25} aria-hidden="true" />
    </button>
  )
}
