"use client"

import { GitFork } from "lucide-react"
import { useLocale, useTranslations } from "use-intl"
import { StatusChip } from "@/components/ui/status-chip"
import type { TicketState, Token } from "@/core/ticket/state"
import type { EventNames } from "./event-names"

/** Every branch a ticket is in: at which step, and whether it works, waits for the others or is stuck. */
export function Branches({ state, names }: { state: TicketState; names: EventNames }) {
  const t = useTranslations("ticket.branches")
  const locale = useLocale()
  const tokens = Object.values(state.tokens)
  if (tokens.length < 2) return null
  return (
    <section aria-label={t("title")} className="mb-4 rounded-lg border border-border px-3 py-2">
      <h3 className="flex items-center gap-1.5 text-xs font-medium text-muted">
        <GitFork className="size-3.5" aria-hidden="true" />
        {t("count", { count: tokens.length })}
      </h3>
      <ul className="mt-1 divide-y divide-separator text-sm">
        {tokens.map((token) => {
          const standing = standingOf(token, state)
          return (
            <li key={token.id} className="flex min-h-8 items-center justify-between gap-3 py-1">
              <span className="min-w-0 break-words">{names.node(token.nodeId)[locale]}</span>
              <StatusChip meaning={meanings[standing]} size="sm">
                {t(standing)}
              </StatusChip>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const meanings = { working: "active", waiting: "neutral", held: "breached", rejected: "warning" } as const

function standingOf(token: Token, { activations }: TicketState): keyof typeof meanings {
  if (token.failed) return "rejected"
  const state = activations[token.activationId]?.state
  if (state === "waiting") return "waiting"
  return state === "held" ? "held" : "working"
}
