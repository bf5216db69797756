"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { Cable, Plus } from "lucide-react"
import { useMemo } from "react"
import { useFormatter, useLocale, useTranslations } from "use-intl"
import { useFeed } from "@/components/feed/use-feed"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { DataTable, type DataColumn } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { onDemand } from "@/components/ui/on-demand"
import { PageHeader } from "@/components/ui/page-header"
import { Time } from "@/components/ui/time"
import type { AppRouter } from "@/server/api/router"
import { useSheet } from "../use-sheet"
import { ConnectorState } from "./connector-state"
import { VendorMapping } from "./vendor-mapping"

// Loaded when first opened, as what it lies in.
const { OnDemand: ConnectorSheet } = onDemand(async () => (await import("./connector-sheet")).ConnectorSheet)
const { OnDemand: CreateConnector } = onDemand(async () => (await import("./create-connector")).CreateConnector)

type ConnectorList = inferRouterOutputs<AppRouter>["telephony"]["connectors"]
export type Connector = ConnectorList["connectors"][number]
export type ConnectorKind = ConnectorList["kinds"][number]

/** Counters move with every event; they are read again this often. */
const renewMs = 10_000

/** The telephone systems of the organisation: how they are doing, and what they call our queues and people. */
export function ConnectorsPage() {
  const t = useTranslations("connectors")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const list = useQuery(trpc.telephony.connectors.queryOptions(undefined, { refetchInterval: renewMs }))
  useFeed(
    () => void queries.invalidateQueries({ queryKey: trpc.telephony.connectors.queryKey() }, { cancelRefetch: false }),
    ["connector.changed"],
  )
  const create = useSheet<true>()
  const sheet = useSheet<string>()
  const kinds = list.data?.kinds ?? []
  const columns = useColumns(kinds)
  const open = list.data?.connectors.find(({ id }) => id === sheet.target)
  const createButton = (
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
        rows={list.data?.connectors}
        rowKey={({ id }) => id}
        onOpen={({ id }) => sheet.open(id)}
        selectedKey={sheet.isOpen ? sheet.target : null}
        error={list.isError && !list.data ? { onRetry: () => void list.refetch() } : null}
        empty={
          <EmptyState
            icon={Cable}
            title={t("empty.title")}
            description={t("empty.description")}
            action={createButton}
          />
        }
      />
      {list.data && list.data.connectors.length > 0 && <VendorMapping />}
      {create.target && (
        <CreateConnector
          key={create.key}
          isOpen={create.isOpen}
          onOpenChange={create.onOpenChange}
          kinds={kinds}
          connectors={list.data?.connectors ?? []}
        />
      )}
      {open && (
        <ConnectorSheet
          key={`${open.id} ${sheet.key}`}
          isOpen={sheet.isOpen}
          onOpenChange={sheet.onOpenChange}
          connector={open}
          kind={kinds.find(({ kind }) => kind === open.kind)}
        />
      )}
    </>
  )
}

function useColumns(kinds: readonly ConnectorKind[]): DataColumn<Connector>[] {
  const t = useTranslations("connectors.column")
  const never = useTranslations("connectors")("never")
  const locale = useLocale()
  const format = useFormatter()
  return useMemo(() => {
    const count = (id: "received" | "duplicates" | "refused"): DataColumn<Connector> => ({
      id,
      header: t(id),
      width: "7rem",
      align: "end",
      hideBelow: id === "duplicates" ? "lg" : undefined,
      sortValue: (row) => row[id],
      cell: (row) => (
        <span className={id === "refused" && row.refused > 0 ? "font-medium text-breached-ink" : undefined}>
          {format.number(row[id])}
        </span>
      ),
    })
    return [
      { id: "name", header: t("name"), sortValue: ({ name }) => name, cell: ({ name }) => name },
      {
        id: "kind",
        header: t("kind"),
        hideBelow: "lg",
        cell: ({ kind }) => (
          <span className="text-muted">{kinds.find((known) => known.kind === kind)?.title[locale] ?? kind}</span>
        ),
      },
      {
        id: "state",
        header: t("state"),
        width: "10rem",
        phone: "trailing",
        cell: (connector) => <ConnectorState connector={connector} />,
      },
      {
        id: "lastEvent",
        header: t("lastEvent"),
        width: "10rem",
        sortValue: ({ lastEventAt }) => lastEventAt,
        cell: ({ lastEventAt }) =>
          lastEventAt === null ? (
            <span className="text-muted">{never}</span>
          ) : (
            <Time value={lastEventAt} format="relative" />
          ),
      },
      count("received"),
      count("duplicates"),
      count("refused"),
    ]
  }, [t, never, locale, format, kinds])
}
