"use client"

import type { inferRouterOutputs } from "@trpc/server"
import { useTranslations } from "use-intl"
import { Banner } from "@/components/ui/banner"
import type { HolidayProposal } from "@/core/sla/holidays"
import type { AppRouter } from "@/server/api/router"
import { DaySwatch } from "./day-mark"
import { hoursText } from "./opening-text"
import { useDateText } from "./use-day-names"

/** What an import would set, day by day, each with a tick. Own days begin without one: nothing of theirs is replaced unasked. */
export function HolidayProposals(props: {
  proposals: readonly HolidayProposal[]
  isTicked: (date: string, begins: boolean) => boolean
  source: string
  onTurn: (date: string) => void
}) {
  const t = useTranslations("calendars")
  const dateText = useDateText()
  const own = props.proposals.filter(({ state }) => state === "own").length
  return (
    <div className="space-y-3">
      {own > 0 && <Banner meaning="info">{t("import.ownStay", { count: own })}</Banner>}
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">{t("import.preview")}</legend>
        <ul className="divide-y divide-separator rounded-lg border border-border">
          {props.proposals.map(({ day, state, existing }) => {
            const isSame = state === "same"
            const note = isSame
              ? t("import.same")
              : state === "own"
                ? t("import.own", {
                    what: [existing?.name, hoursText(existing?.intervals ?? []) || t("closed")]
                      .filter(Boolean)
                      .join(", "),
                  })
                : state === "changed"
                  ? t("import.changed")
                  : null
            return (
              <li key={day.date}>
                <label className="flex min-h-11 cursor-pointer items-center gap-3 px-3 py-1.5 has-disabled:cursor-default has-focus-visible:bg-default">
                  <input
                    type="checkbox"
                    disabled={isSame}
                    checked={isSame || props.isTicked(day.date, state !== "own")}
                    onChange={() => props.onTurn(day.date)}
                    className="size-4 shrink-0 accent-(--accent)"
                  />
                  <DaySwatch state={day.kind ?? "ownClosed"} />
                  <span className="min-w-0 flex-1">
                    <span className="block truncate text-sm">
                      {day.name} · {t(`state.${day.kind ?? "ownClosed"}`)}
                    </span>
                    <span className="block text-xs text-muted figures">
                      {dateText(day.date, "day")} · {hoursText(day.intervals) || t("closed")}
                    </span>
                    {note && <span className="block text-xs text-late-ink">{note}</span>}
                  </span>
                </label>
              </li>
            )
          })}
        </ul>
      </fieldset>
      <p className="text-xs text-muted">{props.source}</p>
    </div>
  )
}

/** Nobody has said yet what is off in this year. */
export function UnpublishedYear({
  found,
  country,
}: {
  found: inferRouterOutputs<AppRouter>["calendar"]["holidays"]
  country: string
}) {
  const t = useTranslations("calendars.import")
  const { from, until } = found.known
  return (
    <Banner meaning="warning" title={t("unpublished", { country, year: String(found.year) })}>
      {until === null
        ? t("knownFrom", { from: String(from) })
        : t("known", { from: String(from), until: String(until) })}
    </Banner>
  )
}
