"use client"

import { useQuery } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { Pause } from "lucide-react"
import { useFormatter, useLocale, useTranslations } from "use-intl"
import { DeadlineSteps } from "@/components/admin/calendars/deadline-steps"
import { useWallText } from "@/components/admin/calendars/use-wall-text"
import { useTRPC } from "@/components/trpc"
import { ErrorState } from "@/components/ui/error-state"
import { SideSheet } from "@/components/ui/side-sheet"
import { Spinner } from "@/components/ui/spinner"
import type { ClockExplanation } from "@/core/sla/explain-clock"
import { describeMinutes } from "@/core/sla/describe"
import type { AppRouter } from "@/server/api/router"
import { ClockSpan } from "./clock-span"

type Explained = inferRouterOutputs<AppRouter>["ticket"]["explainClock"]

/** "Explain this deadline": every stretch that counted, every pause and who made it, and the instant all lead to. */
export function ExplainSheet(props: { ticketId: string; clockId: string; name: string; onClose: () => void }) {
  const t = useTranslations("ticket.explain")
  const trpc = useTRPC()
  const { ticketId, clockId } = props
  const query = useQuery(trpc.ticket.explainClock.queryOptions({ ticketId, clockId }))
  return (
    <SideSheet
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose()
      }}
      title={t("title")}
      description={props.name}
    >
      {query.isError ? (
        <ErrorState onRetry={() => void query.refetch()} />
      ) : query.data ? (
        <Explanation explained={query.data} />
      ) : (
        <p className="flex items-center gap-2 text-sm text-muted">
          <Spinner /> {t("loading")}
        </p>
      )}
    </SideSheet>
  )
}

function Explanation({ explained: { explanation, calendarName, timeZone, people } }: { explained: Explained }) {
  const t = useTranslations("ticket.explain")
  return (
    <div className="space-y-4">
      <Outcome explanation={explanation} timeZone={timeZone} />
      <p className="text-xs text-muted">
        {calendarName === null ? t("always") : t("calendar", { name: calendarName, zone: timeZone })}
        {explanation.isAgain && <span className="block">{t("again")}</span>}
      </p>
      <ClockSpan explanation={explanation} timeZone={timeZone} />
      <ol className="space-y-4">
        {explanation.stretches.map((stretch) => (
          <li key={`${stretch.type} ${stretch.from}`}>
            {stretch.type === "ran" ? (
              <Ran stretch={stretch} timeZone={timeZone} />
            ) : (
              <Paused stretch={stretch} timeZone={timeZone} name={people[stretch.by]?.name} />
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}

function Outcome({ explanation, timeZone }: { explanation: ClockExplanation; timeZone: string }) {
  const t = useTranslations("ticket.explain")
  const locale = useLocale()
  const format = useFormatter()
  const { dueAt, ended, leftMin, elapsedMin, targetMin } = explanation
  const span = (minutes: number) => describeMinutes(Math.round(minutes))[locale]
  const word = ended ? ended.as : dueAt === null ? "paused" : leftMin < 0 ? "missed" : "due"
  return (
    <div>
      <p className="text-xs text-muted">{t(word)}</p>
      {dueAt !== null && (
        <p className="text-lg font-semibold figures">
          {format.dateTime(dueAt, {
            timeZone,
            year: "numeric",
            month: "short",
            day: "numeric",
            weekday: "short",
            hour: "2-digit",
            minute: "2-digit",
            hourCycle: "h23",
          })}
        </p>
      )}
      <p className="mt-0.5 text-sm figures">
        {t("sum", { counted: span(elapsedMin), target: span(targetMin) })}
        {" · "}
        {leftMin < 0 ? t("late", { left: span(-leftMin) }) : t("left", { left: span(leftMin) })}
      </p>
    </div>
  )
}

type Stretch<T> = Extract<ClockExplanation["stretches"][number], { type: T }>

function Ran({ stretch, timeZone }: { stretch: Stretch<"ran">; timeZone: string }) {
  const t = useTranslations("ticket.explain")
  const locale = useLocale()
  const minutes = describeMinutes(Math.round(stretch.minutes))[locale]
  return (
    <>
      <p className="mb-1.5 text-sm font-medium figures">{t(stretch.isToCome ? "toCome" : "ran", { minutes })}</p>
      {stretch.isOtherwiseNow && <p className="mb-1.5 text-xs text-warning-ink">{t("otherwise", { minutes })}</p>}
      <DeadlineSteps explanation={stretch} timeZone={timeZone} />
    </>
  )
}

function Paused(props: { stretch: Stretch<"paused">; timeZone: string; name: string | undefined }) {
  const t = useTranslations("ticket.explain")
  const wallText = useWallText(props.timeZone)
  const { from, to, cause, comment } = props.stretch
  const when = (instant: number) => `${wallText(instant, "day")} ${wallText(instant, "time")}`
  return (
    <div className="flex gap-2 rounded-lg bg-surface-secondary px-3 py-2">
      <Pause className="mt-0.5 size-4 shrink-0 text-muted" aria-hidden="true" />
      <div className="min-w-0">
        <p className="text-sm font-medium">
          {cause === "manual" ? t("pausedBy", { name: props.name ?? "—" }) : t("pausedByCondition")}
        </p>
        {comment !== "" && <p className="text-sm text-pretty break-words">{comment}</p>}
        <p className="text-xs text-muted figures">
          {when(from)} – {to === null ? t("until") : when(to)}
        </p>
      </div>
    </div>
  )
}
