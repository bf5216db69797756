"use client"

import { Phone } from "lucide-react"
import { useTranslations } from "use-intl"
import { CopyButton } from "@/components/ui/copy-button"
import type { TodoDetail } from "./work-sections"

/** What a telephone link can hold of a number as it is written. */
const dialled = (phone: string) => phone.replaceAll(/[^+\d*#]/g, "")

/** The number of a return visit: to call with one press, or to copy. */
export function WhomToCall({ call }: { call: NonNullable<TodoDetail["call"]> }) {
  const t = useTranslations("inbox.pane")
  const { phone, attempt, attemptsMax } = call
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      {phone === "" ? (
        <span className="text-muted">{t("noNumber")}</span>
      ) : (
        <>
          <a
            href={dialled(phone) === "" ? undefined : `tel:${dialled(phone)}`}
            className="inline-flex min-h-8 items-center gap-2 font-medium text-link figures hover:underline"
          >
            <Phone className="size-4 shrink-0" aria-hidden="true" />
            {phone}
          </a>
          <CopyButton value={phone} label={t("copyNumber")} />
        </>
      )}
      {attemptsMax > 1 && <span className="text-muted">{t("attempt", { attempt, max: attemptsMax })}</span>}
    </div>
  )
}
