"use client"

import { useTranslations } from "use-intl"
import { PageBody, Panel } from "@/components/ui/page"
import { PageHeader } from "@/components/ui/page-header"
import type { Viewer } from "@/components/shell/viewer"
import { LookChoices } from "./look-choices"
import { PasswordForm } from "./password-form"
import { ProfileForm } from "./profile-form"

/** What everybody may change about themselves. */
export function AccountPage({ viewer }: { viewer: Viewer }) {
  const t = useTranslations("account")
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <PageBody width="reading" className="space-y-5">
        <Panel title={t("profile")}>
          <ProfileForm viewer={viewer} />
        </Panel>
        <Panel title={t("password")} description={t("passwordHelp")}>
          <PasswordForm
            personal={[viewer.name, viewer.email.split("@")[0] ?? "", viewer.organisation]}
            email={viewer.email}
          />
        </Panel>
        <Panel title={t("look")} description={t("lookHelp")}>
          <LookChoices />
        </Panel>
      </PageBody>
    </>
  )
}
