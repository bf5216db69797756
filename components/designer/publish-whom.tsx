"use client"

import { useTranslations } from "use-intl"
import { PercentField } from "@/components/flow/versions/percent-field"
import { ChoiceList } from "@/components/ui/choice-list"
import type { Candidate, LiveVersion } from "./publish-dialog"

/** Which new tickets get the version, and what becomes of a ramp that is on. */
export function PublishWhom(props: {
  live: NonNullable<LiveVersion>
  candidate: Candidate
  number: number
  isPart: boolean
  onPart: (isPart: boolean) => void
  share: string
  onShare: (share: string) => void
}) {
  const t = useTranslations("designer.publish")
  const { live, candidate, number, isPart } = props
  return (
    <div className="space-y-3">
      <ChoiceList
        label={t("whom")}
        value={isPart ? "part" : "everybody"}
        onChange={(value) => props.onPart(value === "part")}
        options={[
          {
            value: "everybody",
            label: t("everybody"),
            description: candidate
              ? t("everybodyEnds", { number, candidate: candidate.number })
              : t("everybodyHint", { number }),
          },
          {
            value: "part",
            label: t("part"),
            description: candidate
              ? t("partReplaces", { candidate: candidate.number, percent: candidate.percent, current: live.number })
              : t("partHint", { current: live.number }),
          },
        ]}
      />
      {isPart && <PercentField value={props.share} onChange={props.onShare} />}
    </div>
  )
}
