"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { inferRouterOutputs } from "@trpc/server"
import { Plus, Route } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { notify } from "@/components/ui/notify"
import { onDemand } from "@/components/ui/on-demand"
import { PageBody } from "@/components/ui/page"
import { PageHeader } from "@/components/ui/page-header"
import { SkeletonRows } from "@/components/ui/skeleton"
import type { AppRouter } from "@/server/api/router"
import { useSheet } from "../use-sheet"
import { callOf, explainRules, parsePath } from "./explain-rules"
import { moved } from "./move"
import { focusMover, RuleRow } from "./rule-row"
import { emptyTrial, TryPanel } from "./try-panel"

// Loaded when first opened, as what it lies in.
const { OnDemand: RuleSheet } = onDemand(async () => (await import("./rule-sheet")).RuleSheet)

export type RuleList = inferRouterOutputs<AppRouter>["telephony"]["rules"]
export type Rule = RuleList["rules"][number]

/** Which flow a call starts: the rules in their order, and beside them a call to try them with. */
export function RoutingPage() {
  const t = useTranslations("routing")
  const trpc = useTRPC()
  const queries = useQueryClient()
  const list = useQuery(trpc.telephony.rules.queryOptions())
  const flows = useQuery(trpc.flow.list.queryOptions())
  // One after the other: whoever presses several times in a row must not be overtaken by an earlier answer.
  const order = useMutation(trpc.telephony.orderRules.mutationOptions({ scope: { id: "order of rules" } }))
  const sheet = useSheet<Rule | "new">()
  const [trial, setTrial] = useState(emptyTrial)
  const [announced, setAnnounced] = useState("")
  const rules = list.data?.rules
  const seen = list.data?.seen
  const isTried = [trial.path, trial.intent, trial.dialled].some((text) => text.trim() !== "") || trial.abandoned
  const verdicts =
    rules && isTried
      ? explainRules(
          callOf({
            path: parsePath(trial.path),
            intent: trial.intent.trim(),
            dialled: trial.dialled.trim(),
            abandoned: trial.abandoned,
          }),
          rules.map(({ flowName: _name, flowState: _state, matchedCalls: _calls, ...rule }) => rule),
        )
      : null

  const move = async (from: number, by: -1 | 1) => {
    const next = rules && moved(rules, from, by)
    const rule = rules?.[from]
    if (!list.data || !next || !rule) return
    const key = trpc.telephony.rules.queryKey()
    // Shown at once: with the keyboard one presses several times in a row.
    queries.setQueryData(key, { ...list.data, rules: next.map((each, position) => ({ ...each, position })) })
    focusMover(rule.id, from + by === 0 ? 1 : from + by === next.length - 1 ? -1 : by)
    setAnnounced(t("moved", { name: rule.name, position: from + by + 1 }))
    try {
      await order.mutateAsync({ ruleIds: next.map(({ id }) => id) })
    } catch {
      notify.error(t("notMoved"))
      await queries.invalidateQueries({ queryKey: key })
    }
  }
  const hasFlows = (flows.data?.items.length ?? 0) > 0
  const createButton = hasFlows ? (
    <Button isDisabled={!list.data} onPress={() => sheet.open("new")}>
      <Plus aria-hidden="true" />
      {t("create")}
    </Button>
  ) : (
    flows.data && (
      <ButtonLink href="/flows" variant="outline">
        {t("flowsLink")}
      </ButtonLink>
    )
  )
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={createButton} />
      <output className="sr-only">{announced}</output>
      {list.isError && !list.data ? (
        <ErrorState onRetry={() => void list.refetch()} />
      ) : !rules || !seen ? (
        <SkeletonRows />
      ) : rules.length === 0 ? (
        <EmptyState
          icon={Route}
          title={t("empty.title")}
          description={flows.data && !hasFlows ? t("noFlows") : t("empty.description")}
          action={createButton}
        />
      ) : (
        <PageBody className="grid content-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <ol aria-label={t("rules")} className="panel self-start">
            {rules.map((rule, index) => (
              <RuleRow
                key={rule.id}
                rule={rule}
                place={index + 1}
                verdict={verdicts?.get(rule.id) ?? null}
                isFirst={index === 0}
                isLast={index === rules.length - 1}
                onMove={(by) => void move(index, by)}
                onEdit={() => sheet.open(rule)}
              />
            ))}
          </ol>
          <TryPanel trial={trial} onChange={setTrial} isTried={isTried} verdicts={verdicts} rules={rules} seen={seen} />
        </PageBody>
      )}
      {sheet.target && seen && (
        <RuleSheet
          key={sheet.key}
          isOpen={sheet.isOpen}
          onOpenChange={sheet.onOpenChange}
          rule={sheet.target === "new" ? null : sheet.target}
          flows={flows.data?.items ?? []}
          seen={seen}
        />
      )}
    </>
  )
}
