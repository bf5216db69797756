"use client"

import { KeyRound, PlugZap } from "lucide-react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import type { Service } from "./services-page"

/** One service: where it is, which keys it gets, and what asks it. */
export function ServiceCard(props: { service: Service; mayEdit: boolean; onOpen: () => void; onTest: () => void }) {
  const t = useTranslations("services")
  const { id, name, baseUrl, headers, uses } = props.service
  return (
    <li aria-labelledby={`service-${id}`} className="panel flex min-w-0 flex-col gap-2.5 p-4">
      <div className="flex items-center gap-2.5">
        <PlugZap aria-hidden="true" className="size-4.5 shrink-0 text-muted" />
        <h2 id={`service-${id}`} className="min-w-0 flex-1 truncate text-sm font-medium">
          {name}
        </h2>
      </div>
      <p className="font-mono text-xs break-all">{baseUrl}</p>
      <p className="flex items-start gap-1.5 text-sm text-muted">
        <KeyRound aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
        <span className="min-w-0 break-words">{headers.length > 0 ? headers.join(t("comma")) : t("noHeaders")}</span>
      </p>
      <p className="text-sm text-muted">{t("usedBy", { count: uses.length })}</p>
      {props.mayEdit && (
        <div className="mt-auto flex flex-wrap gap-2 pt-1">
          <Button size="sm" variant="outline" aria-label={`${t("change")}: ${name}`} onPress={props.onOpen}>
            {t("change")}
          </Button>
          <Button size="sm" variant="outline" aria-label={`${t("test.button")}: ${name}`} onPress={props.onTest}>
            {t("test.button")}
          </Button>
        </div>
      )}
    </li>
  )
}
