"use client"

import clsx from "clsx"
import { Layers } from "lucide-react"
import { useTranslations } from "use-intl"
import { Elapsed } from "@/components/call/elapsed"
import { useFigureFormat } from "@/components/call/figure-format"
import { EmptyState } from "@/components/ui/empty-state"
import { Panel } from "@/components/ui/page"
import type { QueueRow } from "./board"
import { LevelMark } from "./level-mark"
import { levelMeaning } from "./level-meaning"
import { waitLateMs, waitWarnMs } from "./wait-limits"

const cell = "px-2 py-2 text-right figures first:pl-4 first:text-left last:pr-4"

/** Skill groups: who waits, who is there, how the day went. One order, by name. */
export function QueuePanel({ rows }: { rows: readonly QueueRow[] }) {
  const t = useTranslations("live.queues")
  return (
    <Panel title={t("title")} description={t("description")} isFlush>
      {rows.length === 0 ? (
        <EmptyState size="compact" icon={Layers} title={t("empty.title")} description={t("empty.description")} />
      ) : (
        <table aria-label={t("title")} className="w-full text-sm">
          <thead className="text-xs text-muted">
            <tr className="*:border-b *:border-separator *:font-medium">
              <th scope="col" className={cell}>
                {t("name")}
              </th>
              <th scope="col" className={cell}>
                {t("waiting")}
              </th>
              <th scope="col" className={clsx(cell, "max-sm:hidden")}>
                {t("longest")}
              </th>
              <th scope="col" className={cell}>
                {t("ready")}
              </th>
              <th scope="col" className={cell}>
                {t("busy")}
              </th>
              <th scope="col" className={cell}>
                {t("level")}
              </th>
            </tr>
          </thead>
          <tbody className="*:not-last:border-b *:border-separator">
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row" className={clsx(cell, "max-w-0 truncate font-medium")}>
                  {row.name}
                </th>
                <td className={clsx(cell, row.waiting > 0 ? "font-semibold" : "text-muted")}>{row.waiting}</td>
                <td className={clsx(cell, "w-20 max-sm:hidden")}>
                  {row.oldestSince === null ? (
                    <span className="text-muted">—</span>
                  ) : (
                    <Elapsed since={row.oldestSince} warnMs={waitWarnMs} lateMs={waitLateMs} />
                  )}
                </td>
                <td className={clsx(cell, row.ready === 0 && "text-muted")}>{row.ready}</td>
                <td className={clsx(cell, row.busy === 0 && "text-muted")}>{row.busy}</td>
                <td className={cell}>
                  <Level row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}

function Level({ row: { level } }: { row: QueueRow }) {
  const t = useTranslations("live.queues")
  const format = useFigureFormat()
  if (!level || level.serviceLevel === null) return <span className="text-muted">—</span>
  return (
    <LevelMark
      meaning={levelMeaning(level.serviceLevel)}
      title={t("levelOf", { inTime: level.answeredInTime, offered: level.offered })}
    >
      {format.rate(level.serviceLevel, 0)}
    </LevelMark>
  )
}
