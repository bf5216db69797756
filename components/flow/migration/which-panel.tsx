"use client"

import { useTranslations } from "use-intl"
import type { Version } from "@/components/flow/versions/version-types"
import { ChoiceList } from "@/components/ui/choice-list"
import { Panel } from "@/components/ui/page"
import { SelectField } from "@/components/ui/select-field"
import type { MigrationPlan } from "@/core/ticket/migration/plan"

/** From which version to which, and what becomes of deadlines. */
export function WhichPanel(props: {
  versions: Version[]
  fromId: string | null
  toId: string | null
  clocks: MigrationPlan["clocks"]
  onFrom: (versionId: string) => void
  onTo: (versionId: string) => void
  onClocks: (clocks: MigrationPlan["clocks"]) => void
}) {
  const t = useTranslations("flows.migrate")
  const { versions, fromId } = props
  return (
    <Panel title={t("which")}>
      <div className="grid gap-4 md:grid-cols-2">
        <div className="space-y-4">
          <SelectField
            label={t("from")}
            placeholder={t("choose")}
            value={fromId}
            options={versions.map(({ id, number, openTickets }) => ({
              value: id,
              label: t("option", { number, count: openTickets }),
            }))}
            onChange={props.onFrom}
          />
          <SelectField
            label={t("to")}
            placeholder={t("choose")}
            value={props.toId}
            options={versions
              .filter(({ id }) => id !== fromId)
              .map(({ id, number, current }) => ({
                value: id,
                label: t(current ? "optionLive" : "optionPlain", { number }),
              }))}
            onChange={props.onTo}
          />
        </div>
        <ChoiceList
          label={t("clocks")}
          value={props.clocks}
          options={[
            { value: "keep", label: t("keep"), description: t("keepHint") },
            { value: "restart", label: t("restart"), description: t("restartHint") },
          ]}
          onChange={props.onClocks}
        />
      </div>
    </Panel>
  )
}
