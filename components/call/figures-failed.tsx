"use client"

import { useRouter } from "next/navigation"
import { useTransition } from "react"
import { useTranslations } from "use-intl"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"

/** The day's figures could not be read; the list below them still works. */
export function FiguresFailed() {
  const t = useTranslations("call.figures")
  const router = useRouter()
  const [isPending, start] = useTransition()
  return (
    <Banner
      meaning="warning"
      title={t("failed")}
      action={
        <Button variant="outline" size="sm" isPending={isPending} onPress={() => start(() => router.refresh())}>
          {t("retry")}
        </Button>
      }
    />
  )
}
