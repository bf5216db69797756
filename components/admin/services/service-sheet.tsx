"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useLocale, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { notify } from "@/components/ui/notify"
import { TextField } from "@/components/ui/text-field"
import { FormSheet } from "../form-sheet"
import { RemoveButton } from "../remove-button"
import { useAdminForm } from "../use-admin-form"
import { UseList } from "../use-list"
import { HeaderRows, type HeaderDraft } from "./header-rows"
import type { Service } from "./services-page"

/** Places in the answer that are a row's, so that a refusal stands where it belongs. */
const headerFields = Array.from({ length: 20 }, (_, index) => [
  `headers.${index}.name`,
  `headers.${index}.value`,
]).flat()

const draftOf = (service: Service | null) => ({
  name: service?.name ?? "",
  baseUrl: service?.baseUrl ?? "",
  headers: (service?.headers ?? []).map((name): HeaderDraft => ({ name, value: "", isStored: true })),
})

/** A new service, or one that is changed. Keys are entered and never shown again. */
export function ServiceSheet(props: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  service: Service | null
}) {
  const t = useTranslations("services.sheet")
  const locale = useLocale()
  const { service } = props
  const trpc = useTRPC()
  const queries = useQueryClient()
  const saving = useMutation(trpc.service.save.mutationOptions())
  const removing = useMutation(trpc.service.remove.mutationOptions())
  const form = useAdminForm(draftOf(service), headerFields)
  const { name, baseUrl, headers } = form.draft
  const finish = async (work: () => Promise<unknown>, said: string) => {
    const answer = await form.send(async () => {
      await work()
      await queries.invalidateQueries({ queryKey: trpc.service.pathKey() })
      return true
    })
    if (!answer) return
    notify.ok(said)
    props.onOpenChange(false)
  }
  const save = () =>
    finish(
      () =>
        saving.mutateAsync({
          serviceId: service?.id ?? null,
          name,
          baseUrl,
          headers: headers.map((header) => ({
            name: header.name,
            value: header.isStored && header.value === "" ? null : header.value,
          })),
        }),
      t("saved", { name: name.trim() }),
    )
  return (
    <FormSheet
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={service ? service.name : t("addTitle")}
      description={t("description")}
      submitLabel={t(service ? "save" : "add")}
      isBusy={form.isBusy}
      others={form.others}
      onSubmit={() => void save()}
      danger={
        service && (
          <RemoveButton
            title={t("removeTitle", { name: service.name })}
            description={t("removeHint")}
            isDisabled={form.isBusy}
            onRemove={() =>
              finish(() => removing.mutateAsync({ serviceId: service.id }), t("removed", { name: service.name }))
            }
          />
        )
      }
    >
      <TextField
        label={t("name")}
        description={t("nameHelp")}
        value={name}
        maxLength={80}
        onChange={form.set("name")}
        error={form.errorOf("name")}
      />
      <TextField
        label={t("baseUrl")}
        description={t("baseUrlHelp")}
        placeholder="https://crm.example.com/api/v1"
        value={baseUrl}
        inputProps={{ className: "font-mono", spellCheck: false, autoCapitalize: "none", inputMode: "url" }}
        onChange={form.set("baseUrl")}
        error={form.errorOf("baseUrl")}
      />
      <HeaderRows headers={headers} errorOf={form.errorOf} onChange={form.set("headers")} />
      {service && (
        <UseList
          title={t("uses")}
          unused={t("unused")}
          uses={service.uses.map((use) => {
            const key = `${use.type} ${use.id ?? "hidden"}`
            if (use.type === "kind") return { key, href: "/admin/kinds", text: t("kind", { name: use.name[locale] }) }
            return use.id === null
              ? { key, href: null, text: t("hiddenFlow") }
              : { key, href: `/flows/${use.id}`, text: t("flow", { name: use.name ?? "" }) }
          })}
        />
      )}
    </FormSheet>
  )
}
