"use client"

import { useEffect, useRef } from "react"
import { useLocale, useTranslations } from "use-intl"
import { channelIcon } from "@/components/designer/channel-icon"
import { channelTitle } from "@/components/ticket/channel-title"
import type { EventNames } from "@/components/ticket/event-names"
import { EventRow } from "@/components/ticket/event-row"
import type { SentMessage } from "@/core/dry-run/run"
import type { TicketEvent } from "@/core/ticket/event"
import { composeMessage } from "@/core/warning/compose"

/** The trace of the run, and below each event the messages that would have gone out for it. */
export function Happenings(props: {
  events: readonly TicketEvent[]
  messages: readonly SentMessage[]
  names: EventNames
}) {
  const t = useTranslations("dryRun.happenings")
  const { events, messages, names } = props
  const list = useRef<HTMLElement>(null)
  useEffect(() => {
    const scroller = list.current
    if (scroller) scroller.scrollTop = scroller.scrollHeight
  }, [events.length])
  const bySeq = Map.groupBy(messages, ({ seq }) => seq)
  return (
    <section
      ref={list}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and nothing in it takes the focus
      tabIndex={0}
      aria-label={t("title")}
      className="max-h-96 overflow-y-auto bg-surface px-4 py-3 md:px-6 lg:max-h-none lg:min-h-0"
    >
      <h2 className="mb-2 text-xs font-medium text-muted">{t("title")}</h2>
      {events.length === 0 ? (
        <p className="text-sm text-muted">{t("none")}</p>
      ) : (
        <ol aria-live="polite">
          {events.map((event, index) => (
            <li key={event.seq}>
              <EventRow event={event} names={names} isLast={index === events.length - 1} timeFormat="datetime">
                <Messages messages={bySeq.get(event.seq) ?? []} names={names} />
              </EventRow>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function Messages({ messages, names }: { messages: readonly SentMessage[]; names: EventNames }) {
  const t = useTranslations("dryRun.happenings")
  const locale = useLocale()
  if (messages.length === 0) return null
  // One line for each channel: whom it would reach, and what it would say.
  const byChannel = [...Map.groupBy(messages, ({ channel }) => channel)]
  return (
    <ul className="mt-1 space-y-1 text-xs text-muted">
      {byChannel.map(([channel, sent]) => {
        const Icon = channelIcon[channel]
        const [first] = sent
        const level = first?.level ?? null
        const text = first && composeMessage({ kind: first.kind, level, ...wordsOf(first) }, locale).text
        const people = [...new Set(sent.map(({ personId }) => names.person(personId)[locale]))]
        return (
          <li key={channel} className="flex items-start gap-1.5">
            <Icon className="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
            <span className="min-w-0 text-pretty break-words">
              {t("message", {
                channel: channelTitle[channel][locale],
                people: people.join(locale === "zh" ? "、" : ", "),
              })}{" "}
              {text}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

const wordsOf = ({ params: { number, title, ...params } }: SentMessage) => ({ number, title, params })
