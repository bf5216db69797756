"use client"

import { MessageCircleQuestion } from "lucide-react"
import { useLocale, useTranslations } from "use-intl"
import type { EventNames } from "@/components/ticket/event-names"
import type { TodoStory } from "./todo-story"

/** Who asked this person to sign or for an opinion, in what order, and what they wrote. */
export function AskedLine({ asked, names }: { asked: NonNullable<TodoStory["asked"]>; names: EventNames }) {
  const t = useTranslations("inbox.asked")
  const locale = useLocale()
  return (
    <section aria-label={t("label")} className="flex items-start gap-2.5 bg-info-soft px-4 py-3 text-sm md:px-6">
      <MessageCircleQuestion className="mt-0.5 size-4 shrink-0 text-info-ink" aria-hidden="true" />
      <div className="min-w-0">
        <p className="font-medium text-pretty text-info-ink">
          {t(asked.mode, { name: names.actor(asked.by)[locale] })}
        </p>
        {asked.comment !== "" && <p className="mt-0.5 max-w-[68ch] break-words whitespace-pre-wrap">{asked.comment}</p>}
      </div>
    </section>
  )
}
