"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { SearchX } from "lucide-react"
import { useTranslations } from "use-intl"
import { useFeed } from "@/components/feed/use-feed"
import { refusalOf } from "@/components/ticket/refusal"
import { useThrottled } from "@/components/ticket/use-throttled"
import { useTRPC } from "@/components/trpc"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { KeyValueList } from "@/components/ui/key-value"
import { PageBody, Panel } from "@/components/ui/page"
import { PageHeader } from "@/components/ui/page-header"
import { SkeletonPage } from "@/components/ui/skeleton"
import { Time } from "@/components/ui/time"
import type { CallDetail } from "./call-detail"
import { CallTicket } from "./call-ticket"
import { CallTimeline } from "./call-timeline"
import { durationText } from "./duration-text"
import { Elapsed } from "./elapsed"
import { IvrSteps } from "./ivr-steps"
import { OtherCalls } from "./other-calls"
import { OutcomeChip } from "./outcome-chip"
import { RawEvents } from "./raw-events"

const rereadMs = 1000

/** One call: the way through the menu, what happened, the ticket it opened and why, and the customer's other calls. */
export function CallPage({ callId }: { callId: string }) {
  const t = useTranslations("call")
  const tCall = useTranslations("ticket.call")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const options = trpc.telephony.getCall.queryOptions({ callId })
  const query = useQuery(options)
  const reread = useThrottled(() => void queries.invalidateQueries({ queryKey: options.queryKey }), rereadMs)
  useFeed(
    ({ body }) => {
      if ("callId" in body && body.callId === callId) reread()
    },
    ["call.started", "call.changed", "call.ended"],
    { onGap: reread },
  )

  if (query.isError && refusalOf(query.error).is === "gone") {
    return (
      <EmptyState
        icon={SearchX}
        titleAs="h1"
        title={t("notFound.title")}
        description={t("notFound.description")}
        action={
          <ButtonLink href="/calls" variant="outline">
            {t("notFound.action")}
          </ButtonLink>
        }
      />
    )
  }
  if (query.isError) return <ErrorState titleAs="h1" onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonPage />
  const detail = query.data
  const { call } = detail
  return (
    <>
      <PageHeader
        back={{ href: "/calls", label: t("title") }}
        title={<span className="figures">{call.ani || tCall("withheld")}</span>}
        meta={
          <>
            <OutcomeChip outcome={call.outcome} onHold={call.onHold} />
            {call.customerId && <span className="text-sm text-muted">{call.customerId}</span>}
          </>
        }
        actions={
          <Time value={`${call.offeredAt.slice(0, 23)}Z`} format="full" className="text-sm text-muted max-md:sr-only" />
        }
      />
      <PageBody>
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_25rem]">
          <div className="flex min-w-0 flex-col gap-4 max-lg:contents">
            <Panel title={t("ivr.title")} className="max-lg:order-1">
              <IvrSteps call={call} />
              <Slots call={call} />
            </Panel>
            <Panel title={t("timeline.title")} className="max-lg:order-3">
              <CallTimeline detail={detail} />
            </Panel>
            <div className="max-lg:order-6">
              <RawEvents events={detail.events} />
            </div>
          </div>
          <div className="flex min-w-0 flex-col gap-4 max-lg:contents">
            <Panel title={t("ticket.title")} className="max-lg:order-2">
              <CallTicket detail={detail} />
            </Panel>
            <Panel title={t("facts.title")} className="max-lg:order-4">
              <Facts detail={detail} />
            </Panel>
            <Panel title={t("others.title")} isFlush className="max-lg:order-5">
              <OtherCalls detail={detail} />
            </Panel>
          </div>
        </div>
      </PageBody>
    </>
  )
}

/** What is known of the caller's wish beyond what the steps already show. */
function Slots({ call }: { call: CallDetail["call"] }) {
  const t = useTranslations("call.ivr")
  const inputs = call.ivr.steps.flatMap(({ input }) => input ?? [])
  const slots = Object.entries(call.slots).filter(
    ([name]) => !inputs.some((input) => input.slots && name in input.slots),
  )
  const isIntentShown = call.intent === null || inputs.some(({ intent }) => intent === call.intent)
  if (isIntentShown && slots.length === 0) return null
  return (
    <KeyValueList
      className="mt-4 border-t border-separator pt-3"
      items={[
        ...(isIntentShown ? [] : [{ label: t("intent"), value: call.intent }]),
        ...slots.map(([name, value]) => ({ label: name, value: String(value) })),
      ]}
    />
  )
}

function Facts({ detail }: { detail: CallDetail }) {
  const t = useTranslations("call.facts")
  const { call, queueName, agentNames } = detail
  const span = (ms: number | null) => (ms === null ? null : <span className="figures">{durationText(ms)}</span>)
  const at = (time: string | null) => (time === null ? null : Date.parse(`${time.slice(0, 23)}Z`))
  const queuedAt = at(call.queuedAt ?? call.offeredAt) ?? 0
  const answeredAt = at(call.answeredAt)
  const isWaiting = call.outcome === "waiting" || call.outcome === "ringing"
  return (
    <KeyValueList
      items={[
        { label: t("direction"), value: t(call.direction) },
        { label: t("dialled"), value: call.dnis && <span className="figures">{call.dnis}</span> },
        { label: t("queue"), value: queueName ?? call.queueId },
        { label: t("agent"), value: call.agentId && (agentNames[call.agentId] ?? call.agentId) },
        { label: t("wait"), value: isWaiting ? <Elapsed since={queuedAt} /> : span(call.waitMs) },
        {
          label: t("talk"),
          value: call.outcome === "talking" && answeredAt !== null ? <Elapsed since={answeredAt} /> : span(call.talkMs),
        },
        { label: t("hold"), value: call.holdMs > 0 ? span(call.holdMs) : null },
        { label: t("hangup"), value: call.hangupCause },
        { label: t("source"), value: call.source, isMono: true },
        { label: t("callId"), value: call.callId, isMono: true },
      ]}
    />
  )
}
