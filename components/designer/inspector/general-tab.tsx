"use client"

import { useState } from "react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { setSettings } from "@/core/design/flow-commands"
import type { Problem } from "@/core/problem"
import { CalendarChoice } from "../controls/calendar-choice"
import { PersonPicker } from "../controls/person-picker"
import { useDesigner, useDesignerContext } from "../designer-context"
import type { FlowFacts, SaveFacts } from "./flow-facts"

const noUnit = "none"
const revokes = ["whileOpen", "untilDecision"] as const

export function GeneralTab(props: { facts: FlowFacts; onSave: SaveFacts; problems: readonly Problem[] }) {
  return (
    <div className="space-y-6">
      <About {...props} />
      <Responsible problems={props.problems} />
    </div>
  )
}

/** Name and description: saved with a button, because they count at once and for everybody. */
function About({ facts, onSave }: { facts: FlowFacts; onSave: SaveFacts }) {
  const t = useTranslations("designer.flow")
  const { isEditable } = useDesignerContext()
  const [name, setName] = useState(facts.name)
  const [description, setDescription] = useState(facts.description)
  const [isBusy, setBusy] = useState(false)
  const isChanged = name.trim() !== facts.name || description.trim() !== facts.description
  const save = async () => {
    setBusy(true)
    try {
      await onSave({ ...facts, name: name.trim(), description: description.trim() })
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField label={t("name")} value={name} onChange={setName} isDisabled={!isEditable} maxLength={120} />
      <TextField
        label={t("description")}
        lines={3}
        value={description}
        onChange={setDescription}
        isDisabled={!isEditable}
        maxLength={2000}
      />
      {isEditable && isChanged && (
        <div className="flex items-center gap-2">
          <Button type="submit" size="sm" isPending={isBusy} isDisabled={name.trim() === ""}>
            {t("save")}
          </Button>
          <span className="text-xs text-muted">{t("atOnce")}</span>
        </div>
      )}
    </form>
  )
}

function Responsible({ problems }: { problems: readonly Problem[] }) {
  const t = useTranslations("designer.flow")
  const { store, directory, locale, isEditable } = useDesignerContext()
  const settings = useDesigner((state) => state.history.graph.settings)
  const errorOf = (field: string) => problems.find(({ place }) => place.field === field)?.text[locale]
  return (
    <div className="space-y-4">
      <div data-field="settings.homeUnitId">
        <SelectField
          label={t("homeUnit")}
          description={t("homeUnitHint")}
          error={errorOf("settings.homeUnitId")}
          isDisabled={!isEditable}
          options={[
            { value: noUnit, label: t("noUnit") },
            ...directory.units.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={settings.homeUnitId ?? noUnit}
          onChange={(id) =>
            store.run(setSettings(store.graph(), { ...settings, homeUnitId: id === noUnit ? null : id }))
          }
        />
      </div>
      <CalendarChoice
        calendarId={settings.calendarId ?? null}
        unsaid={t("noCalendar")}
        isDisabled={!isEditable}
        onChange={(calendarId) => {
          const { calendarId: _before, ...rest } = settings
          store.run(setSettings(store.graph(), calendarId === null ? rest : { ...rest, calendarId }))
        }}
      />
      <div data-field="settings.administratorIds">
        <PersonPicker
          label={t("administrators")}
          help={t("administratorsHint")}
          error={errorOf("settings.administratorIds")}
          personIds={settings.administratorIds}
          max={20}
          isDisabled={!isEditable}
          onChange={(administratorIds) => store.run(setSettings(store.graph(), { ...settings, administratorIds }))}
        />
      </div>
      <SelectField
        label={t("initiatorRevokes")}
        isDisabled={!isEditable}
        options={revokes.map((value) => ({ value, label: t(`revokes.${value}`) }))}
        value={settings.initiatorRevokes ?? "whileOpen"}
        onChange={(value) => {
          const { initiatorRevokes: _before, ...rest } = settings
          const next = value === "untilDecision" ? { ...rest, initiatorRevokes: value } : rest
          store.run(setSettings(store.graph(), next))
        }}
      />
    </div>
  )
}
