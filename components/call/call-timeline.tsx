"use client"

import clsx from "clsx"
import {
  ArrowRightLeft,
  Bell,
  CircleSlash,
  Disc,
  Headset,
  Hourglass,
  ListTree,
  LogOut,
  Pause,
  PhoneIncoming,
  PhoneMissed,
  PhoneOff,
  Play,
  Shuffle,
  type LucideIcon,
} from "lucide-react"
import { useTranslations } from "use-intl"
import { statusSoft, type Meaning } from "@/components/ui/status"
import { Time } from "@/components/ui/time"
import type { CallDetail } from "./call-detail"
import { durationText } from "./duration-text"
import { timelineOf, type Happening } from "./timeline"
import { useHappeningText } from "./use-happening-text"

const looks: Record<Happening["is"], { icon: LucideIcon; meaning: Meaning }> = {
  offered: { icon: PhoneIncoming, meaning: "active" },
  ivrEntered: { icon: ListTree, meaning: "neutral" },
  ivrStep: { icon: ListTree, meaning: "neutral" },
  ivrExited: { icon: LogOut, meaning: "neutral" },
  queued: { icon: Hourglass, meaning: "warning" },
  left: { icon: CircleSlash, meaning: "neutral" },
  ringing: { icon: Bell, meaning: "info" },
  unanswered: { icon: PhoneMissed, meaning: "late" },
  answered: { icon: Headset, meaning: "ok" },
  legEnded: { icon: PhoneOff, meaning: "neutral" },
  held: { icon: Pause, meaning: "warning" },
  retrieved: { icon: Play, meaning: "neutral" },
  transferred: { icon: ArrowRightLeft, meaning: "info" },
  diverted: { icon: Shuffle, meaning: "info" },
  recorded: { icon: Disc, meaning: "neutral" },
  ended: { icon: PhoneOff, meaning: "neutral" },
}

/** The call as it went, by the telephone system's clock, each thing with the time since the call came in. */
export function CallTimeline({ detail }: { detail: CallDetail }) {
  const t = useTranslations("call.timeline")
  const text = useHappeningText(detail)
  const happenings = timelineOf(detail.call, detail.events)
  const start = happenings[0]?.at ?? 0
  return (
    <ol aria-label={t("title")}>
      {happenings.map((happening, index) => {
        const { icon: Icon, meaning } = looks[happening.is]
        const { what, more } = text(happening)
        return (
          <li key={index} className="relative flex gap-3 pb-3.5 last:pb-0">
            {index < happenings.length - 1 && (
              <span aria-hidden="true" className="absolute top-6 bottom-0 left-3 w-px -translate-x-1/2 bg-border" />
            )}
            <span
              aria-hidden="true"
              className={clsx("relative grid size-6 shrink-0 place-items-center rounded-full", statusSoft[meaning])}
            >
              <Icon className="size-3.5" strokeWidth={2.25} />
            </span>
            <div className="min-w-0 flex-1 pt-0.5 text-sm">
              <p className="flex items-baseline gap-x-3">
                <span className="min-w-0 flex-1 break-words">{what}</span>
                <Time value={happening.at} format="seconds" className="shrink-0 text-xs text-muted" />
                <span className="w-12 shrink-0 text-right text-xs text-muted figures">
                  {index > 0 && `+${durationText(happening.at - start)}`}
                </span>
              </p>
              {more && <p className="text-xs text-pretty text-muted">{more}</p>}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
