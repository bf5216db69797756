"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { notify } from "@/components/ui/notify"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { FormSheet } from "../form-sheet"
import { PeopleField } from "../people-field"
import { RemoveButton } from "../remove-button"
import { useAdminForm } from "../use-admin-form"
import type { Member } from "./member-list"
import { UnitField } from "./unit-field"
import type { Unit } from "./unit-list"
import { unitAndBelow } from "./unit-tree"

const inherited = "inherited"

/** A unit: its name, what it lies below, who leads it, its business hours. `unit` null makes a new one. */
export function UnitSheet(props: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  unit: Unit | null
  units: readonly Unit[]
  members: readonly Member[]
}) {
  const t = useTranslations("members.unit")
  const { unit } = props
  const trpc = useTRPC()
  const queries = useQueryClient()
  const create = useMutation(trpc.people.createUnit.mutationOptions())
  const change = useMutation(trpc.people.changeUnit.mutationOptions())
  const remove = useMutation(trpc.people.removeUnit.mutationOptions())
  const form = useAdminForm({
    name: unit?.name ?? "",
    parentId: unit?.parentId ?? null,
    headId: unit?.headId ?? null,
    calendarId: unit?.calendarId ?? null,
  })
  const { draft } = form
  const calendars = useQuery(trpc.calendar.list.queryOptions())

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
  return (
    <FormSheet
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={unit ? unit.name : t("create")}
      submitLabel={t(unit ? "save" : "create")}
      isBusy={form.isBusy}
      others={form.others}
      onSubmit={() =>
        void finish(
          () => (unit ? change.mutateAsync({ id: unit.id, ...draft }) : create.mutateAsync(draft)),
          t("saved", { name: draft.name.trim() }),
        )
      }
      danger={
        unit && (
          <RemoveButton
            title={t("removeTitle", { name: unit.name })}
            description={t("removeHint")}
            isDisabled={form.isBusy}
            onRemove={() => finish(() => remove.mutateAsync({ id: unit.id }), t("removed", { name: unit.name }))}
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
      <UnitField
        label={t("parent")}
        noneLabel={t("top")}
        units={props.units}
        except={unit ? unitAndBelow(props.units, unit.id) : undefined}
        value={draft.parentId}
        onChange={form.set("parentId")}
        error={form.errorOf("parentId")}
      />
      <PeopleField
        label={t("head")}
        description={t("headHelp")}
        isSingle
        people={props.members}
        chosenIds={draft.headId === null ? [] : [draft.headId]}
        onChange={([id]) => form.set("headId")(id ?? null)}
        error={form.errorOf("headId")}
      />
      <SelectField
        label={t("calendar")}
        description={t("calendarHelp")}
        options={[
          { value: inherited, label: t(draft.parentId === null ? "calendarUsual" : "calendarAbove") },
          ...(calendars.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={draft.calendarId ?? inherited}
        onChange={(id) => form.set("calendarId")(id === inherited ? null : id)}
        error={form.errorOf("calendarId")}
      />
    </FormSheet>
  )
}
