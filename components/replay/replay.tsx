"use client"

import { Download } from "lucide-react"
import dynamic from "next/dynamic"
import { useEffect, useMemo, useState } from "react"
import { useLocale, useTimeZone, useTranslations } from "use-intl"
import type { FlowHighlights } from "@/components/designer/flow-view"
import { Branches } from "@/components/ticket/branches"
import { eventNames } from "@/components/ticket/event-names"
import type { TicketDetail } from "@/components/ticket/incident-panel"
import { PeopleClocks } from "@/components/ticket/people-clocks"
import { TicketClocks, ticketClocks } from "@/components/ticket/ticket-clocks"
import { TicketStatus } from "@/components/ticket/ticket-status"
import { flowNamesOf } from "@/components/ticket/flow-names"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { PageHeader } from "@/components/ui/page-header"
import { Skeleton } from "@/components/ui/skeleton"
import { verifyChain } from "@/core/ticket/chain"
import { ChainBadge } from "./chain-badge"
import { EventList } from "./event-list"
import { frameAt, nextVisit, traceFile } from "./frame"
import { highlightsOf } from "./mark-badge"
import { Transport } from "./transport"
import { usePlayback } from "./use-playback"
import { useReplayKeys } from "./use-replay-keys"
import { VariableList } from "./variable-list"

const FollowStep = dynamic(() => import("@/components/designer/follow-step").then((module) => module.FollowStep), {
  ssr: false,
})
// The canvas is the heaviest part of the page and needs the window's size; the rest is there before it.
const FlowView = dynamic(() => import("@/components/designer/flow-view").then((module) => module.FlowView), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full rounded-none" />,
})

/** How long a place must be kept before the address names it. */
const addressMs = 400

/** Any ticket, event by event, as it happened: state and chain are worked out here from the events alone. */
export function Replay({ ticket, initialSeq }: { ticket: TicketDetail; initialSeq: number | null }) {
  const t = useTranslations("replay")
  const locale = useLocale()
  const timeZone = useTimeZone() ?? "UTC"
  const { events, head, people } = ticket
  const allNames = useMemo(
    () => eventNames({ ...flowNamesOf(ticket), events, people, timeZone }),
    [ticket, events, people, timeZone],
  )
  // A trace some of whose values are hidden from the viewer is not the one that was sealed.
  const isWhole = ticket.hiddenFields.length === 0
  const chain = useMemo(() => (isWhole ? verifyChain(events, head) : null), [isWhole, events, head])
  const brokenSeq = chain === null || chain.ok ? null : chain.brokenSeq
  const playback = usePlayback(events.length, initialSeq ?? 1)
  useReplayKeys(playback, events.length)
  const { seq } = playback
  const frame = useMemo(() => frameAt(events, seq), [events, seq])
  // A ticket that moved to another version is shown on the one it was on at that moment.
  const { graph, parts } = ticket.earlier.find(({ untilSeq }) => seq <= untilSeq) ?? ticket
  const names = useMemo(() => allNames.at(seq), [allNames, seq])
  const [selectedNode, setSelectedNode] = useState<string | null>(null)

  useEffect(() => {
    const timer = setTimeout(() => window.history.replaceState(null, "", `?event=${seq}`), addressMs)
    return () => clearTimeout(timer)
  }, [seq])

  const highlights = useMemo((): FlowHighlights | null => {
    return frame && highlightsOf(frame, names, locale, t)
  }, [frame, names, locale, t])

  if (!frame) return null
  const own = frame.state ? ticketClocks(frame.state, graph) : []
  return (
    <div className="flex min-h-full flex-1 flex-col lg:h-full lg:min-h-0">
      <PageHeader
        back={{ href: `/tickets/${ticket.id}`, label: `#${ticket.number}` }}
        title={
          <>
            {t("title")} <span className="font-normal text-muted">{ticket.state.title}</span>
          </>
        }
        meta={
          chain ? (
            <ChainBadge result={chain} count={events.length} head={head} onShowBroken={playback.seek} />
          ) : (
            <span className="text-xs text-muted">{t("chain.hidden")}</span>
          )
        }
        actions={
          <Button variant="outline" onPress={() => download(traceFile(ticket))}>
            <Download aria-hidden="true" />
            {t("export")}
          </Button>
        }
      />
      <div className="flex flex-1 flex-col lg:grid lg:min-h-0 lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="flex min-w-0 flex-col lg:min-h-0">
          <section aria-label={t("canvas")} className="h-72 lg:h-auto lg:min-h-0 lg:flex-[3]">
            <FlowView
              graph={graph}
              parts={parts}
              locale={locale}
              highlights={highlights}
              selectedNodeId={selectedNode}
              onNodeClick={(nodeId) => {
                setSelectedNode(nodeId)
                const visit = nextVisit(events, nodeId, seq)
                if (visit !== null) playback.seek(visit)
              }}
            >
              <FollowStep nodeId={frame.focus ?? frame.tokens[0] ?? lastEntered(events, seq)} />
            </FlowView>
          </section>
          <Transport events={events} names={names} playback={playback} brokenSeq={brokenSeq} />
          <div className="grid gap-px lg:min-h-0 bg-separator md:grid-cols-2 lg:flex-[2]">
            <section
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and nothing in it takes the focus
              tabIndex={0}
              aria-label={t("people")}
              className="bg-surface px-4 py-3 md:px-6 lg:min-h-0 lg:overflow-y-auto"
            >
              <h2 className="mb-2 flex items-center justify-between gap-3 text-xs font-medium text-muted">
                {t("people")}
                {frame.state && (
                  <TicketStatus
                    status={frame.state.status}
                    openIncidents={Object.keys(frame.state.incidents).length}
                    size="sm"
                  />
                )}
              </h2>
              {frame.state ? (
                <>
                  {own.length > 0 && <TicketClocks clocks={own} at={frame.event.at} />}
                  <Branches state={frame.state} names={names} />
                  <PeopleClocks state={frame.state} names={names} at={frame.event.at} />
                </>
              ) : (
                <Banner meaning="breached" title={t("noState")}>
                  {t("noStateText")}
                </Banner>
              )}
            </section>
            <section
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and nothing in it takes the focus
              tabIndex={0}
              aria-label={t("variables")}
              className="bg-surface px-4 py-3 lg:min-h-0 lg:overflow-y-auto"
            >
              <h2 className="mb-2 text-xs font-medium text-muted">{t("variables")}</h2>
              <VariableList variables={frame.variables} names={names} />
            </section>
          </div>
        </div>
        <section
          aria-label={t("events")}
          className="relative max-h-96 overflow-y-auto border-separator py-2 max-lg:border-t lg:max-h-none lg:min-h-0 lg:border-l"
        >
          <EventList events={events} names={names} seq={seq} brokenSeq={brokenSeq} onSelect={playback.seek} />
        </section>
      </div>
    </div>
  )
}

/** Where a ticket that is over was last. */
function lastEntered(events: TicketDetail["events"], seq: number): string | null {
  const body = events.slice(0, seq).findLast((event) => event.body.type === "entered")?.body
  return body?.type === "entered" ? body.nodeId : null
}

function download(file: { name: string; text: string }) {
  const address = URL.createObjectURL(new Blob([file.text], { type: "application/json" }))
  const link = document.createElement("a")
  link.href = address
  link.download = file.name
  link.click()
  URL.revokeObjectURL(address)
}
