"use client"

import { CalendarPlus, ChevronLeft, ChevronRight } from "lucide-react"
import { useCallback, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from "react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { onDemand } from "@/components/ui/on-demand"
import { Panel } from "@/components/ui/page"
import type { Calendar, CalendarDay } from "@/core/sla/policy"
import { DayLegend } from "./day-mark"
import { DayPanel } from "./day-panel"
import { daysOfYear, type DayView } from "./day-states"
import { dayCellId, MonthGrid } from "./month-grid"
import { hoursText } from "./opening-text"
import { useDayCursor } from "./use-day-cursor"
import { useDateText, useDayNames } from "./use-day-names"

const { OnDemand: PopoverPanel, preload } = onDemand(
  async () => (await import("@/components/ui/popover-panel")).PopoverPanel,
)

/**
 * The twelve months of a year with every day as it counts. One goes through them with the arrow keys, chooses several with
 * Shift, and sets them in a panel that Enter or a click opens.
 */
export function YearView(props: {
  hours: Calendar
  year: number
  today: string | null
  isEditable: boolean
  onYear: (year: number) => void
  onImport: () => void
  /** `day` for all dates from `from` to `to`; null makes them ordinary again. */
  onSet: (from: string, to: string, day: Omit<CalendarDay, "date"> | null) => void
}) {
  const t = useTranslations("calendars")
  const { hours, year, today } = props
  const names = useDayNames()
  const dateText = useDateText()
  const cell = useRef<HTMLElement>(null)
  const [openKey, setOpenKey] = useState(0)
  const [isOpen, setOpen] = useState(false)
  const first = today?.startsWith(`${year}-`) ? today : `${year}-01-01`
  const cursor = useDayCursor(year, first, props.onYear)
  const days = useMemo(() => daysOfYear(hours, year), [hours, year])
  const labelOf = useCallback(
    (day: DayView) =>
      [dateText(day.date, "long"), t(`state.${day.state}`), day.name, hoursText(day.intervals)]
        .filter(Boolean)
        .join(", "),
    [dateText, t],
  )

  const open = (date: string) => {
    if (!props.isEditable) return
    cell.current = document.getElementById(dayCellId(date))
    setOpenKey((key) => key + 1)
    setOpen(true)
  }
  const change = (next: boolean) => {
    setOpen(next)
    if (!next) focusAgain(cell.current)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" || event.key === " ") open(cursor.cursor)
    else if (event.key === "Escape" && cursor.isRange) cursor.clear()
    else if (!cursor.onKey(event)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const onClick = (event: MouseEvent) => {
    const date = dateAt(event)
    if (!date) return
    cursor.move(date, event.shiftKey)
    requestAnimationFrame(() => open(date))
  }
  return (
    <Panel
      title={t("year.title", { year: String(year) })}
      actions={
        <>
          {props.isEditable && (
            <Button size="sm" variant="outline" onPress={props.onImport}>
              <CalendarPlus aria-hidden="true" />
              {t("import.button")}
            </Button>
          )}
          <IconButton size="sm" icon={ChevronLeft} label={t("year.before")} onPress={() => props.onYear(year - 1)} />
          <IconButton size="sm" icon={ChevronRight} label={t("year.after")} onPress={() => props.onYear(year + 1)} />
        </>
      }
    >
      <DayLegend />
      {props.isEditable && <p className="mt-2 text-xs text-pretty text-muted">{t("year.help")}</p>}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- for the cells of the grids in it */}
      <div
        onPointerEnter={preload}
        onFocus={(event) => {
          preload()
          const date = dateAt(event)
          if (date) cursor.enter(date)
        }}
        onKeyDown={onKeyDown}
        onClick={onClick}
        className="mt-4 grid gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3"
      >
        {names.months.map((name, index) => {
          const month = `${year}-${String(index + 1).padStart(2, "0")}`
          const isChosen = (cursor.isRange || isOpen) && cursor.from <= `${month}-31` && cursor.to >= `${month}-01`
          return (
            <MonthGrid
              key={name}
              year={year}
              month={index + 1}
              days={days}
              labelOf={labelOf}
              names={names}
              cursor={cursor.cursor.startsWith(month) ? cursor.cursor : null}
              chosen={isChosen ? `${cursor.from} ${cursor.to}` : ""}
              today={today?.startsWith(month) ? today : null}
            />
          )
        })}
      </div>
      <PopoverPanel label={t("day.title")} placement="bottom" triggerRef={cell} isOpen={isOpen} onOpenChange={change}>
        {(close) => (
          <DayPanel
            key={openKey}
            hours={hours}
            from={cursor.from}
            to={cursor.to}
            onSet={(from, to, day) => {
              props.onSet(from, to, day)
              cursor.clear()
              close()
            }}
            onCancel={close}
          />
        )}
      </PopoverPanel>
    </Panel>
  )
}

/** About a second: a panel takes a fifth of one to go. */
const framesMax = 60

/** Back to the day a panel was opened for, as soon as the panel has gone: until then the page behind it takes no focus. */
function focusAgain(cell: HTMLElement | null, framesLeft = framesMax): void {
  const active = document.activeElement
  const isFree = active === null || active === document.body || active.closest("[role=dialog]") !== null
  if (!cell?.isConnected || framesLeft === 0 || !isFree) return
  if (active === document.body) cell.focus({ preventScroll: true })
  requestAnimationFrame(() => focusAgain(cell, framesLeft - 1))
}

/** The day of the cell that an event happened in. */
const dateAt = ({ target }: { target: EventTarget }): string | undefined =>
  (target as Element).closest<HTMLElement>("[data-date]")?.dataset["date"]
