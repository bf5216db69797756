"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useLocale, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import type { Viewer } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { KeyValueList } from "@/components/ui/key-value"
import { notify } from "@/components/ui/notify"
import { TextField } from "@/components/ui/text-field"
import { roleTitles } from "@/core/people/role-title"
import { useAdminForm } from "../use-admin-form"

/** My name; address and roles are facts here. */
export function ProfileForm({ viewer }: { viewer: Viewer }) {
  const t = useTranslations("account")
  const locale = useLocale()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()
  const rename = useMutation(trpc.people.renameMe.mutationOptions())
  const form = useAdminForm({ name: viewer.name })
  const save = async () => {
    const answer = await form.send(async () => {
      await rename.mutateAsync({ name: form.draft.name })
      return true
    })
    if (!answer) return
    notify.ok(t("saved"))
    void queries.invalidateQueries({ queryKey: trpc.people.pathKey() })
    // The shell's name comes from the server's part of the page.
    router.refresh()
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
      <TextField
        label={t("name")}
        description={t("nameHelp")}
        autoComplete="name"
        maxLength={80}
        value={form.draft.name}
        onChange={form.set("name")}
        error={form.errorOf("name")}
      />
      <KeyValueList
        items={[
          { label: t("email"), value: viewer.email },
          { label: t("roles"), value: viewer.roles.map((role) => roleTitles[role][locale]).join(t("comma")) },
        ]}
      />
      <Button type="submit" isPending={form.isBusy} isDisabled={form.draft.name.trim() === viewer.name}>
        {t("save")}
      </Button>
    </form>
  )
}
