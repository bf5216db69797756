"use client"

import { useTranslations } from "use-intl"
import { ErrorState } from "@/components/ui/error-state"

/** A page that failed to render. The digest is the line to look for in the server's log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("error")
  return (
    <main className="grid min-h-dvh place-items-center bg-surface">
      <ErrorState
        titleAs="h1"
        title={t("title")}
        description={t("description")}
        reference={error.digest}
        onRetry={reset}
      />
    </main>
  )
}
