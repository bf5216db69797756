"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { CalendarX2, Settings2, Star } from "lucide-react"
import { lazy, Suspense, useState } from "react"
import { useTranslations } from "use-intl"
import { refusalOf } from "@/components/designer/app-error"
import { dayIn } from "@/components/call/day-span"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { notify } from "@/components/ui/notify"
import { useNow } from "@/components/ui/now"
import { onDemand } from "@/components/ui/on-demand"
import { PageBody, Panel } from "@/components/ui/page"
import { PageHeader } from "@/components/ui/page-header"
import { SkeletonLines, SkeletonPage } from "@/components/ui/skeleton"
import { StatusChip } from "@/components/ui/status-chip"
import { datesBetween, withDays } from "@/core/sla/day"
import { useSheet } from "../use-sheet"
import type { CalendarItem } from "./calendar-list"
import { DayList } from "./day-list"
import { SaveBar } from "./save-bar"
import { useCalendarDraft } from "./use-calendar-draft"
import { WeekEditor } from "./week-editor"
import { YearView } from "./year-view"
import { ZoneField } from "./zone-field"

// What opens, and what counts with time zones: neither is needed to see the calendar.
const { OnDemand: ImportSheet } = onDemand(async () => (await import("./import-sheet")).ImportSheet)
const { OnDemand: CalendarSheet } = onDemand(async () => (await import("./calendar-sheet")).CalendarSheet)
const TryDeadline = lazy(async () => ({ default: (await import("./try-deadline")).TryDeadline }))

const minuteMs = 60_000

/** One calendar: its week, its year, and what deadlines come of them. */
export function CalendarPage({ calendarId, mayEdit }: { calendarId: string; mayEdit: boolean }) {
  const t = useTranslations("calendars")
  const trpc = useTRPC()
  const calendar = useQuery(trpc.calendar.get.queryOptions({ calendarId }))
  if (calendar.data) return <Editor key={calendarId} calendar={calendar.data} mayEdit={mayEdit} />
  if (!calendar.isError) return <SkeletonPage />
  const code = refusalOf(calendar.error)?.code
  return code === "NOT_FOUND" || code === "INVALID" ? (
    <EmptyState
      icon={CalendarX2}
      titleAs="h1"
      title={t("gone.title")}
      description={t("gone.description")}
      action={
        <ButtonLink href="/admin/calendars" variant="outline">
          {t("gone.back")}
        </ButtonLink>
      }
    />
  ) : (
    <ErrorState onRetry={() => void calendar.refetch()} />
  )
}

function Editor({ calendar, mayEdit }: { calendar: CalendarItem; mayEdit: boolean }) {
  const t = useTranslations("calendars")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const now = useNow(minuteMs)
  const draft = useCalendarDraft(calendar)
  const importing = useSheet<true>()
  const settings = useSheet<true>()
  const makeDefault = useMutation(trpc.calendar.makeDefault.mutationOptions())
  const { hours } = draft
  // The zone as it was saved: the one being edited may not be one yet.
  const today = now === 0 ? null : dayIn(now, calendar.hours.timeZone)
  const [chosenYear, setYear] = useState<number | null>(null)
  const year = chosenYear ?? (today === null ? null : Number(today.slice(0, 4)))

  const beDefault = async () => {
    try {
      await makeDefault.mutateAsync({ calendarId: calendar.id })
      await queries.invalidateQueries({ queryKey: trpc.calendar.pathKey() })
      notify.ok(t("isDefault", { name: calendar.name }))
    } catch {
      notify.error(t("notDefault"))
    }
  }
  const without = (from: string, to: string) => hours.days.filter(({ date }) => date < from || date > to)
  return (
    <>
      <PageHeader
        back={{ href: "/admin/calendars", label: t("title") }}
        title={calendar.name}
        meta={
          calendar.isDefault && (
            <StatusChip meaning="active" icon={Star}>
              {t("default")}
            </StatusChip>
          )
        }
        description={t(mayEdit ? "about" : "readOnly")}
        actions={
          mayEdit && (
            <>
              {!calendar.isDefault && (
                <Button variant="outline" isPending={makeDefault.isPending} onPress={() => void beDefault()}>
                  <Star aria-hidden="true" />
                  {t("makeDefault")}
                </Button>
              )}
              <Button variant="outline" onPress={() => settings.open(true)}>
                <Settings2 aria-hidden="true" />
                {t("sheet.open")}
              </Button>
            </>
          )
        }
      />
      <PageBody className="grid content-start items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-5">
          <WeekEditor
            weekly={hours.weekly}
            errorOf={draft.errorOf}
            isEditable={mayEdit}
            onChange={(weekly) => draft.change({ weekly })}
          />
          {year !== null && (
            <YearView
              hours={hours}
              year={year}
              today={today}
              isEditable={mayEdit}
              onYear={setYear}
              onImport={() => importing.open(true)}
              onSet={(from, to, day) => {
                const set = day ? datesBetween(from, to).map((date) => ({ date, ...day })) : []
                draft.change({ days: withDays(without(from, to), set) })
              }}
            />
          )}
        </div>
        <div className="grid min-w-0 gap-5">
          <Panel>
            <ZoneField
              value={hours.timeZone}
              isDisabled={!mayEdit}
              error={draft.errorOf("timeZone")}
              onChange={(timeZone) => draft.change({ timeZone })}
            />
          </Panel>
          <Suspense fallback={<SkeletonLines lines={8} className="panel p-4" />}>
            {now > 0 && <TryDeadline hours={hours} isSound={draft.isSound} now={now} />}
          </Suspense>
          {year !== null && (
            <DayList
              hours={hours}
              year={year}
              isEditable={mayEdit}
              onRemove={(from, to) => draft.change({ days: without(from, to) })}
            />
          )}
        </div>
      </PageBody>
      {mayEdit && <SaveBar draft={draft} onSaved={() => notify.ok(t("save.saved", { name: calendar.name }))} />}
      {importing.target && year !== null && (
        <ImportSheet
          key={importing.key}
          isOpen={importing.isOpen}
          onOpenChange={importing.onOpenChange}
          hours={hours}
          year={year}
          onImport={(days, ofYear) => {
            draft.change({ days: withDays(hours.days, days) })
            setYear(ofYear)
          }}
        />
      )}
      {settings.target && (
        <CalendarSheet
          key={`settings ${settings.key}`}
          isOpen={settings.isOpen}
          onOpenChange={settings.onOpenChange}
          calendar={calendar}
        />
      )}
    </>
  )
}
