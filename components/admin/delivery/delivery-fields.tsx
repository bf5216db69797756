"use client"

import clsx from "clsx"
import { useTranslations } from "use-intl"
import { SwitchInput } from "@/components/designer/controls/switch-input"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { digestChoices, type DeliveryDraft, type DeliveryProblem, urgentChoices } from "./delivery-draft"

/** Quiet hours, what goes through them, digest and cap: the same fields for the organisation and for one person. */
export function DeliveryFields(props: {
  draft: DeliveryDraft
  problems: ReadonlySet<DeliveryProblem>
  /** Two columns where there is room. */
  isWide?: boolean
  onChange: (draft: DeliveryDraft) => void
}) {
  const t = useTranslations("delivery")
  const { draft } = props
  const set =
    <Field extends keyof DeliveryDraft>(field: Field) =>
    (value: DeliveryDraft[Field]) =>
      props.onChange({ ...draft, [field]: value })
  const night = props.problems.has("same") ? t("same") : undefined
  return (
    <div className={clsx("grid gap-x-8 gap-y-4", props.isWide && "md:grid-cols-2")}>
      <SwitchInput label={t("quiet")} help={t("quietHelp")} isOn={draft.isQuiet} onChange={set("isQuiet")} />
      {draft.isQuiet ? (
        <div className="grid grid-cols-2 gap-3">
          <TextField type="time" label={t("from")} value={draft.from} onChange={set("from")} error={night} />
          <TextField
            type="time"
            label={t("to")}
            value={draft.to}
            onChange={set("to")}
            isInvalid={night !== undefined}
          />
        </div>
      ) : (
        props.isWide && <span className="hidden md:block" />
      )}
      <SelectField
        label={t("urgent")}
        description={t("urgentHelp")}
        value={draft.urgent}
        options={urgentChoices(draft.urgent).map((value) => ({
          value,
          label: value === "none" ? t("urgentNone") : t("urgentLevel", { level: value }),
        }))}
        onChange={set("urgent")}
      />
      <SelectField
        label={t("digest")}
        description={t("digestHelp")}
        value={draft.digest}
        options={digestChoices(draft.digest).map((value) => ({
          value,
          label: value === "0" ? t("digestOff") : t("minutes", { count: value }),
        }))}
        onChange={set("digest")}
      />
      <TextField
        label={t("perHour")}
        description={t("perHourHelp")}
        inputMode="numeric"
        value={draft.perHour}
        onChange={set("perHour")}
        error={props.problems.has("perHour") ? t("perHourWrong") : undefined}
      />
    </div>
  )
}
