"use client"

import { useMemo, useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { controlOf } from "@/components/designer/controls/control-of"
import { DesignerProvider, type DesignerContext } from "@/components/designer/designer-context"
import { createDesignerStore } from "@/components/designer/designer-store"
import { FlowPreview } from "@/components/designer/flow-preview"
import { KindIcon } from "@/components/designer/kind-icon"
import type { CustomKind } from "@/core/flow/custom-kind"
import type { DraftGraph } from "@/core/flow/graph"
import { custom } from "@/core/flow/nodes/custom"
import { panelEntries } from "@/core/flow/panel"

const kindId = "00000000-0000-4000-8000-000000000000"
const nobody = { people: [], units: [], skillGroups: [] }
const [entry] = panelEntries(custom as Parameters<typeof panelEntries>[0])

type Filled = { values: Record<string, unknown>; keep: Record<string, unknown> }

/** The kind's card and its panel as designers will see them. The panel can be tried; nothing of it is kept. */
export function KindPreview({ definition }: { definition: CustomKind }) {
  const t = useTranslations("kinds.preview")
  const locale = useLocale()
  const [filled, setFilled] = useState<Filled>({ values: {}, keep: {} })
  const value = useMemo(() => ({ kindId, definition, ...filled }), [definition, filled])
  const name = definition.name[locale] || t("unnamed")
  const graph = useMemo((): DraftGraph => {
    const config = { custom: { kindId, definition, values: {}, keep: {} } }
    const field = { required: false, nullable: true }
    return {
      nodes: [{ id: "preview", kind: custom.kind, name, position: { x: 0, y: 0 }, config }],
      edges: [],
      fields: [
        { key: "amount", type: "money", label: { en: "Amount", zh: "金额" }, ...field },
        { key: "level", type: "string", label: { en: "Customer level", zh: "客户等级" }, ...field },
      ],
      settings: { homeUnitId: null, administratorIds: [] },
    }
  }, [definition, name])
  const [store] = useState(() => createDesignerStore(graph, Date.now))
  const context = useMemo<DesignerContext>(
    () => ({
      store,
      flowId: "preview",
      locale,
      directory: nobody,
      calendars: [],
      flows: [],
      services: [],
      choices: [],
      isEditable: true,
    }),
    [store, locale],
  )
  const Control = controlOf.customFields
  return (
    <aside aria-label={t("title")} className="panel overflow-hidden lg:sticky lg:top-4">
      <h2 className="border-b border-separator px-4 py-2.5 text-sm font-medium">{t("title")}</h2>
      <FlowPreview
        key={`${definition.exits.length} ${name}`}
        graph={graph}
        locale={locale}
        isWhole
        className="h-64 border-b border-separator"
      />
      <div className="flex items-center gap-2.5 border-b border-separator px-4 py-3">
        <span className="kind-badge kind-badge--square">
          <KindIcon name={definition.icon} className="size-4" />
        </span>
        <p className="truncate text-sm font-medium">{name}</p>
      </div>
      <div className="space-y-3 px-4 py-4">
        <p className="text-xs text-pretty text-muted">{definition.description[locale] || t("noDescription")}</p>
        <DesignerProvider value={context}>
          {entry && (
            <Control
              panel={entry.panel}
              people={undefined}
              label={entry.panel.label[locale]}
              value={value}
              isDisabled={false}
              onChange={(next) => {
                const { values, keep } = next as Filled
                setFilled({ values, keep })
              }}
            />
          )}
        </DesignerProvider>
        <p className="text-xs text-pretty text-muted">{t("hint")}</p>
      </div>
    </aside>
  )
}
