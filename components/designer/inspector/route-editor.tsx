"use client"

import { useMemo } from "react"
import { useTranslations } from "use-intl"
import { TextField } from "@/components/ui/text-field"
import { reconnect, renameRoute, setCondition, setFallback } from "@/core/design/route-commands"
import type { DraftEdge } from "@/core/flow/graph"
import { flowVariables } from "@/core/flow/variables"
import type { Problem } from "@/core/problem"
import { ExpressionField } from "../controls/expression-field"
import { SwitchInput } from "../controls/switch-input"
import { useDesigner, useDesignerContext } from "../designer-context"
import { FixList } from "../problems/fix-button"
import { severityLook } from "../problems/severity"
import { TargetSelect } from "./target-select"

const conditionCharsMax = 5000

/** A route's name, condition and end. `isPlain`: of a split that takes all of them, so there is no condition. */
export function RouteEditor(props: { edge: DraftEdge; problems: readonly Problem[]; isPlain: boolean }) {
  const { edge, problems, isPlain } = props
  const t = useTranslations("designer.routes")
  const { store, locale, isEditable } = useDesignerContext()
  const fields = useDesigner((state) => state.history.graph.fields)
  const variables = useMemo(() => flowVariables(fields), [fields])
  // The editor underlines what is wrong inside the text; the rest is said below it.
  const said = problems.filter(({ place, severity }) => place.start === undefined || severity !== "error")
  return (
    <div className="space-y-3">
      <TextField
        label={t("name")}
        value={edge.name}
        placeholder={t("namePlaceholder")}
        isDisabled={!isEditable}
        onChange={(name) => store.run(renameRoute(store.graph(), edge.id, name))}
      />
      {!edge.fallback && !isPlain && (
        <div data-field="condition">
          {isEditable ? (
            <ExpressionField
              label={t("condition")}
              locale={locale}
              variables={variables}
              expect="bool"
              value={edge.condition}
              placeholder={t("conditionExample")}
              onChange={(condition) =>
                store.run(setCondition(store.graph(), edge.id, condition.slice(0, conditionCharsMax)))
              }
            />
          ) : (
            <code className="block text-xs break-words">{edge.condition}</code>
          )}
          <Said problems={said} />
        </div>
      )}
      {(edge.fallback || isPlain) && <Said problems={said} />}
      <TargetSelect
        label={t("target")}
        from={{ source: edge.source, exit: edge.exit, edgeId: edge.id }}
        targetId={edge.target}
        onChange={(targetId) => {
          if (targetId === null) return
          store.run(reconnect(store.graph(), edge.id, { source: edge.source, exit: edge.exit, target: targetId }))
        }}
      />
      {!isPlain && (
        <SwitchInput
          label={t("isFallback")}
          help={t("isFallbackHint")}
          isOn={edge.fallback}
          isDisabled={!isEditable}
          onChange={(isFallback) => store.run(setFallback(store.graph(), edge.id, isFallback))}
        />
      )}
    </div>
  )
}

/** What the checks say of a route, and how it is mended. */
function Said({ problems }: { problems: readonly Problem[] }) {
  const { locale } = useDesignerContext()
  return problems.map((problem) => (
    <div key={problem.code} className={`mt-1 text-xs ${severityLook[problem.severity].ink}`}>
      <p className="text-pretty">
        {problem.text[locale]} {problem.hint?.[locale]}
      </p>
      <FixList problems={[problem]} />
    </div>
  ))
}
