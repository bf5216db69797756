"use client"

import { useFormatter, useLocale, useTranslations } from "use-intl"
import { Time } from "@/components/ui/time"
import { leftMinutes } from "@/core/sla/clock"
import { describeMinutes } from "@/core/sla/describe"
import type { ClockState } from "@/core/ticket/state"

/** How a clock stands, in small print: by when, what has been warned, what is still to come; or what is left of it. */
export function ClockLines({ clock, warnedLevel = 0 }: { clock: ClockState; warnedLevel?: number }) {
  const t = useTranslations("ticket.people")
  const locale = useLocale()
  const format = useFormatter()
  const dayOf = (at: number) => format.dateTime(at, { dateStyle: "short" })
  const { dueAt } = clock
  if (clock.ended) {
    const counted = describeMinutes(Math.round((clock.elapsedMs ?? 0) / 60_000))[locale]
    return (
      <p className="text-xs text-muted">
        {t("counted", { counted, target: describeMinutes(clock.targetMin)[locale] })}
      </p>
    )
  }
  if (clock.paused) {
    const left = leftMinutes(clock)
    const amount = describeMinutes(Math.abs(left))[locale]
    return (
      <p className="text-xs text-muted">{left < 0 ? t("missedWhen", { left: amount }) : t("left", { left: amount })}</p>
    )
  }
  if (dueAt === null) return null
  // What is repeated may come after the next tier.
  const inOrder = clock.tiers.toSorted((a, b) => a.at - b.at)
  return (
    <div className="space-y-0.5 text-xs text-muted">
      <p>
        {t.rich("due", { at: () => <Time value={dueAt} />, target: describeMinutes(clock.targetMin)[locale] })}
        {warnedLevel > 0 && ` · ${t("warned", { level: warnedLevel })}`}
      </p>
      {clock.tiers.length > 0 && (
        <p>
          {t("toCome")}{" "}
          {inOrder.map((tier, index) => (
            <span key={tier.level}>
              {index > 0 && " · "}
              {t("tier", { level: tier.level })}{" "}
              <Time value={tier.at} format={dayOf(tier.at) === dayOf(dueAt) ? "time" : "datetime"} />
            </span>
          ))}
        </p>
      )}
    </div>
  )
}
