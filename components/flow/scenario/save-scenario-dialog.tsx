"use client"

import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { refusalOf } from "@/components/designer/app-error"
import type { DryRun } from "@/components/flow/dry-run/use-dry-run"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { CheckboxGroup } from "@/components/ui/checkbox-group"
import { Dialog } from "@/components/ui/dialog"
import { notify } from "@/components/ui/notify"
import { TextField } from "@/components/ui/text-field"
import { expect, expectedParts, type ExpectedPart } from "@/core/dry-run/expectation"
import { dryRunLimits } from "@/core/dry-run/limits"
import { outcomeOf } from "@/core/dry-run/outcome"
import type { DraftGraph } from "@/core/flow/graph"
import { stepNameIn } from "./scenario-sentences"
import type { KeptScenario, useScenarios } from "./use-scenarios"

const usual: readonly ExpectedPart[] = ["path", "result"]

/** Keeps the run as a test: its name, and what must come out again. `opened`: the test that the run began as. */
export function SaveScenarioDialog(props: {
  flowId: string
  graph: DraftGraph
  dryRun: DryRun
  opened: KeptScenario | null
  save: ReturnType<typeof useScenarios>["save"]
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onSaved: (id: string) => void
}) {
  const t = useTranslations("dryRun.tests")
  const locale = useLocale()
  const { dryRun, graph, opened, save } = props
  const made = dryRun.moves.slice(0, dryRun.played.runs.length - 1)
  const outcome = outcomeOf(dryRun.played, dryRun.world.flow)
  const nameOf = (id: string) => stepNameIn(graph, id, locale) ?? id
  const end =
    outcome.result.status === "closed"
      ? t("endsAs", { result: outcome.result.resolution ?? "" })
      : t("waitsAt", { step: outcome.result.standsAt.map(nameOf).join(t("separator")) })
  const [name, setName] = useState<string | null>(null)
  const [parts, setParts] = useState<ExpectedPart[]>([...usual])
  const [problem, setProblem] = useState<string | null>(null)
  const shown = name ?? opened?.name ?? end.slice(0, dryRunLimits.scenarioNameMax)
  const about: Record<ExpectedPart, string> = {
    path: outcome.path.map(({ nodeId }) => nameOf(nodeId)).join(" → "),
    result: end,
    warnings: t("warningCount", { count: outcome.warnings.length }),
    people: t("peopleCount", { count: outcome.people.length }),
    values: t("valueCount", { count: Object.keys(outcome.values).length }),
  }
  const close = (isOpen: boolean) => {
    if (!isOpen) {
      setName(null)
      setProblem(null)
    }
    props.onOpenChange(isOpen)
  }
  const keep = async (asNew: boolean) => {
    setProblem(null)
    const slas = (graph.settings.slas ?? []).map(({ id, name: sla }): [string, string] => [id, sla])
    const nodes = graph.nodes.map(({ id }): [string, string] => [id, nameOf(id).slice(0, 120)])
    const names = Object.fromEntries([...nodes, ...slas])
    const scenario = { startAt: dryRun.startAt, moves: made, expectation: expect(outcome, parts, names) }
    const was = opened && !asNew ? { scenarioId: opened.id, revision: opened.revision } : null
    try {
      const { id } = await save.mutateAsync({ flowId: props.flowId, was, name: shown.trim(), scenario })
      notify.ok(t("saved"), { description: t("savedHint") })
      close(false)
      props.onSaved(id)
    } catch (error) {
      const refusal = refusalOf(error)
      const first = refusal?.problems[0]
      setProblem(first ? first.text[locale] : t(refusal?.code === "CONFLICT" ? "changedMeanwhile" : "tryAgain"))
    }
  }
  const cannot = shown.trim() === "" || parts.length === 0 || made.length === 0
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={close}
      title={t("saveTitle")}
      description={t("saveHint")}
      isDismissable={!save.isPending}
      footer={
        <>
          <Button variant="outline" isDisabled={save.isPending} onPress={() => close(false)}>
            {t("cancel")}
          </Button>
          {opened && (
            <Button variant="outline" isDisabled={cannot || save.isPending} onPress={() => void keep(true)}>
              {t("saveAsNew")}
            </Button>
          )}
          <Button isDisabled={cannot} isPending={save.isPending} onPress={() => void keep(false)}>
            {opened ? t("update") : t("save")}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        {problem && (
          <Banner meaning="breached" isAssertive title={t("notSaved")}>
            {problem}
          </Banner>
        )}
        <TextField
          label={t("name")}
          description={t("nameHint")}
          maxLength={dryRunLimits.scenarioNameMax}
          value={shown}
          onChange={setName}
        />
        <CheckboxGroup
          label={t("expects")}
          description={t("expectsHint")}
          options={expectedParts.map((part) => ({ value: part, label: t(`parts.${part}`), description: about[part] }))}
          value={parts}
          onChange={setParts}
        />
      </div>
    </Dialog>
  )
}
