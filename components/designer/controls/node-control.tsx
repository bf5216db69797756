"use client"

import { ArrowRight } from "lucide-react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { SearchSelect } from "@/components/ui/search-select"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { useDesigner, useDesignerContext } from "../designer-context"
import { stepName } from "../step-name"
import type { ControlProps } from "./control"

/** Another step of the flow, and a button that goes to it. */
export function NodeControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.node")
  const { store, locale } = useDesignerContext()
  const target = useDesigner(({ history }) => history.graph.nodes.find(({ id }) => id === value))
  const name = target ? stepName(target, locale) : null
  // Steps that can be entered; never the one that is being edited, which would jump onto itself.
  const load = () => {
    const { nodeIds } = store.get().selection
    return store
      .graph()
      .nodes.filter(({ id, kind }) => !nodeIds.has(id) && nodeKind(kind)?.hasEntry)
      .map((node) => ({ value: node.id, label: stepName(node, locale) }))
  }
  return (
    <div className="space-y-2">
      <SearchSelect
        label={label}
        description={help}
        error={error}
        searchLabel={t("search")}
        value={target?.id ?? null}
        valueText={name ?? (value ? t("gone") : null)}
        load={load}
        isDisabled={isDisabled}
        onChange={(id) => onChange(id)}
      />
      {target && (
        <Button size="sm" variant="ghost" className="-ml-2" onPress={() => store.selectNodes([target.id])}>
          <ArrowRight aria-hidden="true" />
          {t("show")}
        </Button>
      )}
    </div>
  )
}
