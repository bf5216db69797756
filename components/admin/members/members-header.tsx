"use client"

import type { ReactNode } from "react"
import { useTranslations } from "use-intl"
import { PageHeader } from "@/components/ui/page-header"
import { TabNav } from "@/components/ui/tab-nav"

/** The head the four pages about people share. */
export function MembersHeader({ actions }: { actions?: ReactNode }) {
  const t = useTranslations("members")
  return (
    <PageHeader title={t("title")} description={t("description")} actions={actions}>
      <TabNav
        label={t("title")}
        items={[
          { href: "/admin/members", label: t("tab.members") },
          { href: "/admin/members/invitations", label: t("tab.invitations") },
          { href: "/admin/members/units", label: t("tab.units") },
          { href: "/admin/members/skill-groups", label: t("tab.skillGroups") },
        ]}
      />
    </PageHeader>
  )
}
