"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { UsersRound } from "lucide-react"
import { useMemo, useState } from "react"
import { useTimeZone, useTranslations } from "use-intl"
import { readFields } from "@/components/form/read-fields"
import { type FieldDrafts } from "@/components/ticket/field-draft"
import { FieldInput } from "@/components/ticket/field-input"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { SearchSelect } from "@/components/ui/search-select"
import { SkeletonRows } from "@/components/ui/skeleton"
import type { Field } from "@/core/flow/graph"
import { distributionSchema, initiatorRuleSchema, peopleRuleSchema, type PeopleRule } from "@/core/people/rule"
import { useDesignerContext, useGraph } from "../designer-context"
import { ReachedList } from "./reached-list"
import { useSettled } from "./use-settled"

/** "Whom would this reach right now?": the people rule of a step, tried out on the organisation as it is. */
export function ReachPanel({ nodeId, config }: { nodeId: string; config: Record<string, unknown> }) {
  const t = useTranslations("designer.people.reach")
  const [isOpen, setOpen] = useState(false)
  const people = peopleRuleSchema.safeParse(config["people"]).data
  if (!people) return null
  return (
    <div className="rounded-lg border border-separator">
      <div className="flex items-center justify-between gap-2 px-3 py-2">
        <p className="min-w-0 text-sm font-medium text-pretty">{t("title")}</p>
        <Button size="sm" variant="outline" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          <UsersRound aria-hidden="true" />
          {t(isOpen ? "close" : "open")}
        </Button>
      </div>
      {isOpen && <Reach nodeId={nodeId} people={people} config={config} />}
    </div>
  )
}

/** The fields a rule reads; others would change nothing. */
function fieldsOf(rule: PeopleRule, fields: readonly Field[]): Field[] {
  if (rule.type === "field") return fields.filter(({ key }) => key === rule.key)
  const source =
    rule.type === "expression"
      ? rule.source
      : rule.type === "supervisorsUntil" && rule.until.type === "limit"
        ? rule.until.source
        : ""
  const words = new Set(source.match(/[A-Za-z_][A-Za-z0-9_]*/g))
  return fields.filter(({ key }) => words.has(key))
}

const nobody = "nobody"

function Reach(props: { nodeId: string; people: PeopleRule; config: Record<string, unknown> }) {
  const t = useTranslations("designer.people.reach")
  const { locale, directory, flowId } = useDesignerContext()
  const timeZone = useTimeZone() ?? "UTC"
  const trpc = useTRPC()
  const { fields, settings } = useGraph()
  const [initiatorId, setInitiatorId] = useState<string | null>(null)
  const [drafts, setDrafts] = useState<FieldDrafts>({})
  const asked = useMemo(() => fieldsOf(props.people, fields), [props.people, fields])
  const reading = readFields(asked, drafts, { known: {}, timeZone, complete: false })
  const request = useSettled({
    flowId,
    fields: asked,
    settings: { homeUnitId: settings.homeUnitId, administratorIds: settings.administratorIds },
    nodeId: props.nodeId,
    people: props.people,
    distribution: distributionSchema.safeParse(props.config["distribution"]).data ?? "all",
    initiator: initiatorRuleSchema.safeParse(props.config["initiator"]).data ?? "self",
    // What cannot be read yet is being typed.
    values: Object.fromEntries(Object.entries(reading.values).filter(([key]) => !reading.problems[key])),
    initiatorId,
  })
  const query = useQuery(trpc.flow.reach.queryOptions(request, { placeholderData: keepPreviousData, staleTime: 0 }))
  const answer = query.data
  const nameOf = (id: string | null) => directory.people.find((person) => person.id === id)?.name
  return (
    <div className="space-y-3 border-t border-separator px-3 py-3">
      <SearchSelect
        label={t("initiator")}
        searchLabel={t("searchInitiator")}
        value={initiatorId ?? nobody}
        valueText={nameOf(initiatorId) ?? t("nobody")}
        load={() => [
          { value: nobody, label: t("nobody") },
          ...directory.people.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => setInitiatorId(id === nobody ? null : id)}
      />
      {asked.map((field) => (
        <FieldInput
          key={field.key}
          field={field}
          draft={drafts[field.key] ?? (field.type === "list<string>" ? [] : "")}
          problem={reading.problems[field.key]}
          onChange={(draft) => setDrafts({ ...drafts, [field.key]: draft })}
        />
      ))}
      <div
        aria-live="polite"
        aria-busy={query.isFetching}
        className={query.isPlaceholderData ? "opacity-60" : undefined}
      >
        {query.isError && !answer ? (
          <p role="alert" className="text-sm text-breached-ink">
            {t("failed")}
          </p>
        ) : !answer ? (
          <SkeletonRows rows={3} columns={2} />
        ) : answer.fault ? (
          <Banner meaning="breached" title={t("fault")}>
            {answer.fault[locale]}
          </Banner>
        ) : (
          <>
            {answer.outcome !== "nobody" && (
              <p className="mb-2 text-xs text-pretty text-muted">
                {t(`outcome.${answer.outcome}`, { queue: answer.queue?.[locale] ?? "" })}
              </p>
            )}
            {answer.outcome === "nobody" && (
              <EmptyState
                size="compact"
                icon={UsersRound}
                title={t("empty.title")}
                description={t("empty.description", { looked: answer.looked[locale] })}
              />
            )}
            {answer.people.length > 0 && <ReachedList people={answer.people} outcome={answer.outcome} />}
          </>
        )}
      </div>
    </div>
  )
}
