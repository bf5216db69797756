"use client"

import clsx from "clsx"
import { memo } from "react"
import { DaySign, dayLook, hasSign } from "./day-mark"
import { weeksOf, type DayView } from "./day-states"
import type { useDayNames } from "./use-day-names"

export const dayCellId = (date: string) => `day-${date}`

/**
 * One month of the year: a grid whose cells are days. The year has one stop for Tab, the cell of `cursor`; keys and clicks
 * are the year's own (YearView), which finds the day in `data-date`.
 */
export const MonthGrid = memo(function MonthGrid(props: {
  year: number
  /** 1 to 12 */
  month: number
  days: ReadonlyMap<string, DayView>
  labelOf: (day: DayView) => string
  names: ReturnType<typeof useDayNames>
  /** The day that has or gets the focus; null when it is in another month. */
  cursor: string | null
  /** Chosen days of this month, as "from to"; "" for none: text, so that the other months need not be drawn again. */
  chosen: string
  today: string | null
}) {
  const { year, month, names } = props
  const [from = "", to = ""] = props.chosen.split(" ")
  const title = names.months[month - 1] ?? ""
  return (
    <section className="min-w-0">
      <h3 className="mb-1 px-1 text-sm font-medium">{title}</h3>
      <table
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- days take focus and open
        role="grid"
        aria-label={`${title} ${year}`}
        aria-multiselectable="true"
        className="w-full table-fixed"
      >
        <thead>
          <tr>
            {names.long.map((name, day) => (
              <th key={name} scope="col" abbr={name} className="h-6 text-xs font-normal text-muted">
                {names.narrow[day]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(year, month).map((week) => (
            <tr key={week.find((date) => date !== null)}>
              {week.map((date, weekday) => {
                const day = date === null ? undefined : props.days.get(date)
                // oxlint-disable-next-line react/no-array-index-key -- a blank is its place in the week
                if (!day) return <td key={weekday} aria-hidden="true" />
                const isChosen = from !== "" && from <= day.date && day.date <= to
                return (
                  <td
                    key={day.date}
                    id={dayCellId(day.date)}
                    data-date={day.date}
                    tabIndex={props.cursor === day.date ? 0 : -1}
                    aria-selected={isChosen}
                    aria-current={props.today === day.date ? "date" : undefined}
                    aria-label={props.labelOf(day)}
                    className="group h-11 cursor-default p-px text-center text-xs outline-none select-none sm:h-9"
                  >
                    <span
                      className={clsx(
                        "relative grid size-full place-items-center rounded-md figures group-hover:ring-1 group-hover:ring-border-strong",
                        "group-focus-visible:ring-2 group-focus-visible:ring-focus",
                        isChosen && "ring-2 ring-accent",
                        dayLook[day.state],
                      )}
                    >
                      <span
                        className={clsx(
                          hasSign(day.state) && "-translate-y-1",
                          props.today === day.date && "underline decoration-2 underline-offset-4",
                        )}
                      >
                        {Number(day.date.slice(8))}
                      </span>
                      <DaySign state={day.state} className="absolute bottom-1" />
                    </span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
})
