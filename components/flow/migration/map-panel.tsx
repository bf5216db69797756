"use client"

import { ArrowRight, CornerDownRight } from "lucide-react"
import { useLocale, useTranslations } from "use-intl"
import { Panel } from "@/components/ui/page"
import { SelectField } from "@/components/ui/select-field"
import { mapped, type MigrationPlan } from "@/core/ticket/migration/plan"
import type { Graphs, Preview } from "./migration-types"
import { nodeName, nodeOf, routeName, routeOptions, stepOptions, type Option } from "./step-options"

/** Where tickets stand, and what each step and each filled route becomes in the other version. */
export function MapPanel(props: {
  graphs: Graphs
  preview: Pick<Preview, "nodes" | "edges">
  plan: MigrationPlan
  onNode: (from: string, to: string) => void
  onEdge: (from: string, to: string) => void
}) {
  const t = useTranslations("flows.migrate")
  const locale = useLocale()
  const { graphs, preview, plan } = props
  const { source, target, targetNumber } = graphs
  return (
    <Panel title={t("steps")} description={t("stepsHint", { number: targetNumber })} isFlush>
      <ul className="divide-y divide-separator">
        {preview.nodes.map(({ nodeId, tickets }) => {
          const name = nodeName(nodeOf(source, nodeId), locale)
          const options = stepOptions(source, target, nodeId, locale)
          const to = mapped(plan.nodes, nodeId)
          const routes = preview.edges.filter((edge) => edge.nodeId === nodeId)
          return (
            <li key={nodeId}>
              <MapRow
                name={name}
                note={t("tickets", { count: tickets })}
                label={t("goesTo", { name })}
                placeholder={t("noStep")}
                options={options}
                value={to}
                none={t("noneOfKind", { number: targetNumber })}
                onChange={(next) => props.onNode(nodeId, next)}
              />
              {routes.map(({ edgeId, tickets: count }) => {
                const from = routeName(
                  source,
                  source.edges.find(({ id }) => id === edgeId),
                  locale,
                )
                return (
                  <MapRow
                    key={edgeId}
                    isNested
                    name={t("route", { name: from })}
                    note={t("tickets", { count })}
                    label={t("routeGoesTo", { name: from })}
                    placeholder={t("noRoute")}
                    options={routeOptions(target, to, locale)}
                    value={mapped(plan.edges, edgeId)}
                    none={t("noRoute")}
                    onChange={(next) => props.onEdge(edgeId, next)}
                  />
                )
              })}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

function MapRow(props: {
  name: string
  note: string
  label: string
  placeholder: string
  options: Option[]
  value: string
  none: string
  isNested?: boolean
  onChange: (to: string) => void
}) {
  const { options, value } = props
  const isThere = options.some((option) => option.value === value)
  return (
    <div className="grid items-center gap-x-3 gap-y-1.5 px-4 py-2.5 sm:grid-cols-[minmax(0,1fr)_1rem_minmax(0,1fr)]">
      <div className="flex min-w-0 items-center gap-2">
        {props.isNested && <CornerDownRight className="size-4 shrink-0 text-muted" aria-hidden="true" />}
        <span className="min-w-0">
          <span className="block truncate text-sm">{props.name}</span>
          <span className="block text-xs text-muted figures">{props.note}</span>
        </span>
      </div>
      <ArrowRight className="size-4 text-muted max-sm:hidden" aria-hidden="true" />
      {options.length === 0 ? (
        <p className="text-sm text-pretty text-late-ink">{props.none}</p>
      ) : (
        <SelectField
          label={props.label}
          isLabelHidden
          options={options}
          value={isThere ? value : null}
          placeholder={props.placeholder}
          onChange={props.onChange}
        />
      )}
    </div>
  )
}
