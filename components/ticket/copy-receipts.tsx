"use client"

import { Eye, EyeOff } from "lucide-react"
import { useLocale, useTranslations } from "use-intl"
import { PersonChip } from "@/components/ui/person-chip"
import { Time } from "@/components/ui/time"
import type { Delivery } from "./delivery-list"
import type { EventNames } from "./event-names"

/** Who was sent the ticket for their information, and who has read it when. The latest copy of each person counts. */
export function CopyReceipts({ deliveries, names }: { deliveries: readonly Delivery[]; names: EventNames }) {
  const t = useTranslations("ticket.copies")
  const locale = useLocale()
  const latest = new Map(deliveries.filter(isCopy).map((copy) => [copy.personId, copy]))
  if (latest.size === 0) return null
  return (
    <section aria-label={t("title")} className="mt-4 border-t border-separator pt-3">
      <h3 className="mb-1 text-xs font-medium text-muted">{t("title")}</h3>
      <ul className="divide-y divide-separator">
        {[...latest.values()].map(({ personId, readAt }) => (
          <li key={personId} className="flex min-h-8 items-center justify-between gap-3 py-1 text-sm">
            <PersonChip name={names.person(personId)[locale]} />
            <span className="inline-flex shrink-0 items-center gap-1.5 text-xs text-muted">
              {readAt === null ? (
                <EyeOff className="size-3.5" aria-hidden="true" />
              ) : (
                <Eye className="size-3.5 text-ok" aria-hidden="true" />
              )}
              {readAt === null ? t("unread") : t.rich("read", { at: () => <Time value={readAt} format="datetime" /> })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Receipts are those of the in-app message: no other channel knows who reads. */
export const isCopy = ({ kind, channel }: Delivery): boolean => kind === "copied" && channel === "inApp"
