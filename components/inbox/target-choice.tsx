"use client"

import type { ReactNode } from "react"
import { useTranslations } from "use-intl"
import type { EventNames } from "@/components/ticket/event-names"
import { ReturnPicture } from "@/components/ticket/return-picture"
import { Banner } from "@/components/ui/banner"
import { ChoiceList } from "@/components/ui/choice-list"
import { SkeletonLines } from "@/components/ui/skeleton"
import type { Resume } from "@/core/ticket/event"
import type { useTargets } from "./use-targets"

/** Which step a todo is sent back to, and the picture of what that undoes. */
export function TargetChoice(props: {
  targets: ReturnType<typeof useTargets>
  /** The step the todo stands at. */
  hereId: string
  resume: Resume
  names: EventNames
  /** Between the steps and the picture, as what is chosen there changes the picture. */
  children?: ReactNode
}) {
  const t = useTranslations("act.return")
  const { options, chosen, choose, isLoading, isFailed } = props.targets
  if (isLoading) return <SkeletonLines lines={5} />
  if (isFailed || !chosen) return <Banner meaning="breached" title={t("noTargets")} isAssertive />
  return (
    <>
      <ChoiceList
        label={t("to")}
        hasFirstFocus
        value={chosen.value}
        onChange={choose}
        options={options.map(({ value, label }, index) => ({
          value,
          label,
          description: index === 0 ? t("lastStep") : undefined,
        }))}
      />
      {props.children}
      <ReturnPicture
        preview={chosen.preview}
        resume={props.resume}
        hereId={props.hereId}
        target={chosen.label}
        names={props.names}
      />
    </>
  )
}
