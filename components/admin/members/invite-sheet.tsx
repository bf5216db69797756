"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { SideSheet } from "@/components/ui/side-sheet"
import { TextField } from "@/components/ui/text-field"
import { Time } from "@/components/ui/time"
import { roleSchema, type Role } from "@/core/people/directory"
import { CopyLine } from "../copy-line"
import { FormSheet } from "../form-sheet"
import { RolesField } from "../roles-field"
import { useAdminForm } from "../use-admin-form"
import type { AdminViewer } from "./member-list"
import { UnitField } from "./unit-field"
import type { UnitNode } from "./unit-tree"

type Props = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  viewer: AdminViewer
  units: readonly UnitNode[]
}
type Invited = { link: string; email: string | null; expiresAt: Date }

/** Makes a link that lets one person join, and shows it: the server keeps its hash only and cannot show it again. */
export function InviteSheet(props: Props) {
  const t = useTranslations("members.invite")
  const [invited, setInvited] = useState<Invited | null>(null)
  if (!invited) return <InviteForm {...props} onInvited={setInvited} />
  return (
    <SideSheet
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={t("doneTitle")}
      footer={
        <div className="flex w-full justify-end gap-2">
          <Button variant="outline" onPress={() => setInvited(null)}>
            {t("another")}
          </Button>
          <Button onPress={() => props.onOpenChange(false)}>{t("done")}</Button>
        </div>
      }
    >
      <div className="space-y-4">
        <Banner meaning="warning" title={t("onceTitle")}>
          {t("once")}
        </Banner>
        <CopyLine label={t("link")} value={invited.link} />
        <p className="text-sm text-muted">
          {invited.email === null ? t("forAnybody") : t("forAddress", { email: invited.email })} {t("until")}{" "}
          <Time value={invited.expiresAt} />
        </p>
      </div>
    </SideSheet>
  )
}

function InviteForm({ viewer, units, onInvited, ...sheet }: Props & { onInvited: (invited: Invited) => void }) {
  const t = useTranslations("members")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const invite = useMutation(trpc.people.invite.mutationOptions())
  const form = useAdminForm<{ roles: Role[]; unitId: string | null; email: string }>({
    roles: ["agent"],
    unitId: null,
    email: "",
  })
  const { draft } = form
  const isOwner = viewer.roles.includes("owner")

  const send = async () => {
    const email = draft.email.trim() || null
    const answer = await form.send(() => invite.mutateAsync({ roles: draft.roles, unitId: draft.unitId, email }))
    if (!answer) return
    onInvited({ link: new URL(answer.path, window.location.origin).href, email, expiresAt: answer.expiresAt })
    void queries.invalidateQueries({ queryKey: trpc.people.invitations.queryKey() })
  }
  return (
    <FormSheet
      {...sheet}
      title={t("invite.title")}
      description={t("invite.description")}
      submitLabel={t("invite.submit")}
      isBusy={form.isBusy}
      others={form.others}
      onSubmit={() => void send()}
    >
      <RolesField
        value={draft.roles}
        choices={isOwner ? roleSchema.options : ["agent"]}
        description={isOwner ? undefined : t("invite.agentsOnly")}
        onChange={form.set("roles")}
        error={form.errorOf("roles")}
      />
      <UnitField
        label={t("field.unit")}
        noneLabel={t("noUnit")}
        units={units}
        value={draft.unitId}
        onChange={form.set("unitId")}
        error={form.errorOf("unitId")}
      />
      <TextField
        label={t("invite.email")}
        description={t("invite.emailHelp")}
        type="email"
        value={draft.email}
        onChange={form.set("email")}
        error={form.errorOf("email")}
        inputProps={{ autoCapitalize: "none", spellCheck: false, inputMode: "email", autoComplete: "off" }}
      />
    </FormSheet>
  )
}
