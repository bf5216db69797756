"use client"

import { BookmarkPlus, OctagonX, RotateCcw, Undo2 } from "lucide-react"
import { useSearchParams } from "next/navigation"
import { useMemo, useState } from "react"
import { useLocale, useTimeZone, useTranslations } from "use-intl"
import type { inferRouterOutputs } from "@trpc/server"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"
import { PageHeader } from "@/components/ui/page-header"
import { Tabs } from "@/components/ui/tabs"
import { StatusChip } from "@/components/ui/status-chip"
import { SaveScenarioDialog } from "@/components/flow/scenario/save-scenario-dialog"
import { ScenarioList } from "@/components/flow/scenario/scenario-list"
import { useScenarioResults } from "@/components/flow/scenario/use-scenario-results"
import { useScenarios, type KeptScenario } from "@/components/flow/scenario/use-scenarios"
import { FlowView } from "@/components/designer/flow-view"
import { FollowStep } from "@/components/designer/follow-step"
import { frameAt } from "@/components/replay/frame"
import { highlightsOf } from "@/components/replay/mark-badge"
import { eventNames } from "@/components/ticket/event-names"
import { madeUp } from "@/core/dry-run/run"
import type { DryRunWorld } from "@/core/dry-run/world"
import { nodeParts } from "@/core/flow/node-part"
import type { Problem } from "@/core/problem"
import type { AppRouter } from "@/server/api/router"
import { askedOf } from "./asked"
import { ActPanel } from "./act-panel"
import { Happenings } from "./happenings"
import { Standing } from "./standing"
import { TimeBar } from "./time-bar"
import { useDryRun } from "./use-dry-run"
import { useDryRunWorld, type Calendars } from "./use-dry-run-world"

type Outputs = inferRouterOutputs<AppRouter>
export type DryRunFlow = Outputs["flow"]["get"]

type Props = { flow: DryRunFlow; calendars: Calendars; now: number }

/** A draft that could be published is tried; of another it is said what is wrong with it. */
export function DryRunView(props: Props) {
  const { flow, calendars } = props
  const { world, problems } = useDryRunWorld(flow, flow.draft, calendars)
  if (!world) return <NotRunnable flow={flow} problems={problems} />
  return <Workplace {...props} world={world} />
}

function NotRunnable({ flow, problems }: { flow: DryRunFlow; problems: readonly Problem[] }) {
  const t = useTranslations("dryRun")
  const locale = useLocale()
  const errors = problems.filter(({ severity }) => severity === "error")
  return (
    <div className="flex flex-1 flex-col">
      <PageHeader title={t("title")} back={{ href: `/flows/${flow.id}`, label: flow.name }} />
      <EmptyState
        icon={OctagonX}
        titleAs="h2"
        title={t("load.problems", { count: errors.length })}
        description={errors
          .slice(0, 3)
          .map(({ text }) => text[locale])
          .join(" ")}
        action={<ButtonLink href={`/flows/${flow.id}`}>{t("load.toDesigner")}</ButtonLink>}
      />
    </div>
  )
}

