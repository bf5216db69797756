"use client"

import clsx from "clsx"
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Pause, Play } from "lucide-react"
import { useLocale, useTranslations } from "use-intl"
import { eventLook } from "@/components/ticket/event-icon"
import type { EventNames } from "@/components/ticket/event-names"
import { eventSentence } from "@/components/ticket/event-text"
import { IconButton } from "@/components/ui/icon-button"
import { statusSolid } from "@/components/ui/status"
import { Time } from "@/components/ui/time"
import type { TicketEvent } from "@/core/ticket/event"
import { speeds, type Playback } from "./use-playback"

/** The controls of a replay: slider with the events that matter marked on it, steps, play, speed. */
export function Transport(props: {
  events: readonly TicketEvent[]
  names: EventNames
  playback: Playback
  brokenSeq: number | null
}) {
  const t = useTranslations("replay.transport")
  const locale = useLocale()
  const { events, playback } = props
  const count = events.length
  const event = events[playback.seq - 1]
  const sentence = event ? eventSentence(event, props.names)[locale] : ""
  const placeOf = (seq: number) => (count > 1 ? ((seq - 1) / (count - 1)) * 100 : 0)
  return (
    <div className="sticky top-0 z-10 border-y border-separator bg-surface px-4 py-2.5 md:px-6">
      <div className="relative pt-3">
        <div aria-hidden="true" className="pointer-events-none absolute inset-x-2 top-0 h-2.5">
          {events.map(({ seq, body }) => {
            const look = eventLook(body)
            const isBroken = seq === props.brokenSeq
            if (look.isQuiet && !isBroken) return null
            return (
              <span
                key={seq}
                className={clsx(
                  "absolute top-0.5 size-1.5 -translate-x-1/2 rounded-full transition-opacity",
                  isBroken ? "size-2.5 bg-breached" : statusSolid[look.meaning],
                  seq > playback.seq && "opacity-40",
                )}
                style={{ left: `${placeOf(seq)}%` }}
              />
            )
          })}
        </div>
        <input
          type="range"
          min={1}
          max={Math.max(1, count)}
          step={1}
          value={playback.seq}
          onChange={(change) => playback.seek(Number(change.target.value))}
          aria-label={t("slider")}
          aria-valuetext={t("place", { seq: playback.seq, count, sentence })}
          className="block h-5 w-full cursor-pointer accent-accent"
        />
      </div>
      <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="flex items-center gap-0.5">
          <IconButton
            icon={ChevronFirst}
            label={t("first")}
            shortcut="Home"
            isDisabled={playback.seq <= 1}
            onPress={() => playback.seek(1)}
          />
          <IconButton
            icon={ChevronLeft}
            label={t("back")}
            shortcut="←"
            isDisabled={playback.seq <= 1}
            onPress={() => playback.seek(playback.seq - 1)}
          />
          <IconButton
            icon={playback.isPlaying ? Pause : Play}
            label={t(playback.isPlaying ? "pause" : "play")}
            shortcut={t("space")}
            variant="primary"
            isDisabled={count < 2}
            onPress={playback.toggle}
          />
          <IconButton
            icon={ChevronRight}
            label={t("forward")}
            shortcut="→"
            isDisabled={playback.seq >= count}
            onPress={() => playback.seek(playback.seq + 1)}
          />
          <IconButton
            icon={ChevronLast}
            label={t("last")}
            shortcut="End"
            isDisabled={playback.seq >= count}
            onPress={() => playback.seek(count)}
          />
        </div>
        <fieldset className="flex items-center rounded-lg border border-border p-0.5">
          <legend className="sr-only">{t("speed")}</legend>
          {speeds.map((speed) => (
            <button
              key={speed}
              type="button"
              aria-pressed={playback.speed === speed}
              onClick={() => playback.setSpeed(speed)}
              className={clsx(
                "h-7 rounded-md px-2 text-xs font-medium figures",
                playback.speed === speed ? "bg-default text-foreground" : "text-muted hover:text-foreground",
              )}
            >
              {speed}×
            </button>
          ))}
        </fieldset>
        <p className="min-w-0 flex-1 basis-64 truncate text-sm">
          <span className="text-muted figures">
            {playback.seq}/{count}
          </span>{" "}
          {sentence}
        </p>
        {event && <Time value={event.at} format="full" className="text-xs text-muted" />}
      </div>
    </div>
  )
}
