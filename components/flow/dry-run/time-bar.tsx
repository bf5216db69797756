"use client"

import { CalendarPlus, Clock3, FastForward, Timer } from "lucide-react"
import { useFormatter, useLocale, useTranslations } from "use-intl"
import type { EventNames } from "@/components/ticket/event-names"
import { Button } from "@/components/ui/button"
import { Time } from "@/components/ui/time"
import { nextDue, type Due } from "@/core/dry-run/pass-time"
import type { Locale } from "@/core/text"
import type { TicketState } from "@/core/ticket/state"
import { clockAt } from "@/core/ticket/fold/clocks"
import type { DryRun } from "./use-dry-run"

const halfHourMin = 30
const dayMin = 1440

/** The virtual clock, what comes next if nobody does anything, and the buttons that let time pass. */
export function TimeBar({ dryRun, names }: { dryRun: DryRun; names: EventNames }) {
  const t = useTranslations("dryRun.time")
  const locale = useLocale()
  const format = useFormatter()
  const { run, take } = dryRun
  const { state, at } = run
  const due = nextDue(state)
  const isOpen = state?.status === "open"
  return (
    <section
      aria-label={t("title")}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-separator bg-surface px-4 py-2.5 md:px-6"
    >
      <div className="min-w-full flex-1 md:min-w-0">
        <p className="flex items-center gap-1.5 text-sm font-medium">
          <Clock3 className="size-4 shrink-0 text-muted" aria-hidden="true" />
          <span className="sr-only">{t("now")}</span>
          <span className="figures whitespace-nowrap">{format.dateTime(at, { weekday: "short" })}</span>
          <Time value={at} format="full" className="figures" />
        </p>
        <p className="text-xs text-pretty text-muted" aria-live="polite">
          {!state
            ? t("notOpened")
            : due
              ? t.rich("next", {
                  what: dueText(due, state, names, locale, t),
                  at: () => <Time value={due.at} format="datetime" />,
                })
              : t(isOpen ? "nothingNext" : "closed")}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" isDisabled={!due} onPress={() => take({ type: "wait", minutes: null })}>
          <FastForward aria-hidden="true" />
          {t("toNext")}
        </Button>
        <Button
          size="sm"
          variant="outline"
          isDisabled={!isOpen}
          onPress={() => take({ type: "wait", minutes: halfHourMin })}
        >
          <Timer aria-hidden="true" />
          {t("halfHour")}
        </Button>
        <Button
          size="sm"
          variant="outline"
          isDisabled={!isOpen}
          onPress={() => take({ type: "wait", minutes: dayMin })}
        >
          <CalendarPlus aria-hidden="true" />
          {t("day")}
        </Button>
      </div>
    </section>
  )
}

type Translate = ReturnType<typeof useTranslations<"dryRun.time">>

/** What is due: a warning of somebody's clock, its deadline, or the end of a wait. */
function dueText(due: Due, state: TicketState, names: EventNames, locale: Locale, t: Translate): string {
  const clock = clockAt(state, due.itemId)
  if (!clock) {
    const waiting = Object.values(state.activations).find(({ until }) => until === due.at)
    return t("waitEnds", { step: names.node(waiting?.nodeId ?? "")[locale] })
  }
  const name = names.clock(due.itemId, Infinity)[locale]
  const levels = clock.tiers.filter(({ at }) => at === due.at).map(({ level }) => level)
  return levels.length > 0 ? t("warning", { level: levels.join(", "), name }) : t("deadline", { name })
}
