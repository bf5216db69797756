"use client"

import { ArrowUp, FlaskConical } from "lucide-react"
import type { ReactNode } from "react"
import { useTranslations } from "use-intl"
import { tryAddress } from "@/components/flow/dry-run/asked"
import { Button } from "@/components/ui/button"
import { ButtonLink } from "@/components/ui/button-link"
import { Spinner } from "@/components/ui/spinner"
import { statusIcon, statusInk, type Meaning } from "@/components/ui/status"
import { reorderRoutes } from "@/core/design/route-commands"
import { describeWitness } from "@/core/expression/coverage/describe"
import type { Witness } from "@/core/expression/coverage/prove"
import type { DraftEdge, DraftNode } from "@/core/flow/graph"
import { valuesSchema } from "@/core/ticket/event"
import { useFlowVariables } from "../controls/use-flow-variables"
import { useDesignerContext, useGraph } from "../designer-context"
import { PanelSection } from "../inspector/panel-section"
import { useCoverage } from "./use-coverage"

/** Shown at once; the first ones say what kind of case it is. */
const shownMax = 3

/**
 * Whether the routes of a split cover every case, with counter-examples that were evaluated: cases that only the fallback
 * takes, cases that several routes want, routes that nothing can take.
 */
export function CoverageSection(props: { node: DraftNode; routes: readonly DraftEdge[]; takesEvery: boolean }) {
  const t = useTranslations("designer.coverage")
  const { flowId, store, locale, isEditable } = useDesignerContext()
  const graph = useGraph()
  const variables = useFlowVariables()
  const { node, routes, takesEvery } = props
  const exits = routes.flatMap(({ id, condition, fallback }) =>
    fallback || condition.trim() === "" ? [] : [{ id, source: condition }],
  )
  const coverage = useCoverage(exits, variables)
  if (exits.length === 0) return null
  const nameOf = (id: string) => routes.find((route) => route.id === id)?.name || t("unnamed")
  const say = (witness: Witness) => describeWitness(witness, variables)[locale]
  /** The case as the beginning of a dry run, as far as the form asks for it. */
  const tryIt = (witness: Witness) => {
    const known = Object.entries(witness).filter(
      ([key, value]) => value !== null && graph.fields.some((field) => field.key === key),
    )
    const fields = valuesSchema.safeParse(Object.fromEntries(known)).data
    if (!fields || known.length === 0) return null
    return (
      <ButtonLink size="sm" variant="outline" href={tryAddress(flowId, fields)}>
        <FlaskConical aria-hidden="true" />
        {t("tryIt")}
      </ButtonLink>
    )
  }
  const otherwise = routes.find(({ fallback }) => fallback)
  const body = () => {
    if (!coverage) {
      return (
        <p className="flex items-center gap-2 text-sm text-muted">
          <Spinner />
          {t("working")}
        </p>
      )
    }
    const { status, reasons, gaps, overlaps, unreachable, failures } = coverage
    if (reasons.some(({ code }) => code === "problem")) {
      return (
        <ul>
          <Finding meaning="neutral">{t("problem")}</Finding>
        </ul>
      )
    }
    const isClear = gaps.length + unreachable.length + failures.length === 0 && (takesEvery || overlaps.length === 0)
    return (
      <ul className="space-y-2.5">
        {status === "proven" && (gaps.length === 0 || otherwise) && failures.length === 0 && (
          <Finding meaning="ok">{isClear ? t("everyCase") : t("covered")}</Finding>
        )}
        {gaps.slice(0, shownMax).map((gap) => (
          <Finding key={say(gap)} meaning={otherwise ? "info" : "warning"} action={tryIt(gap)}>
            {otherwise
              ? t("gap", { case: say(gap), route: otherwise.name || t("otherwise") })
              : t("noRoute", { case: say(gap) })}
          </Finding>
        ))}
        {!takesEvery &&
          overlaps.slice(0, shownMax).map(({ first, second, witness }) => (
            <Finding key={`${first} ${second}`} meaning="info">
              {t("overlap", { first: nameOf(first), second: nameOf(second), case: say(witness) })}
            </Finding>
          ))}
        {failures.map(({ exitId, witness }) => (
          <Finding key={exitId} meaning="breached">
            {t("failure", { route: nameOf(exitId), case: say(witness) })}
          </Finding>
        ))}
        {unreachable
          .filter(({ why }) => why === "never" || !takesEvery)
          .map(({ exitId, why }) => (
            <Finding
              key={exitId}
              meaning="warning"
              action={
                why === "shadowed" &&
                isEditable && (
                  <Button
                    size="sm"
                    variant="outline"
                    onPress={() => {
                      const ids = routes.map(({ id }) => id)
                      store.run(reorderRoutes(store.graph(), node.id, [exitId, ...ids.filter((id) => id !== exitId)]))
                    }}
                  >
                    <ArrowUp aria-hidden="true" />
                    {t("tryFirst")}
                  </Button>
                )
              }
            >
              {t(why, { route: nameOf(exitId) })}
            </Finding>
          ))}
        {status === "notProvable" && (
          <Finding meaning="neutral">
            {t(reasons.some(({ code }) => code === "tooManyCases") ? "tooManyCases" : "freeText")}
          </Finding>
        )}
      </ul>
    )
  }
  return (
    <PanelSection title={t("title")}>
      <div aria-live="polite">{body()}</div>
    </PanelSection>
  )
}

function Finding(props: { meaning: Meaning; children: ReactNode; action?: ReactNode }) {
  const { [props.meaning]: Icon } = statusIcon
  return (
    <li className="flex list-none items-start gap-2 text-sm">
      <Icon className={`mt-0.5 size-4 shrink-0 ${statusInk[props.meaning]}`} aria-hidden="true" />
      <span className="min-w-0 flex-1 space-y-1.5 text-pretty break-words">
        <span className="block">{props.children}</span>
        {props.action}
      </span>
    </li>
  )
}
