"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { SwitchInput } from "@/components/designer/controls/switch-input"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { KeyValueList } from "@/components/ui/key-value"
import { notify } from "@/components/ui/notify"
import { SideSheet } from "@/components/ui/side-sheet"
import { TextField } from "@/components/ui/text-field"
import { Time } from "@/components/ui/time"
import { phonePattern, tidyPhone } from "@/core/people/phone"
import { roleTitles } from "@/core/people/role-title"
import type { AppRouter } from "@/server/api/router"
import { FormSheet } from "../form-sheet"
import { RolesField } from "../roles-field"
import { useAdminForm } from "../use-admin-form"
import { MemberAbsence } from "./member-absence"
import type { AdminViewer, Member } from "./member-list"
import { UnitField } from "./unit-field"
import { unitPath, type UnitNode } from "./unit-tree"
import { amountText, capacityMax, readAmount, readCapacity } from "./work-limit-fields"

type Props = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  member: Member
  viewer: AdminViewer
  units: readonly UnitNode[]
  groups: inferRouterOutputs<AppRouter>["people"]["skillGroups"]
}

/** One member: a form for owners, facts for everybody else. */
export function MemberSheet(props: Props) {
  return props.viewer.roles.includes("owner") ? <MemberForm {...props} /> : <MemberFacts {...props} />
}

function MemberForm({ member, viewer, units, groups, isOpen, onOpenChange }: Props) {
  const t = useTranslations("members")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const change = useMutation(trpc.people.change.mutationOptions())
  const { name, roles, unitId, extension, active } = member
  const limits = useQuery(trpc.people.workLimits.queryOptions())
  const form = useAdminForm({
    name,
    roles,
    unitId,
    extension: extension ?? "",
    phone: member.contact?.phone ?? "",
    wecomId: member.contact?.wecomId ?? "",
    active,
    capacity: member.capacity === null ? "" : String(member.capacity),
    approvalLimit: amountText(member.approvalLimit),
  })
  const [isTried, setTried] = useState(false)
  const capacity = readCapacity(form.draft.capacity)
  const approvalLimit = readAmount(form.draft.approvalLimit)
  const { draft } = form
  const phone = tidyPhone(draft.phone)
  const isPhone = phone === "" || phonePattern.test(phone)
  const isMe = member.id === viewer.id
  const losesAdmin = isMe && (!draft.active || !draft.roles.includes("owner"))

  const save = async () => {
    setTried(true)
    if (capacity === undefined || approvalLimit === undefined || !isPhone) {
      form.focusInvalid()
      return
    }
    const extensionNumber = draft.extension.trim()
    const answer = await form.send(async () => {
      await change.mutateAsync({
        ...draft,
        personId: member.id,
        extension: extensionNumber || null,
        phone: phone || null,
        wecomId: draft.wecomId.trim() || null,
        capacity,
        approvalLimit,
      })
      await queries.invalidateQueries({ queryKey: trpc.people.pathKey() })
      return true
    })
    if (!answer) return
    notify.ok(t("saved", { name: draft.name.trim() }))
    onOpenChange(false)
  }
  return (
    <FormSheet
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={member.name}
      description={member.email}
      submitLabel={t("save")}
      isBusy={form.isBusy}
      others={form.others}
      onSubmit={() => void save()}
    >
      {losesAdmin && <Banner meaning="warning">{t("losesAdmin")}</Banner>}
      <TextField
        label={t("field.name")}
        value={draft.name}
        maxLength={80}
        onChange={form.set("name")}
        error={form.errorOf("name")}
      />
      <RolesField value={draft.roles} onChange={form.set("roles")} error={form.errorOf("roles")} />
      <UnitField
        label={t("field.unit")}
        noneLabel={t("noUnit")}
        description={t("field.unitHelp")}
        units={units}
        value={draft.unitId}
        onChange={form.set("unitId")}
        error={form.errorOf("unitId")}
      />
      <TextField
        label={t("field.extension")}
        description={t("field.extensionHelp")}
        value={draft.extension}
        onChange={form.set("extension")}
        error={form.errorOf("extension")}
        inputProps={{ inputMode: "numeric", autoComplete: "off" }}
      />
      <TextField
        label={t("field.phone")}
        description={t("field.phoneHelp")}
        value={draft.phone}
        onChange={form.set("phone")}
        error={isTried && !isPhone ? t("field.phoneWrong") : form.errorOf("phone")}
        type="tel"
        autoComplete="off"
      />
      <TextField
        label={t("field.wecomId")}
        description={t("field.wecomIdHelp")}
        value={draft.wecomId}
        maxLength={80}
        onChange={form.set("wecomId")}
        error={form.errorOf("wecomId")}
        inputProps={{ autoCapitalize: "none", spellCheck: false, autoComplete: "off" }}
      />
      <TextField
        label={t("field.capacity")}
        description={t("field.capacityHelp", { usual: limits.data?.capacity ?? t("field.capacityNone") })}
        value={draft.capacity}
        onChange={form.set("capacity")}
        error={isTried && capacity === undefined ? t("limits.invalid", { max: capacityMax }) : form.errorOf("capacity")}
        inputProps={{ inputMode: "numeric", autoComplete: "off" }}
      />
      <TextField
        label={t("field.limit")}
        description={t("field.limitHelp")}
        value={draft.approvalLimit}
        onChange={form.set("approvalLimit")}
        error={isTried && approvalLimit === undefined ? t("limits.amountInvalid") : form.errorOf("approvalLimit")}
        inputProps={{ inputMode: "decimal", autoComplete: "off" }}
      />
      <SwitchInput
        label={t("field.active")}
        help={t("field.activeHelp")}
        isOn={draft.active}
        onChange={form.set("active")}
      />
      <KeyValueList className="border-t border-separator pt-4" items={useFacts(member, groups)} />
      <MemberAbsence member={member} />
    </FormSheet>
  )
}

function MemberFacts({ member, viewer, units, groups, isOpen, onOpenChange }: Props) {
  const t = useTranslations("members")
  const locale = useLocale()
  const facts = useFacts(member, groups)
  return (
    <SideSheet isOpen={isOpen} onOpenChange={onOpenChange} title={member.name} description={member.email}>
      <KeyValueList
        items={[
          { label: t("field.roles"), value: member.roles.map((role) => roleTitles[role][locale]).join(t("comma")) },
          { label: t("field.unit"), value: unitPath(units, member.unitId) || null },
          { label: t("field.extension"), value: member.extension },
          { label: t("field.capacity"), value: member.capacity },
          { label: t("field.limit"), value: amountText(member.approvalLimit) || null },
          { label: t("field.active"), value: t(member.active ? "active" : "inactive") },
          ...facts,
        ]}
      />
      <p className="mt-5 mb-4 text-xs text-muted">{t("ownerChanges")}</p>
      {viewer.roles.includes("supervisor") && <MemberAbsence member={member} />}
    </SideSheet>
  )
}

function useFacts(member: Member, groups: Props["groups"]) {
  const t = useTranslations("members")
  const names = groups.filter(({ id }) => member.skillGroupIds.includes(id)).map(({ name }) => name)
  return [
    { label: t("tab.skillGroups"), value: names.join(t("comma")) || null },
    { label: t("field.joined"), value: <Time value={member.createdAt} format="date" /> },
  ]
}
