"use client"

import Link from "next/link"
import { useTranslations } from "use-intl"
import { Time } from "@/components/ui/time"
import type { CallDetail } from "./call-detail"
import { callHref } from "./call-href"
import { durationText } from "./duration-text"
import { OutcomeChip } from "./outcome-chip"

/** Calls of the same customer, or without one of the same number: those after this one, and those before. */
export function OtherCalls({ detail }: { detail: CallDetail }) {
  const t = useTranslations("call.others")
  const offeredAt = Date.parse(`${detail.call.offeredAt.slice(0, 23)}Z`)
  const { otherCalls } = detail
  if (otherCalls.length === 0) {
    return (
      <p className="px-4 py-3 text-sm text-muted">
        {detail.call.ani || detail.call.customerId ? t("none") : t("unknown")}
      </p>
    )
  }
  const groups = [
    ["later", otherCalls.filter((call) => call.offeredAt > offeredAt)],
    ["earlier", otherCalls.filter((call) => call.offeredAt <= offeredAt)],
  ] as const
  return (
    <>
      {groups.map(
        ([name, calls]) =>
          calls.length > 0 && (
            <section key={name} aria-label={t(name)}>
              <h3 className="px-4 pt-2.5 pb-1 text-xs font-medium text-muted">{t(name)}</h3>
              <ul className="pb-1">
                {calls.map((call) => (
                  <li key={call.callId}>
                    <Link
                      href={callHref(call.callId)}
                      prefetch={false}
                      className="flex min-h-10 items-center gap-3 px-4 py-1.5 text-sm transition-colors hover:bg-surface-secondary"
                    >
                      <span className="min-w-0 flex-1">
                        <Time value={call.offeredAt} format="datetime" className="block" />
                        <span className="block truncate text-xs text-muted">
                          {call.intent ?? (call.ivrPath.join(" › ") || t("noIntent"))}
                        </span>
                      </span>
                      {call.talkMs !== null && (
                        <span className="shrink-0 text-xs text-muted figures">{durationText(call.talkMs)}</span>
                      )}
                      <OutcomeChip outcome={call.outcome} onHold={call.onHold} size="sm" />
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
    </>
  )
}
