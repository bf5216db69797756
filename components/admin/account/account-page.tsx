"use client"

import { useTranslations } from "use-intl"
import { PageBody, Panel } from "@/components/ui/page"
import { PageHeader } from "@/components/ui/page-header"
import type { Viewer } from "@/components/shell/viewer"
import { MyDeliveryForm } from "../delivery/my-delivery-form"
import { Substitutes } from "../substitutes/substitutes"
import { LookChoices } from "./look-choices"
import { PasswordForm } from "./password-form"
import { ProfileForm } from "./profile-form"

/** What everybody may change about themselves. */
export function AccountPage({ viewer }: { viewer: Viewer & { id: string } }) {
  const t = useTranslations("account")
  const delivery = useTranslations("delivery")
  const substitutes = useTranslations("substitutes")
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <PageBody width="reading" className="space-y-5">
        <Panel title={t("profile")}>
          <ProfileForm viewer={viewer} />
        </Panel>
        <Panel title={delivery("mine")} description={delivery("mineHelp")}>
          <MyDeliveryForm />
        </Panel>
        <Panel title={substitutes("mine")} description={substitutes("mineHelp")}>
          <Substitutes personId={viewer.id} isMine />
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
