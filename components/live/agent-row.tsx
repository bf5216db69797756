"use client"

import { CircleMinus, Pause } from "lucide-react"
import Link from "next/link"
import { useTranslations } from "use-intl"
import { callHref } from "@/components/call/call-href"
import { CallerName } from "@/components/call/caller-name"
import { Elapsed } from "@/components/call/elapsed"
import { Avatar } from "@/components/ui/person-chip"
import { inGroupSince, type AgentGroup } from "./board"
import type { LiveAgent, LiveCall } from "./snapshot"

/** A wrap-up that lasts this long, and a talk: worth a look. */
const longMs: Partial<Record<AgentGroup, number>> = {
  acw: 120_000,
  talking: 900_000,
  ringing: 20_000,
  notReady: 1_800_000,
}

/** One agent: the clock of what they do now, and at its side the other axis where it says something more. */
export function AgentRow({ agent, group, call }: { agent: LiveAgent; group: AgentGroup; call: LiveCall | undefined }) {
  const t = useTranslations("live.agents")
  const name = agent.name ?? agent.agentId
  const since = inGroupSince(agent)
  const isAtWork = group === "ringing" || group === "talking" || group === "acw"
  return (
    <li className="flex min-h-10 items-center gap-2.5 px-4 py-1 [content-visibility:auto] [contain-intrinsic-size:auto_2.5rem]">
      <Avatar name={name} size={24} />
      <span className="min-w-0 flex-1">
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="truncate text-sm font-medium">{name}</span>
          {agent.extension && <span className="shrink-0 text-xs text-muted figures">{agent.extension}</span>}
        </span>
        {isAtWork && call && (
          <Link
            href={callHref(call.callId)}
            prefetch={false}
            className="block max-w-full truncate text-xs text-muted underline-offset-2 hover:text-foreground hover:underline"
          >
            <CallerName ani={call.ani} customerId={call.customerId} />
            {call.intent && <span className="ml-2">{call.intent}</span>}
          </Link>
        )}
        {!isAtWork && agent.reason && group !== "ready" && (
          <span className="block truncate text-xs text-muted">{agent.reason}</span>
        )}
      </span>
      {agent.work === "hold" && (
        <span className="inline-flex shrink-0 items-center gap-1 text-xs text-warning-ink">
          <Pause className="size-3.5" aria-hidden="true" />
          {t("hold")}
        </span>
      )}
      {agent.work === "outbound" && <span className="shrink-0 text-xs text-muted">{t("outbound")}</span>}
      {isAtWork && agent.presence === "not_ready" && (
        <span className="inline-flex shrink-0 items-center gap-1 text-xs text-muted">
          <CircleMinus className="size-3.5" aria-hidden="true" />
          <span className="max-sm:sr-only">{t("notReadyAfter")}</span>
          {agent.presenceSince !== null && <Elapsed since={agent.presenceSince} />}
        </span>
      )}
      {since === null ? (
        <span className="shrink-0 text-muted">—</span>
      ) : (
        <Elapsed since={since} warnMs={longMs[group]} className="min-w-14 shrink-0 text-right text-sm" />
      )}
    </li>
  )
}
