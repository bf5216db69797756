"use client"

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { MailCheck, MailSearch } from "lucide-react"
import Link from "next/link"
import { useMemo, useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { DataTable, type DataColumn } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { KeyValueList } from "@/components/ui/key-value"
import { PageHeader } from "@/components/ui/page-header"
import { SelectField } from "@/components/ui/select-field"
import { SideSheet } from "@/components/ui/side-sheet"
import type { Meaning } from "@/components/ui/status"
import { StatusChip } from "@/components/ui/status-chip"
import { Time } from "@/components/ui/time"
import type { AppRouter } from "@/server/api/router"

type Outbox = inferRouterOutputs<AppRouter>["notification"]["outbox"]
type Message = Outbox["items"][number]

const states = ["queued", "sent", "failed", "held"] as const
const channels = ["email", "wecom", "sms", "phone"] as const
type State = (typeof states)[number]
type Channel = (typeof channels)[number]
const every = "all"

const meaningOf: Record<State, Meaning> = { queued: "active", sent: "ok", failed: "breached", held: "warning" }
const isState = (text: string): text is State => states.some((state) => state === text)
const isChannel = (text: string): text is Channel => channels.some((channel) => channel === text)

/** The delivery log: every message that left, waits, failed, or would have been sent if its channel were set up. */
export function OutboxPage() {
  const t = useTranslations("outbox")
  const trpc = useTRPC()
  const [state, setState] = useState<State | null>(null)
  const [channel, setChannel] = useState<Channel | null>(null)
  const [openId, setOpenId] = useState<number | null>(null)
  const query = useInfiniteQuery(
    trpc.notification.outbox.infiniteQueryOptions(
      { state, channel },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData, refetchInterval: 5000 },
    ),
  )
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items), [query.data])
  const first = query.data?.pages[0]
  const open = rows?.find((row) => row.id === openId) ?? null
  const missing = first ? channels.filter((name) => !first.configured.includes(name)) : []
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
        <div className="flex flex-wrap gap-2 pb-2">
          <SelectField
            label={t("filter.state")}
            isLabelHidden
            className="w-40"
            value={state ?? every}
            options={[
              { value: every, label: t("filter.everyState") },
              ...states.map((value) => ({ value, label: t(`state.${value}`) })),
            ]}
            onChange={(value) => setState(isState(value) ? value : null)}
          />
          <SelectField
            label={t("filter.channel")}
            isLabelHidden
            className="w-40"
            value={channel ?? every}
            options={[
              { value: every, label: t("filter.everyChannel") },
              ...channels.map((value) => ({ value, label: t(`channel.${value}`) })),
            ]}
            onChange={(value) => setChannel(isChannel(value) ? value : null)}
          />
        </div>
      </PageHeader>
      {missing.length > 0 && (
        <div className="px-4 pt-3 md:px-6">
          <Banner meaning="info" title={t("notSetUp.title")}>
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
          state || channel ? (
            <EmptyState
              icon={MailSearch}
              title={t("noMatch.title")}
              action={
                <Button
                  variant="outline"
                  onPress={() => {
                    setState(null)
                    setChannel(null)
                  }}
                >
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
        {open && <MessageDetail message={open} />}
      </SideSheet>
    </>
  )
}

function MessageDetail({ message }: { message: Message }) {
  const t = useTranslations("outbox")
  const state = isState(message.state) ? message.state : "queued"
  return (
    <div className="space-y-5">
      <StatusChip meaning={meaningOf[state]}>{t(`state.${state}`)}</StatusChip>
      <p className="rounded-lg border border-border bg-surface-secondary p-3 text-sm whitespace-pre-line">
        {message.text}
      </p>
      <KeyValueList
        items={[
          { label: t("detail.to"), value: message.person },
          { label: t("detail.address"), value: message.address ?? t("detail.noAddress") },
          { label: t("detail.createdAt"), value: <Time value={message.createdAt} /> },
          ...(message.sentAt === null ? [] : [{ label: t("detail.sentAt"), value: <Time value={message.sentAt} /> }]),
          ...(state === "queued" && message.attempts > 0
            ? [{ label: t("detail.nextAttempt"), value: <Time value={message.nextAttemptAt} /> }]
            : []),
          { label: t("detail.attempts"), value: String(message.attempts) },
          ...(message.error === null
            ? []
            : [
                {
                  label: t("detail.error"),
                  value: message.error === "noProvider" ? t("detail.noProvider") : message.error,
                },
              ]),
          ...(message.ticketId === null
            ? []
            : [
                {
                  label: t("detail.ticket"),
                  value: (
                    <Link className="text-accent-soft-foreground underline" href={`/tickets/${message.ticketId}`}>
                      #{message.ticketNumber}
                    </Link>
                  ),
                },
              ]),
        ]}
      />
    </div>
  )
}

function useColumns(): DataColumn<Message>[] {
  const t = useTranslations("outbox")
  return useMemo(
    () => [
      {
        id: "subject",
        header: t("column.subject"),
        width: "40%",
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
        cell: (row) => {
          const state = isState(row.state) ? row.state : "queued"
          return (
            <StatusChip meaning={meaningOf[state]} size="sm">
              {t(`state.${state}`)}
            </StatusChip>
          )
        },
      },
      { id: "at", header: t("column.at"), width: "9rem", cell: (row) => <Time value={row.createdAt} /> },
    ],
    [t],
  )
}