function Workplace({ flow, world, now }: Props & { world: DryRunWorld }) {
  const t = useTranslations("dryRun")
  const tReplay = useTranslations("replay")
  const locale = useLocale()
  const timeZone = useTimeZone() ?? "UTC"
  const dryRun = useDryRun(world, now)
  const { run, played } = dryRun
  const graph = flow.draft
  const parts = useMemo(() => nodeParts(graph), [graph])
  const [chosen, setChosen] = useState<string | null>(null)
  const names = useMemo(
    () =>
      eventNames({
        fields: graph.fields,
        nodeNames: Object.fromEntries(
          graph.nodes.map(({ id, name, kind }) => [id, name || (parts[id]?.title ?? kind)]),
        ),
        routeNames: Object.fromEntries(graph.edges.map((edge) => [edge.id, edge.name])),
        slaNames: Object.fromEntries((graph.settings.slas ?? []).map(({ id, name }) => [id, name])),
        exitTitle: (nodeId, exit) => parts[nodeId]?.exits.find(({ id }) => id === exit)?.title ?? null,
        versionNumbers: { [madeUp.versionId]: flow.lastNumber + 1 },
        events: run.events,
        people: Object.fromEntries(flow.directory.people.map((person) => [person.id, person])),
        timeZone,
      }),
    [graph, parts, flow, run.events, timeZone],
  )
  const frame = useMemo(() => (run.events.length > 0 ? frameAt(run.events, run.events.length) : null), [run.events])
  const highlights = useMemo(
    () => (frame ? highlightsOf(frame, names, locale, tReplay) : null),
    [frame, names, locale, tReplay],
  )
  const kept = useScenarios(flow.id)
  const results = useScenarioResults(world, kept.items)
  const [openedId, setOpenedId] = useState<string | null>(null)
  const query = useSearchParams()
  const [asked] = useState(() => askedOf(query))
  const [tab, setTab] = useState<"act" | "tests">(asked.showsTests ? "tests" : "act")
  const [isSaving, setSaving] = useState(false)
  const opened = kept.items?.find(({ id }) => id === openedId) ?? null
  const open = (item: KeptScenario, moves?: number) => {
    setOpenedId(item.id)
    dryRun.restart(item.scenario.startAt, item.scenario.moves.slice(0, moves))
  }
  const startAgain = () => {
    setOpenedId(null)
    dryRun.restart(dryRun.startAt)
  }
  const start = graph.nodes.find(({ kind }) => kind === "start")?.id ?? null
  const made = played.runs.length - 1
  return (
    <div className="flex min-h-full flex-1 flex-col lg:h-full lg:min-h-0">
      <PageHeader
        title={t("title")}
        meta={
          <StatusChip meaning="info" size="sm">
            {t("nothingLeaves")}
          </StatusChip>
        }
        description={t("description")}
        back={{ href: `/flows/${flow.id}`, label: flow.name }}
        actions={
          <>
            <Button variant="outline" isDisabled={made === 0} onPress={dryRun.undo}>
              <Undo2 aria-hidden="true" />
              {t("undo")}
            </Button>
            <Button variant="outline" isDisabled={made === 0} onPress={startAgain}>
              <RotateCcw aria-hidden="true" />
              {t("restart")}
            </Button>
            {flow.mayEdit && (
              <Button isDisabled={made === 0} onPress={() => setSaving(true)}>
                <BookmarkPlus aria-hidden="true" />
                {t("tests.keep")}
              </Button>
            )}
          </>
        }
      />
      {played.refused && (
        <div className="px-4 pt-3 md:px-6">
          <Banner meaning="late" title={t("stopped", { move: played.refused.index + 1 })}>
            {played.refused.problems[0]?.text[locale]}
          </Banner>
        </div>
      )}
      <div className="flex flex-1 flex-col lg:grid lg:min-h-0 lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[minmax(0,3fr)_minmax(0,2fr)] xl:grid-cols-[minmax(0,1fr)_27rem]">
        <div className="flex min-w-0 flex-col lg:min-h-0">
          <section aria-label={t("canvas")} className="h-64 lg:h-auto lg:min-h-0 lg:flex-1">
            <FlowView
              graph={graph}
              parts={parts}
              locale={locale}
              highlights={highlights}
              selectedNodeId={chosen}
              onNodeClick={setChosen}
            >
              <FollowStep nodeId={frame?.tokens[0] ?? frame?.focus ?? start} />
            </FlowView>
          </section>
          <TimeBar dryRun={dryRun} names={names} />
        </div>
        <aside
          aria-label={t("act.title")}
          className="border-separator max-lg:border-t lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:min-h-0 lg:overflow-y-auto lg:border-l"
        >
          <Tabs
            className="pt-1.5 **:[[role=tablist]]:px-4"
            label={t("act.title")}
            value={tab}
            onChange={setTab}
            items={[
              {
                id: "act",
                label: t("act.title"),
                content: <ActPanel dryRun={dryRun} flow={flow} names={names} known={asked.fields} />,
              },
              {
                id: "tests",
                label: t("tests.title"),
                ...(kept.items && { count: kept.items.length }),
                content: (
                  <ScenarioList
                    flowId={flow.id}
                    graph={graph}
                    dryRun={dryRun}
                    kept={kept}
                    results={results}
                    mayEdit={flow.mayEdit}
                    openedId={openedId}
                    onOpen={open}
                  />
                ),
              },
            ]}
          />
        </aside>
        <div className="grid gap-px border-t border-separator bg-separator md:grid-cols-2 lg:col-start-1 lg:row-start-2 lg:min-h-0">
          <Happenings events={run.events} messages={run.messages} names={names} />
          <Standing frame={frame} graph={graph} names={names} at={run.at} />
        </div>
      </div>
      <SaveScenarioDialog
        flowId={flow.id}
        graph={graph}
        dryRun={dryRun}
        opened={opened}
        save={kept.save}
        isOpen={isSaving}
        onOpenChange={setSaving}
        onSaved={(id) => {
          setOpenedId(id)
          setTab("tests")
        }}
      />
    </div>
  )
}
