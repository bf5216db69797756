"use client"

import { Plus } from "lucide-react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { expectedType } from "@/core/flow/expected-type"
import type { Field } from "@/core/flow/graph"
import { useDesigner, useDesignerContext } from "../designer-context"
import { ControlFrame } from "./control-frame"
import { RowCard } from "./row-card"
import { SourceField } from "./source-field"
import type { SubFlowPart } from "./sub-flow-control"
import { FieldPlace } from "./field-place"

/** The field that is chosen, if it is still there, and those that are free. */
function fieldOptions(fields: readonly Field[], chosen: string, taken: readonly string[], locale: "en" | "zh") {
  return fields
    .filter(({ key }) => key === chosen || !taken.includes(key))
    .map((field) => ({ value: field.key, label: field.label[locale] || field.key }))
}

/** What the other flow's form is filled in with. */
export function SubFlowInputs({ call: { inputs, itemField }, other, isDisabled, onChange }: SubFlowPart) {
  const t = useTranslations("designer.subFlow")
  const { locale } = useDesignerContext()
  const theirs = other?.fields ?? []
  const taken = [...inputs.map(({ field }) => field), ...(itemField === null ? [] : [itemField])]
  const free = theirs.find(({ key }) => !taken.includes(key))
  const change = (index: number, more: Partial<(typeof inputs)[number]>, isTyped = false) =>
    onChange({ inputs: inputs.map((one, at) => (at === index ? { ...one, ...more } : one)) }, isTyped)
  return (
    <ControlFrame label={t("inputs")}>
      <div className="space-y-3">
        {inputs.length > 0 && (
          <ul className="space-y-3">
            {inputs.map(({ field, source }, index) => {
              const their = theirs.find(({ key }) => key === field)
              return (
                <RowCard
                  key={field || index}
                  removeLabel={t("removeInput", { field: their?.label[locale] || field })}
                  onRemove={isDisabled ? undefined : () => onChange({ inputs: inputs.filter((_, at) => at !== index) })}
                  first={
                    <SelectField
                      label={other ? t("theirs", { flow: other.name }) : t("theirsUnknown")}
                      options={fieldOptions(theirs, field, taken, locale)}
                      placeholder={their ? undefined : field}
                      value={their ? field : null}
                      isDisabled={isDisabled}
                      onChange={(key) => change(index, { field: key })}
                    />
                  }
                >
                  <FieldPlace name={`inputs.${index}.source`}>
                    <SourceField
                      label={t("source")}
                      expect={their ? expectedType[their.type] : "any"}
                      value={source}
                      isDisabled={isDisabled}
                      onChange={(next) => change(index, { source: next }, true)}
                    />
                  </FieldPlace>
                </RowCard>
              )
            })}
          </ul>
        )}
        {!isDisabled && (
          <Button
            size="sm"
            variant="outline"
            isDisabled={!free}
            onPress={() => free && onChange({ inputs: [...inputs, { field: free.key, source: "" }] })}
          >
            <Plus aria-hidden="true" />
            {t("addInput")}
          </Button>
        )}
      </div>
    </ControlFrame>
  )
}

/** What this flow keeps of the other one when it has ended. */
export function SubFlowOutputs({ call: { outputs }, other, isDisabled, onChange }: SubFlowPart) {
  const t = useTranslations("designer.subFlow")
  const { locale } = useDesignerContext()
  const own = useDesigner((state) => state.history.graph.fields)
  const theirs = other?.fields ?? []
  const taken = outputs.map(({ field }) => field)
  const free = own.find(({ key }) => !taken.includes(key))
  const [first] = theirs
  const change = (index: number, more: Partial<(typeof outputs)[number]>) =>
    onChange({ outputs: outputs.map((one, at) => (at === index ? { ...one, ...more } : one)) })
  return (
    <ControlFrame label={t("outputs")}>
      <div className="space-y-3">
        {outputs.length > 0 && (
          <ul className="space-y-3">
            {outputs.map(({ field, from }, index) => {
              const mine = own.find(({ key }) => key === field)
              const isTheirs = theirs.some(({ key }) => key === from)
              return (
                <RowCard
                  key={field || index}
                  removeLabel={t("removeInput", { field: mine?.label[locale] || field })}
                  onRemove={
                    isDisabled ? undefined : () => onChange({ outputs: outputs.filter((_, at) => at !== index) })
                  }
                  first={
                    <SelectField
                      label={t("own")}
                      options={fieldOptions(own, field, taken, locale)}
                      placeholder={mine ? undefined : field}
                      value={mine ? field : null}
                      isDisabled={isDisabled}
                      onChange={(key) => change(index, { field: key })}
                    />
                  }
                >
                  <SelectField
                    label={other ? t("theirs", { flow: other.name }) : t("theirsUnknown")}
                    options={fieldOptions(theirs, from, [], locale)}
                    placeholder={isTheirs ? undefined : from}
                    value={isTheirs ? from : null}
                    isDisabled={isDisabled}
                    onChange={(key) => change(index, { from: key })}
                  />
                </RowCard>
              )
            })}
          </ul>
        )}
        {!isDisabled && (
          <Button
            size="sm"
            variant="outline"
            isDisabled={!free || !first}
            onPress={() => free && first && onChange({ outputs: [...outputs, { field: free.key, from: first.key }] })}
          >
            <Plus aria-hidden="true" />
            {t("addOutput")}
          </Button>
        )}
      </div>
    </ControlFrame>
  )
}
