"use client"

import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import type { IncidentOffer } from "@/core/dry-run/offers"
import type { Problem } from "@/core/problem"
import { RefusedBanner } from "./refused-banner"
import type { DryRun } from "./use-dry-run"

/** A step that stopped, and why. An administrator of the flow would have it tried again. */
export function IncidentCard({ offer, dryRun, step }: { offer: IncidentOffer; dryRun: DryRun; step: string }) {
  const t = useTranslations("dryRun.incident")
  const locale = useLocale()
  const [problems, setProblems] = useState<Problem[]>([])
  const said = dryRun.run.events.findLast(
    ({ body }) => body.type === "incident" && body.incidentId === offer.incidentId,
  )?.body
  const { nodeId, personId } = offer
  return (
    <div className="space-y-2">
      <Banner
        meaning="breached"
        title={t("title", { step })}
        action={
          personId !== null && (
            <Button
              size="sm"
              variant="outline"
              onPress={() => setProblems(dryRun.take({ type: "retry", nodeId, personId }) ?? [])}
            >
              {t("retry")}
            </Button>
          )
        }
      >
        {said?.type === "incident" && said.detail[locale]}
      </Banner>
      <RefusedBanner problems={problems} />
    </div>
  )
}
