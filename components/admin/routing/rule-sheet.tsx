"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useId, useState } from "react"
import { useTranslations } from "use-intl"
import { SwitchInput } from "@/components/designer/controls/switch-input"
import { useTRPC } from "@/components/trpc"
import { notify } from "@/components/ui/notify"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { PATH_SEPARATOR } from "@/core/call/route-call"
import type { RoutingMatch } from "@/core/call/routing"
import { FormSheet } from "../form-sheet"
import { RemoveButton } from "../remove-button"
import { useAdminForm } from "../use-admin-form"
import { parsePath } from "./explain-rules"
import type { Rule, RuleList } from "./routing-page"
import { SeenOptions } from "./seen-options"

/** A rule: its conditions, the flow it starts, whether it is on. `rule` null makes a new one, at the end. */
export function RuleSheet(props: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  rule: Rule | null
  flows: readonly { id: string; name: string; current: unknown }[]
  seen: RuleList["seen"]
}) {
  const t = useTranslations("routing")
  const { rule } = props
  const id = useId()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const save = useMutation(trpc.telephony.saveRule.mutationOptions())
  const remove = useMutation(trpc.telephony.removeRule.mutationOptions())
  const [isTried, setTried] = useState(false)
  const form = useAdminForm(
    {
      name: rule?.name ?? "",
      path: rule?.match.ivrPathPrefix?.join(PATH_SEPARATOR) ?? "",
      intent: rule?.match.intent ?? "",
      dialled: rule?.match.dialled ?? "",
      flowId: rule?.flowId ?? null,
      whenAbandoned: rule?.whenAbandoned ?? false,
      enabled: rule?.enabled ?? true,
    },
    ["match.ivrPathPrefix", "match.intent", "match.dialled"],
  )
  const { draft } = form
  const name = draft.name.trim()

  const finish = async (work: () => Promise<unknown>, done: string) => {
    const answer = await form.send(async () => {
      await work()
      await queries.invalidateQueries({ queryKey: trpc.telephony.rules.queryKey() })
      return true
    })
    if (!answer) return
    notify.ok(done)
    props.onOpenChange(false)
  }
  const submit = () => {
    setTried(true)
    const { flowId, whenAbandoned, enabled } = draft
    if (!name || flowId === null) return form.focusInvalid()
    const match: RoutingMatch = {
      ...(parsePath(draft.path).length > 0 && { ivrPathPrefix: parsePath(draft.path) }),
      ...(draft.intent.trim() && { intent: draft.intent.trim() }),
      ...(draft.dialled.trim() && { dialled: draft.dialled.trim() }),
    }
    const values = { name, enabled, match, whenAbandoned, flowId }
    void finish(() => save.mutateAsync(rule ? { ruleId: rule.id, ...values } : values), t("saved", { name }))
  }
  return (
    <FormSheet
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={rule ? rule.name : t("create")}
      submitLabel={t(rule ? "save" : "create")}
      isBusy={form.isBusy}
      others={form.others}
      onSubmit={submit}
      danger={
        rule && (
          <RemoveButton
            title={t("removeTitle", { name: rule.name })}
            description={t("removeHint")}
            isDisabled={form.isBusy}
            onRemove={() => finish(() => remove.mutateAsync({ ruleId: rule.id }), t("removed", { name: rule.name }))}
          />
        )
      }
    >
      <TextField
        label={t("field.name")}
        placeholder={t("field.namePlaceholder")}
        value={draft.name}
        maxLength={120}
        onChange={form.set("name")}
        error={isTried && !name ? t("field.nameMissing") : form.errorOf("name")}
      />
      <fieldset
        className="space-y-4 rounded-lg border border-border px-3.5 pt-1 pb-3.5"
        aria-describedby={`${id}-help`}
      >
        <legend className="px-1 text-sm font-medium">{t("field.conditions")}</legend>
        <p id={`${id}-help`} className="text-xs text-pretty text-muted">
          {t("field.conditionsHelp")}
        </p>
        <TextField
          label={t("field.intent")}
          description={t("field.intentHelp")}
          value={draft.intent}
          maxLength={120}
          onChange={form.set("intent")}
          error={form.errorOf("match.intent")}
          inputProps={{ list: `${id}-intents`, autoComplete: "off", spellCheck: false }}
        />
        <TextField
          label={t("field.path")}
          description={t("field.pathHelp")}
          value={draft.path}
          onChange={form.set("path")}
          error={form.errorOf("match.ivrPathPrefix")}
          inputProps={{ list: `${id}-paths`, autoComplete: "off", spellCheck: false }}
        />
        <TextField
          label={t("field.dialled")}
          description={t("field.dialledHelp")}
          value={draft.dialled}
          maxLength={100}
          onChange={form.set("dialled")}
          error={form.errorOf("match.dialled")}
          inputProps={{ list: `${id}-numbers`, autoComplete: "off", inputMode: "tel" }}
        />
        <SeenOptions id={id} seen={props.seen} />
      </fieldset>
      <SelectField
        label={t("field.flow")}
        placeholder={t("field.chooseFlow")}
        value={draft.flowId}
        options={props.flows.map((flow) => ({
          value: flow.id,
          label: flow.name,
          description: flow.current ? undefined : t("field.unpublished"),
        }))}
        onChange={form.set("flowId")}
        error={isTried && draft.flowId === null ? t("field.flowMissing") : form.errorOf("flowId")}
      />
      <SwitchInput
        label={t("field.whenAbandoned")}
        help={t("field.whenAbandonedHelp")}
        isOn={draft.whenAbandoned}
        onChange={form.set("whenAbandoned")}
      />
      <SwitchInput label={t("field.enabled")} isOn={draft.enabled} onChange={form.set("enabled")} />
    </FormSheet>
  )
}
