"use client"

import { ChevronRight } from "lucide-react"
import { useTranslations } from "use-intl"
import { Panel } from "@/components/ui/page"
import { Time } from "@/components/ui/time"
import type { CallDetail } from "./call-detail"

/** What the telephone system sent, word for word, for whoever has to find out why a figure is what it is. */
export function RawEvents({ events }: { events: CallDetail["events"] }) {
  const t = useTranslations("call.events")
  if (events.length === 0) return null
  return (
    <Panel isFlush>
      <details className="group/raw">
        <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 px-4 text-sm font-medium hover:bg-surface-secondary [&::-webkit-details-marker]:hidden">
          <ChevronRight
            className="-ml-1 size-4 text-muted transition-transform group-open/raw:rotate-90"
            aria-hidden="true"
          />
          {t("title")}
          <span className="font-normal text-muted figures">{events.length}</span>
        </summary>
        <ol className="divide-y divide-separator border-t border-separator">
          {events.map((event) => (
            <li key={`${event.source} ${event.id}`} className="px-4 py-2 text-xs">
              <p className="flex flex-wrap items-baseline gap-x-3">
                <span className="font-mono font-medium">{event.type}</span>
                <Time value={event.time.slice(0, 23) + "Z"} format="full" className="text-muted" />
                <span className="text-muted">
                  {t("received")} <Time value={event.receivedAt} format="seconds" />
                </span>
              </p>
              <p className="text-muted break-all">{event.source}</p>
              <pre className="mt-1 font-mono break-all whitespace-pre-wrap">{JSON.stringify(event.data)}</pre>
            </li>
          ))}
        </ol>
      </details>
    </Panel>
  )
}
