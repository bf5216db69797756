"use client"

import { useMemo, useState } from "react"
import { useFormatter, useTranslations } from "use-intl"
import { NumberInput } from "@/components/designer/controls/number-input"
import { momentOf, wallTimeOf } from "@/components/ticket/wall-time"
import { Panel } from "@/components/ui/page"
import { TextField } from "@/components/ui/text-field"
import { explainDeadline } from "@/core/sla/explain-deadline"
import type { Calendar } from "@/core/sla/policy"
import { DeadlineSteps } from "./deadline-steps"
import { DeadlineTimeline } from "./deadline-timeline"

/** As long as a policy may be (slaPolicySchema). */
const targetMax = 525_600

/** A deadline as the engine would set it with the hours as they stand on the page, saved or not, and why. */
export function TryDeadline({ hours, isSound, now }: { hours: Calendar; isSound: boolean; now: number }) {
  const t = useTranslations("calendars.try")
  const format = useFormatter()
  const { timeZone } = hours
  const [start, setStart] = useState<string | null>(null)
  const [target, setTarget] = useState(240)
  // A zone that is not one is among the problems that `isSound` speaks of.
  const wall = start ?? (isSound ? wallTimeOf(now, timeZone) : "")
  const startAt = isSound ? momentOf(wall, timeZone) : null
  const explanation = useMemo(
    () => (startAt === null ? null : explainDeadline(startAt, target, hours)),
    [startAt, target, hours],
  )
  const change = (minutes: number) => setTarget(Math.max(1, Math.min(targetMax, minutes)))
  return (
    <Panel title={t("title")} description={t("description")}>
      <div className="space-y-3.5">
        <TextField label={t("start")} type="datetime-local" value={wall} onChange={setStart} />
        <fieldset>
          <legend className="mb-1 text-sm font-medium">{t("target")}</legend>
          <div className="flex items-center gap-2">
            <NumberInput
              label={t("hours")}
              isLabelHidden
              value={Math.floor(target / 60)}
              min={0}
              max={8760}
              unit={t("h")}
              onChange={(value) => change(value * 60 + (target % 60))}
            />
            <NumberInput
              label={t("minutes")}
              isLabelHidden
              value={target % 60}
              min={0}
              max={59}
              unit={t("min")}
              onChange={(value) => change(target - (target % 60) + value)}
            />
          </div>
        </fieldset>
        <output className="block" aria-live="polite">
          {explanation ? (
            <>
              <span className="block text-xs text-muted">{t("due")}</span>
              <span className="block text-lg font-semibold figures">
                {format.dateTime(explanation.dueAt, {
                  timeZone,
                  year: "numeric",
                  month: "short",
                  day: "numeric",
                  weekday: "short",
                  hour: "2-digit",
                  minute: "2-digit",
                  hourCycle: "h23",
                })}
              </span>
            </>
          ) : (
            <span className="block text-sm text-muted">{t(isSound ? "noStart" : "notSound")}</span>
          )}
        </output>
        {explanation && (
          <>
            <DeadlineTimeline explanation={explanation} timeZone={timeZone} />
            <DeadlineSteps explanation={explanation} timeZone={timeZone} />
          </>
        )}
      </div>
    </Panel>
  )
}
