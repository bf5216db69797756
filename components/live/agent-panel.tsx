"use client"

import clsx from "clsx"
import {
  ChevronRight,
  CircleCheck,
  CircleHelp,
  CircleMinus,
  Headset,
  LogOut,
  PenLine,
  PhoneCall,
  Users,
  type LucideIcon,
} from "lucide-react"
import { useTranslations } from "use-intl"
import { EmptyState } from "@/components/ui/empty-state"
import { Panel } from "@/components/ui/page"
import { statusInk, type Meaning } from "@/components/ui/status"
import { AgentRow } from "./agent-row"
import { agentGroups, groupAgents, type AgentGroup } from "./board"
import type { Snapshot } from "./snapshot"

const looks: Record<AgentGroup, { meaning: Meaning; icon: LucideIcon }> = {
  ringing: { meaning: "info", icon: PhoneCall },
  talking: { meaning: "active", icon: Headset },
  acw: { meaning: "warning", icon: PenLine },
  ready: { meaning: "ok", icon: CircleCheck },
  notReady: { meaning: "neutral", icon: CircleMinus },
  unknown: { meaning: "neutral", icon: CircleHelp },
  loggedOut: { meaning: "neutral", icon: LogOut },
}
/** Groups nobody watches start closed. */
const closed: ReadonlySet<AgentGroup> = new Set(["unknown", "loggedOut"])

/** Agents by what they do, each with a clock; who talks, with whom. */
export function AgentPanel({ snapshot }: { snapshot: Snapshot }) {
  const t = useTranslations("live.agents")
  const groups = groupAgents(snapshot.agents)
  const calls = new Map(snapshot.calls.map((call) => [call.callId, call]))
  const isAnybodyHere = agentGroups.some((group) => !closed.has(group) && groups[group].length > 0)
  return (
    <Panel title={t("title")} isFlush>
      {!isAnybodyHere && (
        <EmptyState size="compact" icon={Users} title={t("empty.title")} description={t("empty.description")} />
      )}
      <div className={clsx("divide-y divide-separator", !isAnybodyHere && "border-t border-separator empty:hidden")}>
        {agentGroups.map((group) => {
          const agents = groups[group]
          if (agents.length === 0) return null
          const { icon: Icon, meaning } = looks[group]
          return (
            <details key={group} open={!closed.has(group)} className="group/agents">
              <summary className="flex h-9 cursor-pointer list-none items-center gap-2 px-4 text-sm font-medium hover:bg-surface-secondary [&::-webkit-details-marker]:hidden">
                <Icon className={clsx("size-4 shrink-0", statusInk[meaning])} aria-hidden="true" />
                {t(`group.${group}`)}
                <span className="font-normal text-muted figures">{agents.length}</span>
                <ChevronRight
                  className="ml-auto size-4 text-muted transition-transform group-open/agents:rotate-90"
                  aria-hidden="true"
                />
              </summary>
              <ul className="pb-1.5">
                {agents.map((agent) => (
                  <AgentRow
                    key={agent.agentId}
                    agent={agent}
                    group={group}
                    call={agent.callId === null ? undefined : calls.get(agent.callId)}
                  />
                ))}
              </ul>
            </details>
          )
        })}
      </div>
    </Panel>
  )
}
