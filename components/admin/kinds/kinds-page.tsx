"use client"

import { useQuery } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { Blocks, Plus } from "lucide-react"
import { useRouter } from "next/navigation"
import { useMemo } from "react"
import { useLocale, useTranslations } from "use-intl"
import { KindIcon } from "@/components/designer/kind-icon"
import { useTRPC } from "@/components/trpc"
import { ButtonLink } from "@/components/ui/button-link"
import { DataTable, type DataColumn } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { PageHeader } from "@/components/ui/page-header"
import { Time } from "@/components/ui/time"
import type { AppRouter } from "@/server/api/router"

export type OwnKind = inferRouterOutputs<AppRouter>["kind"]["list"]["kinds"][number]

/** The kinds of steps that the organisation has put together without code. */
export function KindsPage() {
  const t = useTranslations("kinds")
  const trpc = useTRPC()
  const router = useRouter()
  const list = useQuery(trpc.kind.list.queryOptions())
  const columns = useColumns()
  const addLink = (
    <ButtonLink href="/admin/kinds/new">
      <Plus aria-hidden="true" />
      {t("add")}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={addLink} />
      <DataTable
        label={t("title")}
        columns={columns}
        rows={list.data?.kinds}
        rowKey={({ id }) => id}
        onOpen={({ id }) => router.push(`/admin/kinds/${id}`)}
        error={list.isError && !list.data ? { onRetry: () => void list.refetch() } : null}
        empty={
          <EmptyState icon={Blocks} title={t("empty.title")} description={t("empty.description")} action={addLink} />
        }
      />
    </>
  )
}

function useColumns(): DataColumn<OwnKind>[] {
  const t = useTranslations("kinds.column")
  const locale = useLocale()
  return useMemo(
    () => [
      {
        id: "name",
        header: t("name"),
        sortValue: ({ definition }) => definition.name[locale],
        cell: ({ definition }) => (
          <span className="flex items-center gap-2.5">
            <KindIcon name={definition.icon} className="size-4 shrink-0 text-muted" />
            <span className="truncate">{definition.name[locale]}</span>
          </span>
        ),
      },
      {
        id: "description",
        header: t("description"),
        hideBelow: "lg",
        cell: ({ definition }) => <span className="block truncate text-muted">{definition.description[locale]}</span>,
      },
      {
        id: "request",
        header: t("request"),
        cell: ({ definition: { request } }) => (
          <span className="block truncate font-mono text-xs">{`${request.method} ${request.path}`}</span>
        ),
      },
      {
        id: "uses",
        header: t("uses"),
        width: "7rem",
        align: "end",
        phone: "trailing",
        sortValue: ({ uses }) => uses.length,
        cell: ({ uses }) => uses.length,
      },
      {
        id: "updatedAt",
        header: t("updatedAt"),
        width: "10rem",
        hideBelow: "lg",
        sortValue: ({ updatedAt }) => updatedAt,
        cell: ({ updatedAt }) => <Time value={updatedAt} format="relative" />,
      },
    ],
    [t, locale],
  )
}
