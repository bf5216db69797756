"use client"

import { useTranslations } from "use-intl"
import { ErrorState } from "@/components/ui/error-state"

/** A page that failed inside the frame: navigation and search stay usable. The digest is the line to look for in the server's log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("error")
  return (
    <div className="grid flex-1 place-items-center">
      <ErrorState
        titleAs="h1"
        title={t("title")}
        description={t("description")}
        reference={error.digest}
        onRetry={reset}
      />
    </div>
  )
}
