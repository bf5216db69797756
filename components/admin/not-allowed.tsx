"use client"

import { LockKeyhole } from "lucide-react"
import { useTranslations } from "use-intl"
import { EmptyState } from "@/components/ui/empty-state"

/** A page for other roles, reached by its address: says who can open it instead of failing. */
export function NotAllowed({ who }: { who: "owner" | "ownerOrSupervisor" | "ownerOrDesigner" }) {
  const t = useTranslations("admin.notAllowed")
  return <EmptyState icon={LockKeyhole} titleAs="h1" title={t("title")} description={t(who)} />
}
