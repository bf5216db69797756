"use client"

import clsx from "clsx"
import { Link2Off } from "lucide-react"
import { useEffect, useRef } from "react"
import { useLocale, useTranslations } from "use-intl"
import { eventLook } from "@/components/ticket/event-icon"
import type { EventNames } from "@/components/ticket/event-names"
import { eventComment, eventText } from "@/components/ticket/event-text"
import { statusInk } from "@/components/ui/status"
import { Time } from "@/components/ui/time"
import type { TicketEvent } from "@/core/ticket/event"

/** The trace beside the canvas, in step with it: the current event is marked and in view, later ones are dimmed. */
export function EventList(props: {
  events: readonly TicketEvent[]
  names: EventNames
  seq: number
  brokenSeq: number | null
  onSelect: (seq: number) => void
}) {
  const t = useTranslations("replay")
  const locale = useLocale()
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    const scroller = list.current?.parentElement
    const row = list.current?.children[props.seq - 1]
    if (!scroller || !(row instanceof HTMLElement)) return
    // The scroller is positioned, so offsets count from it. Not scrollIntoView: it would scroll the page as well, away from the canvas somebody looks at.
    const top = row.offsetTop
    if (top < scroller.scrollTop) scroller.scrollTop = top
    else if (top + row.offsetHeight > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = top + row.offsetHeight - scroller.clientHeight
    }
  }, [props.seq])
  return (
    <ol ref={list} aria-label={t("events")}>
      {props.events.map((event) => {
        const { icon: Icon, meaning, isQuiet } = eventLook(event.body)
        const { who, what } = eventText(event, props.names)
        const isCurrent = event.seq === props.seq
        const isBroken = event.seq === props.brokenSeq
        const comment = eventComment(event)
        // What has not happened yet at this moment is as quiet as what the flow did by itself.
        const isMuted = event.seq > props.seq || (isQuiet && !isCurrent)
        return (
          <li key={event.seq}>
            <button
              type="button"
              aria-current={isCurrent ? "step" : undefined}
              onClick={() => props.onSelect(event.seq)}
              className={clsx(
                "relative flex w-full items-start gap-2.5 px-4 py-1.5 text-left text-sm transition-colors",
                isCurrent
                  ? "bg-accent-soft before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-accent"
                  : "hover:bg-surface-secondary",
                isBroken && "bg-breached-soft",
              )}
            >
              <span className="w-6 shrink-0 pt-px text-right text-xs text-muted figures">{event.seq}</span>
              {isBroken ? (
                <Link2Off className="mt-0.5 size-4 shrink-0 text-breached-ink" aria-hidden="true" />
              ) : isQuiet ? (
                <span
                  aria-hidden="true"
                  className="mx-[5px] mt-[7px] size-1.5 shrink-0 rounded-full bg-border-strong"
                />
              ) : (
                <Icon
                  className={clsx("mt-0.5 size-4 shrink-0", statusInk[event.seq > props.seq ? "neutral" : meaning])}
                  aria-hidden="true"
                />
              )}
              <span className={clsx("min-w-0 flex-1", isMuted && "text-muted")}>
                <span className="block text-pretty break-words">
                  {who && <span className={isMuted ? undefined : "font-medium"}>{who[locale]} </span>}
                  {what[locale]}
                </span>
                {isCurrent && comment !== null && (
                  <span className="mt-0.5 block text-pretty break-words whitespace-pre-wrap text-muted">
                    “{comment}”
                  </span>
                )}
                {isBroken && <span className="block font-medium text-breached-ink">{t("chain.here")}</span>}
              </span>
              <Time value={event.at} format="seconds" className="shrink-0 pt-px text-xs text-muted" />
            </button>
          </li>
        )
      })}
    </ol>
  )
}
