"use client"

import { CircleCheck, CircleX, ClipboardCheck, Ellipsis, FlaskConical, Pencil, Trash2 } from "lucide-react"
import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { refusalOf } from "@/components/designer/app-error"
import type { DryRun } from "@/components/flow/dry-run/use-dry-run"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { MenuButton } from "@/components/ui/menu"
import { notify } from "@/components/ui/notify"
import { Spinner } from "@/components/ui/spinner"
import { expect, expectedParts, type ExpectedPart } from "@/core/dry-run/expectation"
import { outcomeOf } from "@/core/dry-run/outcome"
import { play } from "@/core/dry-run/play"
import type { DraftGraph } from "@/core/flow/graph"
import { scenarioSentences } from "./scenario-sentences"
import type { ScenarioResults } from "./use-scenario-results"
import type { KeptScenario, useScenarios } from "./use-scenarios"

type Props = {
  flowId: string
  graph: DraftGraph
  dryRun: DryRun
  kept: ReturnType<typeof useScenarios>
  results: ScenarioResults
  mayEdit: boolean
  openedId: string | null
  /** Plays it on the page; `moves`: only so many of its moves. */
  onOpen: (item: KeptScenario, moves?: number) => void
}

/** The tests of a flow, each as it ends on this draft. */
export function ScenarioList(props: Props) {
  const t = useTranslations("dryRun.tests")
  const { items, isError, refetch } = props.kept
  if (isError && !items) return <ErrorState onRetry={() => void refetch()} />
  if (!items) return <Spinner />
  if (items.length === 0) {
    return <EmptyState size="compact" icon={ClipboardCheck} title={t("none")} description={t("noneHint")} />
  }
  const failed = items.filter(({ id }) => props.results.of.get(id)?.passed === false).length
  return (
    <>
      <p className="px-4 pt-3 text-xs text-muted" aria-live="polite">
        {props.results.isRunning
          ? t("running", { done: props.results.of.size, all: items.length })
          : t("summary", { passed: items.length - failed, failed })}
      </p>
      <ul className="divide-y divide-separator">
        {items.map((item) => (
          <ScenarioRow key={item.id} {...props} item={item} />
        ))}
      </ul>
    </>
  )
}

function ScenarioRow({ item, ...props }: Props & { item: KeptScenario }) {
  const t = useTranslations("dryRun.tests")
  const locale = useLocale()
  const [isDeleting, setDeleting] = useState(false)
  const { graph, dryRun, kept, onOpen } = props
  const { world } = dryRun
  const result = props.results.of.get(item.id)
  const told = result && !result.passed ? scenarioSentences(result, item.scenario, { graph, world, locale }) : []
  const isOpened = props.openedId === item.id

  const takeNew = async () => {
    const played = play(world, item.scenario.startAt, item.scenario.moves)
    const parts = expectedParts.filter((part: ExpectedPart) => item.scenario.expectation[part] !== undefined)
    const expectation = expect(outcomeOf(played, world.flow), parts, item.scenario.expectation.names)
    const was = { scenarioId: item.id, revision: item.revision }
    try {
      await kept.save.mutateAsync({
        flowId: props.flowId,
        was,
        name: item.name,
        scenario: { ...item.scenario, expectation },
      })
      notify.ok(t("taken", { name: item.name }))
    } catch (error) {
      notify.error(t(refusalOf(error)?.code === "CONFLICT" ? "changedMeanwhile" : "notSaved"))
    }
  }
  return (
    <li className={isOpened ? "bg-default/50 px-4 py-3" : "px-4 py-3"}>
      <div className="flex items-start gap-2.5">
        <span className="mt-0.5 shrink-0">
          {!result ? (
            <Spinner />
          ) : result.passed ? (
            <CircleCheck className="size-4 text-ok" aria-label={t("passed")} />
          ) : (
            <CircleX className="size-4 text-breached" aria-label={t("failed")} />
          )}
        </span>
        <div className="min-w-0 flex-1">
          <p className="text-sm font-medium break-words">{item.name}</p>
          <p className="text-xs text-muted">
            {t("moves", { count: item.scenario.moves.length })} · {item.changedBy}
          </p>
        </div>
        <MenuButton
          isIconOnly
          size="sm"
          label={t("more", { name: item.name })}
          groups={[
            {
              id: "test",
              entries: [
                { id: "open", label: t("open"), icon: FlaskConical, onSelect: () => onOpen(item) },
                ...(props.mayEdit && result && !result.passed && !result.refused
                  ? [{ id: "take", label: t("take"), icon: Pencil, onSelect: () => void takeNew() }]
                  : []),
                ...(props.mayEdit
                  ? [
                      {
                        id: "delete",
                        label: t("delete"),
                        icon: Trash2,
                        isDanger: true,
                        onSelect: () => setDeleting(true),
                      },
                    ]
                  : []),
              ],
            },
          ]}
        >
          <Ellipsis aria-hidden="true" />
        </MenuButton>
      </div>
      {told.length > 0 && (
        <ul className="mt-2 space-y-1 pl-6.5 text-sm">
          {told.map(({ move, text }) => (
            <li key={text}>
              <button
                type="button"
                title={t("showMove", { move: move + 1 })}
                className="rounded-md text-start text-breached-ink hover:underline"
                onClick={() => onOpen(item, move + 1)}
              >
                {text}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-2 pl-6.5">
        <Button size="sm" variant="outline" isDisabled={isOpened} onPress={() => onOpen(item)}>
          {isOpened ? t("isOpen") : t("open")}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isDeleting}
        onOpenChange={setDeleting}
        title={t("deleteTitle", { name: item.name })}
        description={t("deleteHint")}
        confirmLabel={t("delete")}
        isDanger
        onConfirm={() => kept.remove.mutateAsync({ scenarioId: item.id })}
      />
    </li>
  )
}
