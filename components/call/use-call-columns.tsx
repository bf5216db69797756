"use client"

import { ClipboardList } from "lucide-react"
import Link from "next/link"
import { useMemo } from "react"
import { useTranslations } from "use-intl"
import type { DataColumn } from "@/components/ui/data-table"
import { PersonChip } from "@/components/ui/person-chip"
import { Time } from "@/components/ui/time"
import type { CallItem } from "./call-list"
import { CallerName } from "./caller-name"
import { durationText } from "./duration-text"
import { Elapsed } from "./elapsed"
import { OutcomeChip } from "./outcome-chip"

const nothing = <span className="text-muted">—</span>

/** The columns of the list of calls. */
export function useCallColumns({ withDay }: { withDay: boolean }): DataColumn<CallItem>[] {
  const t = useTranslations("call.list.column")
  return useMemo(
    () => [
      {
        id: "caller",
        header: t("caller"),
        width: "19%",
        cell: (row) => <CallerName ani={row.ani} customerId={row.customerId} />,
      },
      {
        id: "outcome",
        header: t("outcome"),
        width: "10.5rem",
        phone: "trailing",
        cell: (row) => <OutcomeChip outcome={row.outcome} onHold={row.onHold} size="sm" />,
      },
      {
        id: "intent",
        header: t("intent"),
        hideBelow: "lg",
        phone: "hidden",
        cell: (row) => {
          const text = row.intent ?? row.ivrPath.join(" › ")
          return text ? <span className={row.intent ? undefined : "text-muted"}>{text}</span> : nothing
        },
      },
      {
        id: "queue",
        header: t("queue"),
        width: "8.5rem",
        cell: (row) => row.queueName ?? row.queueId ?? nothing,
      },
      {
        id: "agent",
        header: t("agent"),
        width: "10rem",
        phone: "hidden",
        cell: (row) => {
          const name = row.agentName ?? row.agentId
          return name === null ? nothing : <PersonChip name={name} size={20} />
        },
      },
      {
        id: "wait",
        header: t("wait"),
        width: "5rem",
        align: "end",
        cell: (row) =>
          row.waitMs !== null ? (
            <span className="figures">{durationText(row.waitMs)}</span>
          ) : row.outcome === "waiting" || row.outcome === "ringing" ? (
            <Elapsed since={row.queuedAt ?? row.offeredAt} />
          ) : (
            nothing
          ),
      },
      {
        id: "talk",
        header: t("talk"),
        width: "5rem",
        align: "end",
        phone: "hidden",
        cell: (row) =>
          row.talkMs !== null ? (
            <span className="figures">{durationText(row.talkMs)}</span>
          ) : row.outcome === "talking" && row.answeredAt !== null ? (
            <Elapsed since={row.answeredAt} />
          ) : (
            nothing
          ),
      },
      {
        id: "ticket",
        header: t("ticket"),
        width: "6rem",
        hideBelow: "xl",
        phone: "hidden",
        cell: (row) =>
          row.ticketId === null ? (
            nothing
          ) : (
            <Link
              href={`/tickets/${row.ticketId}`}
              prefetch={false}
              className="inline-flex items-center gap-1 align-middle text-muted underline-offset-2 hover:text-foreground hover:underline"
            >
              <ClipboardList className="size-3.5" aria-hidden="true" />
              <span className="figures">{row.ticketNumber === null ? t("ticket") : `#${row.ticketNumber}`}</span>
            </Link>
          ),
      },
      {
        id: "at",
        header: t("at"),
        width: withDay ? "8.5rem" : "6rem",
        align: "end",
        cell: (row) => <Time value={row.offeredAt} format={withDay ? "datetime" : "seconds"} className="text-muted" />,
      },
    ],
    [t, withDay],
  )
}
