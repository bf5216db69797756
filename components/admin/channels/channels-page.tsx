"use client"

import { useQuery } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { ErrorState } from "@/components/ui/error-state"
import { onDemand } from "@/components/ui/on-demand"
import { PageBody, Panel } from "@/components/ui/page"
import { PageHeader } from "@/components/ui/page-header"
import { Skeleton } from "@/components/ui/skeleton"
import type { AppRouter } from "@/server/api/router"
import { DeliveryDefaultsForm } from "../delivery/delivery-defaults-form"
import { useSheet } from "../use-sheet"
import { ChannelCard, InAppCard } from "./channel-card"
import { isOutgoing, outgoingChannels, type OutgoingChannel } from "./channel-fields"

// Loaded when first opened, as what it lies in.
const { OnDemand: ChannelSheet } = onDemand(async () => (await import("./channel-sheet")).ChannelSheet)

type ChannelState = inferRouterOutputs<AppRouter>["channel"]["list"]["channels"][number]
export type Channel = ChannelState & { name: OutgoingChannel }

/** Every way a message leaves the house: whether it is set up, a test, and when messages go out. */
export function ChannelsPage() {
  const t = useTranslations("channels")
  const delivery = useTranslations("delivery")
  const trpc = useTRPC()
  const list = useQuery(trpc.channel.list.queryOptions())
  const sheet = useSheet<OutgoingChannel>()
  const channels = list.data?.channels.flatMap((one) => (isOutgoing(one.name) ? [{ ...one, name: one.name }] : []))
  const open = channels?.find(({ name }) => name === sheet.target)
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <PageBody className="max-w-6xl space-y-5">
        {list.isError && !list.data && <ErrorState onRetry={() => void list.refetch()} />}
        <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3" aria-busy={list.isPending || undefined}>
          <InAppCard />
          {channels?.map((channel) => (
            <ChannelCard key={channel.name} channel={channel} onOpen={() => sheet.open(channel.name)} />
          ))}
          {list.isPending &&
            outgoingChannels.map((name) => (
              <li key={name}>
                <Skeleton className="h-44 rounded-xl" />
              </li>
            ))}
        </ul>
        <Panel title={delivery("title")} description={delivery("tenantHelp")}>
          <DeliveryDefaultsForm />
        </Panel>
      </PageBody>
      {open && (
        <ChannelSheet
          key={`${open.name} ${sheet.key}`}
          isOpen={sheet.isOpen}
          onOpenChange={sheet.onOpenChange}
          channel={open}
        />
      )}
    </>
  )
}
