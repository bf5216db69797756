"use client"

import type { inferRouterOutputs } from "@trpc/server"
import { Inbox, Phone } from "lucide-react"
import { useMemo } from "react"
import { useLocale, useTranslations } from "use-intl"
import { Countdown } from "@/components/ui/countdown"
import type { DataColumn } from "@/components/ui/data-table"
import { PersonChip } from "@/components/ui/person-chip"
import { Time } from "@/components/ui/time"
import type { AppRouter } from "@/server/api/router"
import { PriorityMark } from "./priority-mark"
import { TicketStatus } from "./ticket-status"
import type { TicketFilterStatus } from "./use-ticket-filters"

export type TicketItem = inferRouterOutputs<AppRouter>["ticket"]["list"]["items"][number]

/** Everybody it waits for and every step it stands at: the cell has room for the first. */
const titleOf = ({ waitingFor, nodeNames }: TicketItem): string =>
  `${waitingFor.map(({ name }) => name).join(" · ")} – ${nodeNames.join(" · ")}`

/** The columns of the list; closed tickets show when they closed instead of what is left. */
export function useTicketColumns(status: TicketFilterStatus): DataColumn<TicketItem>[] {
  const t = useTranslations("ticket.list.column")
  const locale = useLocale()
  return useMemo(
    () => [
      {
        id: "title",
        header: t("title"),
        cell: (row) => (
          <span className="flex min-w-0 items-center gap-2">
            <PriorityMark priority={row.priority} isIconOnly />
            <span className="shrink-0 font-normal text-muted figures">#{row.number}</span>
            <span className="truncate">{row.title}</span>
          </span>
        ),
      },
      {
        id: "status",
        header: t("status"),
        width: "7rem",
        phone: "trailing",
        cell: (row) => <TicketStatus status={row.status} openIncidents={row.openIncidents} size="sm" />,
      },
      {
        id: "waiting",
        header: t("waiting"),
        width: "15.5rem",
        cell: (row) => {
          const [first, ...others] = row.waitingFor
          const [queue] = row.queues
          if (!first && queue) {
            return (
              <span className="flex min-w-0 items-center gap-1.5" title={titleOf(row)}>
                <Inbox className="size-4 shrink-0 text-muted" aria-hidden="true" />
                <span className="truncate">{t("queue", { queue: queue[locale] })}</span>
                <span className="truncate text-muted max-md:hidden">{row.nodeNames.join(" · ")}</span>
              </span>
            )
          }
          if (!first) return <span className="text-muted">—</span>
          return (
            <span className="flex min-w-0 items-center gap-1.5" title={titleOf(row)}>
              <PersonChip name={first.name} detail={others.length > 0 ? `+${others.length}` : undefined} />
              <span className="truncate text-muted max-md:hidden">{row.nodeNames.join(" · ")}</span>
            </span>
          )
        },
      },
      {
        id: "flow",
        header: t("flow"),
        width: "9.5rem",
        hideBelow: "xl",
        phone: "hidden",
        cell: (row) => <span className="text-muted">{row.flowName}</span>,
      },
      {
        id: "caller",
        header: t("caller"),
        width: "9.5rem",
        hideBelow: "lg",
        phone: "hidden",
        cell: (row) =>
          row.caller === null ? (
            <span className="text-muted">—</span>
          ) : (
            <span className="flex items-center gap-1.5 figures">
              <Phone className="size-3.5 text-muted" aria-hidden="true" />
              {row.caller}
            </span>
          ),
      },
      status === "closed"
        ? {
            id: "closed",
            header: t("closed"),
            width: "8rem",
            align: "end",
            cell: (row) => (row.closedAt === null ? "—" : <Time value={row.closedAt} className="text-muted" />),
          }
        : {
            id: "due",
            header: t("due"),
            width: "6.5rem",
            align: "end",
            cell: (row) =>
              row.dueAt === null ? (
                <span className="text-muted">—</span>
              ) : (
                <Countdown dueAt={row.dueAt} isBreached={row.breached} variant="text" />
              ),
          },
      {
        id: "opened",
        header: t("opened"),
        width: "8rem",
        align: "end",
        hideBelow: "xl",
        phone: "hidden",
        cell: (row) => <Time value={row.openedAt} className="text-muted" />,
      },
    ],
    [t, locale, status],
  )
}
