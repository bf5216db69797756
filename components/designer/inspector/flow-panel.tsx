"use client"

import { Settings2 } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { Banner } from "@/components/ui/banner"
import { Tabs } from "@/components/ui/tabs"
import type { Problem } from "@/core/problem"
import { useDesigner, useDesignerContext } from "../designer-context"
import { FixList } from "../problems/fix-button"
import { severityLook } from "../problems/severity"
import { AccessTab } from "./access-tab"
import type { FlowFacts, SaveFacts } from "./flow-facts"
import { FormTab } from "./form-tab"
import { GeneralTab } from "./general-tab"
import { SlasTab } from "./slas-tab"
import { useArrival } from "./use-arrival"

type TabId = "form" | "general" | "slas" | "access"

const tabOf = (field: string | undefined): TabId | null => {
  if (field?.startsWith("fields")) return "form"
  if (field?.startsWith("settings.slas")) return "slas"
  return field?.startsWith("settings") ? "general" : null
}

/** The flow itself: its form, what it is called, who looks after it, who may do what with it. */
export function FlowPanel(props: { facts: FlowFacts; onSave: SaveFacts; problems: readonly Problem[] }) {
  const t = useTranslations("designer.flow")
  const { locale } = useDesignerContext()
  const target = useDesigner((state) => state.target)
  const [tab, setTab] = useState<TabId>("form")
  const wanted = target && tabOf(target.field)
  if (wanted && wanted !== tab) setTab(wanted)
  const panel = useArrival<HTMLDivElement>()
  const own = props.problems.filter(({ place }) => place.nodeId === undefined && place.edgeId === undefined)
  const general = own.filter(({ place }) => place.field === undefined)
  return (
    <>
      <header className="flex items-center gap-2.5 border-b border-separator px-4 py-3 pr-12">
        <span className="kind-badge">
          <Settings2 className="size-4" strokeWidth={1.75} aria-hidden="true" />
        </span>
        <h2 className="text-sm font-medium">{t("title")}</h2>
      </header>
      <div ref={panel} className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
        {general.map((problem) => (
          <Banner
            key={problem.code + problem.text.en}
            className="mb-3"
            meaning={severityLook[problem.severity].meaning}
            title={problem.text[locale]}
          >
            {problem.hint?.[locale]}
            <FixList problems={[problem]} />
          </Banner>
        ))}
        <Tabs<TabId>
          label={t("title")}
          value={tab}
          onChange={setTab}
          items={[
            { id: "form", label: t("form"), content: <FormTab problems={own} /> },
            { id: "general", label: t("general"), content: <GeneralTab {...props} problems={own} /> },
            { id: "slas", label: t("slas"), content: <SlasTab problems={own} /> },
            { id: "access", label: t("access"), content: <AccessTab {...props} /> },
          ]}
        />
      </div>
    </>
  )
}
