"use client"

import clsx from "clsx"
import { CircleDot, CornerUpLeft, RotateCw, SkipForward } from "lucide-react"
import { useLocale, useTranslations } from "use-intl"
import type { Resume } from "@/core/ticket/event"
import type { ReturnPreview } from "@/core/ticket/return-preview"
import type { EventNames } from "./event-names"
import { UndoneList } from "./undone-list"

/**
 * What becomes of a ticket that goes back, before it does: where it goes, which steps are done once more or passed over on
 * the way back here, and whose work is cancelled.
 */
export function ReturnPicture(props: {
  preview: ReturnPreview
  resume: Resume
  /** The step of whoever sends it back. */
  hereId: string
  /** How the target is called: the start by whoever fills it in again. */
  target: string
  names: Pick<EventNames, "person" | "node">
}) {
  const t = useTranslations("act.picture")
  const locale = useLocale()
  const { preview, hereId, names } = props
  const isStraight = props.resume === "back" && preview.mayComeBack
  const steps = preview.again.map((nodeId) => {
    const isHere = nodeId === hereId
    if (isStraight && !isHere) return { nodeId, icon: SkipForward, ink: "text-muted", note: t("passed") }
    if (isStraight) return { nodeId, icon: CircleDot, ink: "text-accent", note: t("back") }
    return { nodeId, icon: RotateCw, ink: "text-late", note: isHere ? t("hereAgain") : t("again") }
  })
  return (
    <section aria-label={t("label")} aria-live="polite" className="space-y-1.5">
      <h4 className="text-sm font-medium">{t("label")}</h4>
      <ol aria-label={t("label")} className="relative rounded-lg border border-border px-3 py-2">
        <Stop
          icon={CornerUpLeft}
          ink="text-accent"
          name={props.target}
          note={t("goes")}
          isStrong
          hasNext={steps.length > 0}
        />
        {steps.map(({ nodeId, ...step }, index) => (
          <Stop
            key={nodeId}
            {...step}
            name={names.node(nodeId)[locale]}
            isFaint={step.icon === SkipForward}
            hasNext={index < steps.length - 1}
          />
        ))}
      </ol>
      {props.resume === "back" && !preview.mayComeBack && <p className="text-sm text-muted">{t("notStraight")}</p>}
      <UndoneList undone={preview.cancelled} branches={preview.branches} names={names} />
    </section>
  )
}

function Stop(props: {
  icon: typeof CircleDot
  ink: string
  name: string
  note: string
  isStrong?: boolean
  isFaint?: boolean
  hasNext: boolean
}) {
  const { icon: Icon } = props
  return (
    <li className="relative flex items-start gap-2.5 py-1 text-sm">
      {props.hasNext && (
        <span aria-hidden="true" className="absolute top-6 -bottom-1 left-2 w-px -translate-x-1/2 bg-border" />
      )}
      <Icon className={clsx("relative mt-0.5 size-4 shrink-0 bg-surface", props.ink)} aria-hidden="true" />
      <span
        className={clsx(
          "min-w-0 flex-1 break-words",
          props.isStrong && "font-medium",
          props.isFaint && "text-muted line-through",
        )}
      >
        {props.name}
      </span>
      <span className="shrink-0 text-xs leading-5 text-muted">{props.note}</span>
    </li>
  )
}
