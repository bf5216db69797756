"use client"

import { useMutation } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { PasswordRules } from "@/components/auth/password-rules"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { notify } from "@/components/ui/notify"
import { PasswordField } from "@/components/ui/password-field"
import { useAdminForm } from "../use-admin-form"

/** A new password, with the present one as proof. The answer renews this session's cookie; all others end. */
export function PasswordForm({ personal, email }: { personal: readonly string[]; email: string }) {
  const t = useTranslations("account")
  const trpc = useTRPC()
  const change = useMutation(trpc.people.changePassword.mutationOptions())
  const [isTried, setTried] = useState(false)
  const form = useAdminForm({ current: "", next: "" })
  const { draft } = form
  const save = async () => {
    setTried(true)
    if (!draft.current || !draft.next) return form.focusInvalid()
    const answer = await form.send(async () => {
      await change.mutateAsync(draft)
      return true
    })
    if (!answer) return
    setTried(false)
    form.set("current")("")
    form.set("next")("")
    notify.ok(t("changed"))
  }
  return (
    <form
      noValidate
      className="max-w-md space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {form.others.length > 0 && (
        <Banner meaning="breached" isAssertive>
          {form.others.join(" ")}
        </Banner>
      )}
      {/* Tells a password manager whose password changes. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label={t("current")}
        autoComplete="current-password"
        value={draft.current}
        onChange={form.set("current")}
        error={isTried && !draft.current ? t("currentMissing") : form.errorOf("current")}
      />
      <div className="space-y-2.5">
        <PasswordField
          label={t("next")}
          autoComplete="new-password"
          value={draft.next}
          onChange={form.set("next")}
          error={isTried && !draft.next ? t("nextMissing") : form.errorOf("next")}
        />
        <PasswordRules password={draft.next} personal={personal} />
      </div>
      <Button type="submit" isPending={form.isBusy}>
        {t("change")}
      </Button>
    </form>
  )
}
