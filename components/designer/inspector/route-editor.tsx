"use client"

import { useMemo } from "react"
import { useTranslations } from "use-intl"
import { TextField } from "@/components/ui/text-field"
import { reconnect, renameRoute, setCondition, setFallback } from "@/core/design/route-commands"
import { inOrder } from "@/core/design/routes"
import { nodeKind } from "@/core/flow/nodes/kinds"
import type { DraftEdge } from "@/core/flow/graph"
import { flowVariables } from "@/core/flow/variables"
import type { Problem } from "@/core/problem"
import { FieldRoot } from "../controls/field-place"
import { ExpressionField } from "../controls/expression-field"
import { SwitchInput } from "../controls/switch-input"
import { useDesigner, useDesignerContext, useGraph } from "../designer-context"
import { SplitProvider, type SplitOfCondition } from "../condition/try/split-context"
import { stepName } from "../step-name"
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
  const split = useSplit(edge)
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
        <FieldRoot edgeId={edge.id} field="condition">
          {isEditable ? (
            <SplitProvider value={split}>
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
            </SplitProvider>
          ) : (
            <code className="block text-xs break-words">{edge.condition}</code>
          )}
          <Said problems={said} />
        </FieldRoot>
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

/** The routes beside this one, for trying them all on some values. */
function useSplit({ id, source }: DraftEdge): SplitOfCondition {
  const t = useTranslations("designer.routes")
  const { locale } = useDesignerContext()
  const { nodes, edges } = useGraph()
  return useMemo(() => {
    const leaving = edges.filter((other) => other.source === source)
    const routes = inOrder(leaving)
    const stepOf = (nodeId: string) => nodes.find((node) => node.id === nodeId)
    const split = stepOf(source)
    const nameOf = (edgeId: string) => {
      const index = routes.findIndex((route) => route.id === edgeId)
      const route = routes[index]
      const target = stepOf(route?.target ?? "")
      if (route?.name) return route.name
      if (target) return stepName(target, locale)
      return route?.fallback ? t("fallback") : t("numbered", { number: index + 1 })
    }
    return { edgeId: id, routes, takesEvery: nodeKind(split?.kind ?? "")?.branches !== undefined, nameOf }
  }, [nodes, edges, id, source, locale, t])
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
