"use client"

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import { MailCheck, MailSearch } from "lucide-react"
import { useMemo, useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { ButtonLink } from "@/components/ui/button-link"
import { DataTable, type DataColumn } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { PageHeader } from "@/components/ui/page-header"
import { SideSheet } from "@/components/ui/side-sheet"
import { StatusChip } from "@/components/ui/status-chip"
import { Time } from "@/components/ui/time"
import { channels, isChannel, meaningOf, type Message, MessageState, states } from "./message-state"
import { MessageDetail } from "./message-detail"
import { noFilter, OutboxFilters, ticketNumberOf } from "./outbox-filters"

/** The delivery log: every message that left, waits, failed, or would have been sent if its channel were set up. */
export function OutboxPage({ canResend, canSetUp }: { canResend: boolean; canSetUp: boolean }) {
  const t = useTranslations("outbox")
  const trpc = useTRPC()
  const [filter, setFilter] = useState(noFilter)
  const [openId, setOpenId] = useState<number | null>(null)
  const query = useInfiniteQuery(
    trpc.notification.outbox.infiniteQueryOptions(
      {
        state: filter.state,
        channel: filter.channel,
        personId: filter.personId,
        ticketNumber: ticketNumberOf(filter.ticket),
      },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData, refetchInterval: 5000 },
    ),
  )
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items), [query.data])
  const first = query.data?.pages[0]
  const open = rows?.find((row) => row.id === openId) ?? null
  const missing = first ? channels.filter((name) => !first.configured.includes(name)) : []
  const isFiltered = Object.values(filter).some(Boolean)
  const columns = useColumns()

  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        meta={
          first && (
            <span className="flex flex-wrap gap-1.5">
              {states
                .filter((name) => first.counts[name] > 0)
                .map((name) => (
                  <StatusChip key={name} meaning={meaningOf[name]} size="sm">
                    {t("count", { state: t(`state.${name}`), count: first.counts[name] })}
                  </StatusChip>
                ))}
            </span>
          )
        }
      >
        <OutboxFilters filter={filter} onChange={setFilter} />
      </PageHeader>
      {missing.length > 0 && (
        <div className="px-4 pt-3 md:px-6">
          <Banner
            meaning="info"
            title={t("notSetUp.title")}
            action={
              canSetUp && (
                <ButtonLink href="/admin/channels" variant="outline" size="sm">
                  {t("notSetUp.action")}
                </ButtonLink>
              )
            }
          >
            {t("notSetUp.text", { channels: missing.map((name) => t(`channel.${name}`)).join(t("comma")) })}
          </Banner>
        </div>
      )}
      <DataTable
        label={t("title")}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.id)}
        onOpen={(row) => setOpenId(row.id)}
        selectedKey={openId === null ? null : String(openId)}
        error={query.isError && !rows ? { onRetry: () => void query.refetch() } : null}
        empty={
          isFiltered ? (
            <EmptyState
              icon={MailSearch}
              title={t("noMatch.title")}
              action={
                <Button variant="outline" onPress={() => setFilter(noFilter)}>
                  {t("noMatch.action")}
                </Button>
              }
            />
          ) : (
            <EmptyState icon={MailCheck} title={t("empty.title")} description={t("empty.description")} />
          )
        }
      />
      {query.hasNextPage && (
        <div className="flex justify-center p-4">
          <Button variant="outline" isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
      <SideSheet
        isOpen={open !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) setOpenId(null)
        }}
        title={open?.subject ?? ""}
        description={open ? t(`channel.${isChannel(open.channel) ? open.channel : "email"}`) : undefined}
      >
        {open && <MessageDetail message={open} canResend={canResend} />}
      </SideSheet>
    </>
  )
}

/** The latest news of a message, in a few words: why it waits, or what the provider said. */
function answerOf({ state, waitsFor, error, answer }: Message, t: ReturnType<typeof useTranslations<"outbox">>) {
  if (state === "queued" && waitsFor) return t(`waitsFor.${waitsFor}`)
  return error === "noProvider" ? t("detail.noProvider") : (answer ?? error)
}

function useColumns(): DataColumn<Message>[] {
  const t = useTranslations("outbox")
  return useMemo(
    () => [
      {
        id: "subject",
        header: t("column.subject"),
        width: "34%",
        cell: (row) => <span className="truncate">{row.subject}</span>,
      },
      { id: "person", header: t("column.person"), cell: (row) => row.person },
      {
        id: "channel",
        header: t("column.channel"),
        width: "8rem",
        cell: (row) => (isChannel(row.channel) ? t(`channel.${row.channel}`) : row.channel),
      },
      {
        id: "state",
        header: t("column.state"),
        width: "9rem",
        phone: "trailing",
        cell: (row) => <MessageState message={row} size="sm" />,
      },
      {
        id: "answer",
        header: t("column.answer"),
        hideBelow: "lg",
        cell: (row) => <span className="truncate text-muted">{answerOf(row, t)}</span>,
      },
      { id: "at", header: t("column.at"), width: "9rem", cell: (row) => <Time value={row.createdAt} /> },
    ],
    [t],
  )
}
