"use client"

import { useQuery } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { CalendarDays, Plus, Star } from "lucide-react"
import { useMemo } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { DataTable, type DataColumn } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { onDemand } from "@/components/ui/on-demand"
import { PageHeader } from "@/components/ui/page-header"
import { StatusChip } from "@/components/ui/status-chip"
import { Time } from "@/components/ui/time"
import type { AppRouter } from "@/server/api/router"
import { useSheet } from "../use-sheet"
import { useWeekText } from "./use-week-text"
import { zoneText } from "./zone-field"

// Loaded when first opened, as what it lies in.
const { OnDemand: CreateCalendar } = onDemand(async () => (await import("./create-calendar")).CreateCalendar)

export type CalendarItem = inferRouterOutputs<AppRouter>["calendar"]["list"]["items"][number]

/** The organisation's business calendars: what time counts, and where each is used. */
export function CalendarList({ mayEdit }: { mayEdit: boolean }) {
  const t = useTranslations("calendars")
  const trpc = useTRPC()
  const list = useQuery(trpc.calendar.list.queryOptions())
  const create = useSheet<true>()
  const columns = useColumns()
  const createButton = mayEdit && (
    <Button isDisabled={!list.data} onPress={() => create.open(true)}>
      <Plus aria-hidden="true" />
      {t("create.button")}
    </Button>
  )
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={createButton} />
      <DataTable
        label={t("title")}
        columns={columns}
        rows={list.data?.items}
        rowKey={({ id }) => id}
        hrefOf={({ id }) => `/admin/calendars/${id}`}
        error={list.isError && !list.data ? { onRetry: () => void list.refetch() } : null}
        empty={
          <EmptyState
            icon={CalendarDays}
            title={t("empty.title")}
            description={t(mayEdit ? "empty.description" : "empty.readOnly")}
            action={createButton}
          />
        }
      />
      {create.target && (
        <CreateCalendar
          key={create.key}
          isOpen={create.isOpen}
          onOpenChange={create.onOpenChange}
          calendars={list.data?.items ?? []}
        />
      )}
    </>
  )
}

function useColumns(): DataColumn<CalendarItem>[] {
  const t = useTranslations("calendars")
  const weekText = useWeekText()
  return useMemo(
    () => [
      {
        id: "name",
        header: t("column.name"),
        cell: ({ name, isDefault }) => (
          <span className="flex min-w-0 items-center gap-2">
            <span className="truncate">{name}</span>
            {isDefault && (
              <StatusChip meaning="active" icon={Star} size="sm">
                {t("default")}
              </StatusChip>
            )}
          </span>
        ),
      },
      { id: "week", header: t("column.week"), width: "38%", cell: ({ hours }) => weekText(hours.weekly) },
      {
        id: "zone",
        header: t("column.zone"),
        width: "11rem",
        hideBelow: "lg",
        cell: ({ hours }) => <span className="text-muted">{zoneText(hours.timeZone)}</span>,
      },
      {
        id: "uses",
        header: t("column.uses"),
        width: "8rem",
        align: "end",
        cell: ({ uses }) => <span className="figures">{uses.length}</span>,
      },
      {
        id: "changed",
        header: t("column.changed"),
        width: "9rem",
        hideBelow: "lg",
        phone: "hidden",
        cell: ({ updatedAt }) => <Time value={updatedAt} format="relative" />,
      },
    ],
    [t, weekText],
  )
}
