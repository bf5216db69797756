"use client"

import { useTranslations } from "use-intl"
import { SelectField } from "@/components/ui/select-field"
import { subFlowSchema, type SubFlowConfig } from "@/core/flow/nodes/sub-flow"
import { useDesigner, useDesignerContext, type FlowChoice } from "../designer-context"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"
import { Segmented } from "./segmented"
import { SubFlowInputs, SubFlowOutputs } from "./sub-flow-fields"

const nothing = "none"
const blank: SubFlowConfig = { flowId: null, mode: "wait", items: null, itemField: null, inputs: [], outputs: [] }
const modes = ["wait", "goOn"] as const
const counts = ["one", "each"] as const

/** Which flow gets tickets, how many, whether they are waited for, and what goes there and back. */
export function SubFlowControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.subFlow")
  const { flows } = useDesignerContext()
  const call = subFlowSchema.safeParse(value).data ?? blank
  const other = flows.find(({ id }) => id === call.flowId)
  const change = (more: Partial<SubFlowConfig>, isTyped = false) => onChange({ ...call, ...more }, isTyped)
  const parts = { call, other, isDisabled, onChange: change }
  return (
    <ControlFrame label={label} isLabelHidden help={help} error={error}>
      <div className="space-y-4">
        <SelectField
          label={t("flow")}
          description={flows.length === 0 ? t("noFlows") : undefined}
          options={flows.map(({ id, name }) => ({ value: id, label: name }))}
          placeholder={call.flowId !== null && !other ? t("flowGone") : undefined}
          value={other?.id ?? null}
          isDisabled={isDisabled || flows.length === 0}
          // Another flow has other fields.
          onChange={(flowId) => change({ flowId, itemField: null, inputs: [], outputs: [] })}
        />
        <Segmented
          label={t("mode")}
          options={modes.map((mode) => ({ value: mode, label: t(`modes.${mode}`) }))}
          value={call.mode}
          isDisabled={isDisabled}
          // Nothing comes back from tickets that nobody waits for.
          onChange={(mode) => change(mode === "goOn" ? { mode, outputs: [] } : { mode })}
        />
        <HowMany {...parts} />
        <SubFlowInputs {...parts} />
        {call.mode === "wait" && <SubFlowOutputs {...parts} />}
      </div>
    </ControlFrame>
  )
}

export type SubFlowPart = {
  call: SubFlowConfig
  other: FlowChoice | undefined
  isDisabled: boolean
  onChange: (more: Partial<SubFlowConfig>, isTyped?: boolean) => void
}

/** One ticket, or one for each item of a list. */
function HowMany({ call, other, isDisabled, onChange }: SubFlowPart) {
  const t = useTranslations("designer.subFlow")
  const { locale } = useDesignerContext()
  const fields = useDesigner((state) => state.history.graph.fields)
  const lists = fields.filter(({ type }) => type === "list<string>")
  const texts = other?.fields.filter(({ type }) => type === "string") ?? []
  const itemField = texts.some(({ key }) => key === call.itemField) ? call.itemField : null
  return (
    <>
      <Segmented
        label={t("count")}
        options={counts.map((count) => ({ value: count, label: t(`counts.${count}`) }))}
        value={call.items === null ? "one" : "each"}
        isDisabled={isDisabled}
        onChange={(count) =>
          onChange(count === "one" ? { items: null, itemField: null } : { items: lists[0]?.key ?? "" })
        }
      />
      {call.items !== null && (
        <>
          <SelectField
            label={t("items")}
            description={lists.length === 0 ? t("noLists") : undefined}
            options={lists.map((field) => ({ value: field.key, label: field.label[locale] || field.key }))}
            value={lists.some(({ key }) => key === call.items) ? call.items : null}
            isDisabled={isDisabled}
            onChange={(items) => onChange({ items })}
          />
          {other && (
            <SelectField
              label={t("itemField")}
              options={[
                { value: nothing, label: t("noItemField") },
                ...texts.map((field) => ({ value: field.key, label: field.label[locale] || field.key })),
              ]}
              value={itemField ?? nothing}
              isDisabled={isDisabled}
              onChange={(key) => onChange({ itemField: key === nothing ? null : key })}
            />
          )}
        </>
      )}
    </>
  )
}
