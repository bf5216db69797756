"use client"

import { Plus, Trash2 } from "lucide-react"
import { useMemo, useState } from "react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import { MenuButton } from "@/components/ui/menu"
import { clockVariables } from "@/core/flow/clock-variables"
import { clockConditions, type ClockCondition, type SlaPolicy } from "@/core/sla/policy"
import { useDesigner, useDesignerContext } from "../designer-context"
import { FieldPlace } from "./field-place"
import { ExpressionField } from "./expression-field"

const sourceCharsMax = 4096

/** When a clock starts, stands still, goes on and ends; what is left out goes by itself. */
export function ClockConditions(props: {
  conditions: SlaPolicy["conditions"]
  isDisabled: boolean
  onChange: (conditions: SlaPolicy["conditions"], isTyped?: boolean) => void
}) {
  const t = useTranslations("designer.sla.conditions")
  const { locale } = useDesignerContext()
  const fields = useDesigner((state) => state.history.graph.fields)
  const variables = useMemo(() => clockVariables(fields), [fields])
  const { conditions = {}, isDisabled } = props
  // One that was just added is empty, and empty ones are not kept in the draft once the panel is left.
  const [added, setAdded] = useState<ClockCondition[]>([])
  const shown = clockConditions.filter((name) => conditions[name] !== undefined || added.includes(name))
  const free = clockConditions.filter((name) => !shown.includes(name))
  // Under the hands that edit it, it stays, however little there is left of it.
  const change = (name: ClockCondition, source: string | null, isTyped = false) => {
    const { [name]: _before, ...rest } = conditions
    const next = source === null || source === "" ? rest : { ...rest, [name]: source.slice(0, sourceCharsMax) }
    if (source === "" && !added.includes(name)) setAdded([...added, name])
    props.onChange(Object.keys(next).length > 0 ? next : undefined, isTyped)
  }
  if (isDisabled && shown.length === 0) return null
  return (
    <div className="mt-3 border-t border-separator pt-3">
      <p className="text-sm font-medium">{t("title")}</p>
      {shown.length === 0 && <p className="mt-0.5 text-xs text-pretty text-muted">{t("none")}</p>}
      <div className="mt-2 space-y-3 empty:hidden">
        {shown.map((name) =>
          isDisabled ? (
            <div key={name}>
              <p className="text-xs text-muted">{t(`name.${name}`)}</p>
              <code className="block text-xs break-words">{conditions[name]}</code>
            </div>
          ) : (
            <FieldPlace key={name} name={`conditions.${name}`} className="flex items-start gap-1">
              <div className="min-w-0 flex-1">
                <ExpressionField
                  label={t(`name.${name}`)}
                  help={t(`help.${name}`)}
                  locale={locale}
                  variables={variables}
                  expect="bool"
                  value={conditions[name] ?? ""}
                  placeholder={t(`example.${name}`)}
                  onChange={(source) => change(name, source, true)}
                />
              </div>
              <IconButton
                size="sm"
                icon={Trash2}
                label={t("remove", { name: t(`name.${name}`) })}
                className="-mt-1"
                onPress={() => {
                  setAdded(added.filter((one) => one !== name))
                  if (conditions[name] !== undefined) change(name, null)
                }}
              />
            </FieldPlace>
          ),
        )}
      </div>
      {!isDisabled && free.length > 0 && (
        <MenuButton
          label={t("add")}
          size="sm"
          variant="ghost"
          className="mt-1.5 -ml-2"
          placement="bottom start"
          groups={[
            {
              id: "conditions",
              entries: free.map((name) => ({
                id: name,
                label: t(`name.${name}`),
                description: t(`help.${name}`),
                onSelect: () => setAdded([...added, name]),
              })),
            },
          ]}
        >
          <Plus aria-hidden="true" />
          {t("add")}
        </MenuButton>
      )}
    </div>
  )
}
