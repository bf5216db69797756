"use client"

import { useQuery } from "@tanstack/react-query"
import { FlaskConical } from "lucide-react"
import { useEffect, useMemo } from "react"
import { useTranslations } from "use-intl"
import { useDesignerContext, useGraph } from "@/components/designer/designer-context"
import { useDryRunWorld } from "@/components/flow/dry-run/use-dry-run-world"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { ButtonLink } from "@/components/ui/button-link"
import { CheckBox } from "@/components/ui/check-box"
import { Spinner } from "@/components/ui/spinner"
import { scenarioSentences } from "./scenario-sentences"
import { useScenarioResults } from "./use-scenario-results"
import { useScenarios } from "./use-scenarios"

/** What the flow's tests say before it is published. */
export type Gate = {
  /** They have all run, and those that fail have been accepted. */
  isPassed: boolean
  failedIds: readonly string[]
}

/** Runs the flow's tests on the draft and says which fail. `isAccepted`: it is published all the same. */
export default function ScenarioGate(props: {
  flowName: string
  isAccepted: boolean
  onAccept: (isAccepted: boolean) => void
  onGate: (gate: Gate) => void
}) {
  const t = useTranslations("dryRun.tests")
  const trpc = useTRPC()
  const { flowId, directory, flows, services, locale } = useDesignerContext()
  const graph = useGraph()
  const calendars = useQuery(trpc.calendar.list.queryOptions())
  const facts = useMemo(
    () => ({ id: flowId, name: props.flowName, directory, flows: [...flows], services: [...services] }),
    [flowId, props.flowName, directory, flows, services],
  )
  const { world } = useDryRunWorld(facts, graph, calendars.data?.items)
  const { items } = useScenarios(flowId)
  const results = useScenarioResults(world, items)
  const failed = useMemo(() => (items ?? []).filter(({ id }) => results.of.get(id)?.passed === false), [items, results])
  const isDone = items !== null && (items.length === 0 || (world !== null && !results.isRunning))
  const { onGate, isAccepted } = props
  useEffect(() => {
    onGate({ isPassed: isDone && (failed.length === 0 || isAccepted), failedIds: failed.map(({ id }) => id) })
  }, [onGate, isDone, failed, isAccepted])
  const page = `/flows/${flowId}/dry-run?tests`
  if (!items || (items.length > 0 && !isDone)) {
    return (
      <p className="flex items-center gap-2 text-sm text-muted" aria-live="polite">
        <Spinner />
        {t("running", { done: results.of.size, all: items?.length ?? 0 })}
      </p>
    )
  }
  if (failed.length === 0) {
    return (
      <div className="flex items-center justify-between gap-3 rounded-lg border border-border px-3 py-2 text-sm">
        <span className="flex min-w-0 items-center gap-2">
          <FlaskConical className="size-4 shrink-0 text-muted" aria-hidden="true" />
          <span className="text-pretty">
            {items.length === 0 ? t("gateNone") : t("allPass", { count: items.length })}
          </span>
        </span>
        <ButtonLink size="sm" variant="outline" href={page}>
          {t(items.length === 0 ? "gateKeep" : "gateLook")}
        </ButtonLink>
      </div>
    )
  }
  return (
    <Banner
      meaning="breached"
      title={t("someFail", { count: failed.length })}
      action={
        <ButtonLink size="sm" variant="outline" href={page}>
          {t("gateLook")}
        </ButtonLink>
      }
    >
      <ul className="mt-1 space-y-1.5">
        {failed.slice(0, 4).map((item) => {
          const result = results.of.get(item.id)
          const told = result && world ? scenarioSentences(result, item.scenario, { graph, world, locale }) : []
          return (
            <li key={item.id}>
              <span className="font-medium">{item.name}</span>
              {told[0] && <span className="block">{told[0].text}</span>}
            </li>
          )
        })}
      </ul>
      {failed.length > 4 && <p className="mt-1">{t("andMore", { count: failed.length - 4 })}</p>}
      <div className="mt-3">
        <CheckBox
          label={t("allTheSame")}
          description={t("allTheSameHint")}
          isSelected={isAccepted}
          onChange={() => props.onAccept(!isAccepted)}
        />
      </div>
    </Banner>
  )
}
