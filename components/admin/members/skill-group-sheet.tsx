"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { notify } from "@/components/ui/notify"
import { TextField } from "@/components/ui/text-field"
import { FormSheet } from "../form-sheet"
import { PeopleField } from "../people-field"
import { RemoveButton } from "../remove-button"
import { useAdminForm } from "../use-admin-form"
import { keyFrom } from "../key-from"
import type { Member } from "./member-list"
import type { SkillGroup } from "./skill-group-list"

/** A skill group: its name, its key in flows, its queues in the telephone system, its members. null makes a new one. */
export function SkillGroupSheet(props: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  group: SkillGroup | null
  members: readonly Member[]
}) {
  const t = useTranslations("members.group")
  const { group } = props
  const trpc = useTRPC()
  const queries = useQueryClient()
  const create = useMutation(trpc.people.createSkillGroup.mutationOptions())
  const change = useMutation(trpc.people.changeSkillGroup.mutationOptions())
  const remove = useMutation(trpc.people.removeSkillGroup.mutationOptions())
  const form = useAdminForm({
    name: group?.name ?? "",
    /** null: follows the name until somebody writes one. */
    key: group?.key ?? (null as string | null),
    vendorIds: group?.vendorIds.join("\n") ?? "",
    personIds: group?.personIds ?? [],
  })
  const { draft } = form
  const key = draft.key ?? keyFrom(draft.name)

  const finish = async (work: () => Promise<unknown>, done: string) => {
    const answer = await form.send(async () => {
      await work()
      await queries.invalidateQueries({ queryKey: trpc.people.pathKey() })
      return true
    })
    if (!answer) return
    notify.ok(done)
    props.onOpenChange(false)
  }
  const save = () => {
    const vendorIds = draft.vendorIds.split("\n").flatMap((line) => line.trim() || [])
    const values = { name: draft.name, key: key.trim(), vendorIds, personIds: draft.personIds }
    return group ? change.mutateAsync({ id: group.id, ...values }) : create.mutateAsync(values)
  }
  return (
    <FormSheet
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={group ? group.name : t("create")}
      submitLabel={t(group ? "save" : "create")}
      isBusy={form.isBusy}
      others={form.others}
      onSubmit={() => void finish(save, t("saved", { name: draft.name.trim() }))}
      danger={
        group && (
          <RemoveButton
            title={t("removeTitle", { name: group.name })}
            description={t("removeHint")}
            isDisabled={form.isBusy}
            onRemove={() => finish(() => remove.mutateAsync({ id: group.id }), t("removed", { name: group.name }))}
          />
        )
      }
    >
      <TextField
        label={t("name")}
        placeholder={t("namePlaceholder")}
        value={draft.name}
        maxLength={80}
        onChange={form.set("name")}
        error={form.errorOf("name")}
      />
      <TextField
        label={t("key")}
        description={t("keyHelp")}
        value={key}
        maxLength={40}
        onChange={form.set("key")}
        error={form.errorOf("key")}
        inputProps={{ autoCapitalize: "none", spellCheck: false, className: "font-mono" }}
      />
      <PeopleField
        label={t("people")}
        description={t("peopleHelp")}
        people={props.members}
        chosenIds={draft.personIds}
        onChange={form.set("personIds")}
        error={form.errorOf("personIds")}
      />
      <TextField
        label={t("vendorIds")}
        description={t("vendorIdsHelp")}
        lines={3}
        value={draft.vendorIds}
        onChange={form.set("vendorIds")}
        error={form.errorOf("vendorIds")}
      />
    </FormSheet>
  )
}
