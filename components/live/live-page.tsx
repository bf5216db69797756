"use client"

import { Cable } from "lucide-react"
import { useTranslations } from "use-intl"
import { useFeedState } from "@/components/feed/use-feed"
import { Banner } from "@/components/ui/banner"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { PageBody } from "@/components/ui/page"
import { PageHeader } from "@/components/ui/page-header"
import { StatusChip } from "@/components/ui/status-chip"
import { AgentPanel } from "./agent-panel"
import { AsOf } from "./as-of"
import { queueRows } from "./board"
import { ConnectorBanners } from "./connector-banners"
import { LiveSkeleton } from "./live-skeleton"
import { NowTiles } from "./now-tiles"
import { QueuePanel } from "./queue-panel"
import type { Snapshot } from "./snapshot"
import { TodayFigures } from "./today-figures"
import { useLevels } from "./use-levels"
import { useLive } from "./use-live"
import { WaitingPanel } from "./waiting-panel"

/** The wallboard for a supervisor's desk: who waits, who is there, how the day goes. */
export function LivePage(props: { mayConnect: boolean }) {
  const t = useTranslations("live")
  const { live, today } = useLive()
  const isLost = useFeedState() === "reconnecting"
  const levels = useLevels()
  const snapshot = live.data
  const action = props.mayConnect && (
    <ButtonLink href="/admin/connectors" variant="primary">
      {t("connect.action")}
    </ButtonLink>
  )

  return (
    <>
      <PageHeader
        title={t("title")}
        meta={
          isLost ? (
            <StatusChip meaning="warning" size="sm">
              {t("reconnecting")}
            </StatusChip>
          ) : (
            live.isError &&
            snapshot && (
              <StatusChip meaning="warning" size="sm">
                {t("stale")}
              </StatusChip>
            )
          )
        }
        actions={snapshot && <AsOf at={Math.max(snapshot.asOf, snapshot.gauge.asOf)} />}
      />
      {!snapshot ? (
        live.isError ? (
          <ErrorState onRetry={() => void live.refetch()} />
        ) : (
          <LiveSkeleton />
        )
      ) : snapshot.connectors.length === 0 && snapshot.today.records === 0 ? (
        <EmptyState
          icon={Cable}
          title={t("connect.title")}
          description={props.mayConnect ? t("connect.description") : t("connect.askOwner")}
          action={action}
        />
      ) : (
        <PageBody className="flex flex-col gap-4">
          <ConnectorBanners connectors={snapshot.connectors} mayConnect={props.mayConnect} />
          {snapshot.connectors.length === 0 && (
            <Banner meaning="info" action={action}>
              {t("connect.none")}
            </Banner>
          )}
          <NowTiles snapshot={snapshot} />
          {/* On a phone the day comes after what needs a hand now. */}
          <div className="max-lg:order-last">
            <TodayFigures today={today.data ?? snapshot.today} />
          </div>
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
            <div className="min-w-0 space-y-4">
              <WaitingPanel snapshot={snapshot} nameOfQueue={(queueId) => queueName(snapshot, queueId)} />
              <QueuePanel rows={queueRows(snapshot, levels)} />
            </div>
            <AgentPanel snapshot={snapshot} />
          </div>
        </PageBody>
      )}
    </>
  )
}

const queueName = ({ gauge }: Snapshot, queueId: string) =>
  gauge.queues.find((queue) => queue.queueId === queueId)?.name ?? queueId
