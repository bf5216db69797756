"use client"

import { PhoneCall, PhoneIncoming } from "lucide-react"
import Link from "next/link"
import { useTranslations } from "use-intl"
import { callHref } from "@/components/call/call-href"
import { CallerName } from "@/components/call/caller-name"
import { Elapsed } from "@/components/call/elapsed"
import { EmptyState } from "@/components/ui/empty-state"
import { Panel } from "@/components/ui/page"
import { waitingCalls, waitsSince } from "./board"
import type { LiveAgent, LiveCall, Snapshot } from "./snapshot"
import { waitLateMs, waitWarnMs } from "./wait-limits"

/**
 * Who waits for a person, the longest first. New callers join at the end and the panel keeps its height, so that neither
 * a row nor the panel below moves under the pointer.
 */
export function WaitingPanel(props: { snapshot: Snapshot; nameOfQueue: (queueId: string) => string }) {
  const t = useTranslations("live.waiting")
  const { calls, agents } = props.snapshot
  const waiting = waitingCalls(calls)
  return (
    <Panel title={t("title")} description={t("description")} isFlush>
      <div className="h-72 overflow-y-auto">
        {waiting.length === 0 ? (
          <div className="grid h-full place-items-center">
            <EmptyState
              size="compact"
              icon={PhoneIncoming}
              title={t("empty.title")}
              description={t("empty.description")}
            />
          </div>
        ) : (
          <ol aria-label={t("title")} className="divide-y divide-separator">
            {waiting.map((call) => (
              <WaitingRow
                key={call.callId}
                call={call}
                queue={call.queueId === null ? null : props.nameOfQueue(call.queueId)}
                ringsAt={
                  call.outcome === "ringing" ? agents.find(({ agentId }) => agentId === call.agentId) : undefined
                }
              />
            ))}
          </ol>
        )}
      </div>
    </Panel>
  )
}

function WaitingRow({
  call,
  queue,
  ringsAt,
}: {
  call: LiveCall
  queue: string | null
  ringsAt: LiveAgent | undefined
}) {
  const t = useTranslations("live.waiting")
  return (
    <li>
      <Link
        href={callHref(call.callId)}
        prefetch={false}
        className="flex min-h-11 items-center gap-3 px-4 py-2 transition-colors hover:bg-surface-secondary"
      >
        <Elapsed
          since={waitsSince(call)}
          warnMs={waitWarnMs}
          lateMs={waitLateMs}
          className="w-14 shrink-0 text-base font-medium"
        />
        <span className="min-w-0 flex-1">
          <CallerName ani={call.ani} customerId={call.customerId} className="font-medium" />
          <span className="block truncate text-xs text-muted">
            {[call.intent, call.ivrPath.join(" › ")].find(Boolean) ?? t("noIntent")}
          </span>
        </span>
        <span className="flex max-w-[45%] min-w-0 shrink-0 flex-col items-end text-sm">
          <span className="max-w-full truncate">{queue ?? t("noQueue")}</span>
          {call.outcome === "ringing" && (
            <span className="inline-flex max-w-full items-center gap-1 text-xs text-accent-soft-foreground">
              <PhoneCall className="size-3.5 shrink-0" aria-hidden="true" />
              <span className="truncate">
                {ringsAt ? t("ringsAt", { name: ringsAt.name ?? ringsAt.agentId }) : t("rings")}
              </span>
            </span>
          )}
        </span>
      </Link>
    </li>
  )
}
