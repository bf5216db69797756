"use client"

import { Button } from "./button"
import { CloudAlert, RotateCw } from "lucide-react"
import { useTranslations } from "use-intl"
import { EmptyState } from "./empty-state"

/** What a list or page shows when loading failed. Says so plainly and offers to try again. */
export function ErrorState(props: {
  title?: string
  description?: string
  onRetry?: () => void
  size?: "page" | "compact"
  /** Shown small, so that support can find the log line. */
  reference?: string
  titleAs?: "p" | "h1"
}) {
  const t = useTranslations("ui.error")
  return (
    <div role="alert">
      <EmptyState
        icon={CloudAlert}
        size={props.size}
        titleAs={props.titleAs}
        title={props.title ?? t("title")}
        description={
          <>
            {props.description ?? t("description")}
            {props.reference && (
              <span className="mt-1 block font-mono text-xs">{t("reference", { reference: props.reference })}</span>
            )}
          </>
        }
        action={
          props.onRetry && (
            <Button variant="outline" onPress={props.onRetry}>
              <RotateCw aria-hidden="true" />
              {t("retry")}
            </Button>
          )
        }
      />
    </div>
  )
}
