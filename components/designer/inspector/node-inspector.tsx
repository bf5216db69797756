"use client"

import { Copy, Trash2 } from "lucide-react"
import { memo, useMemo } from "react"
import { useTranslations } from "use-intl"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { TextField } from "@/components/ui/text-field"
import { pasteFragment, copyFragment } from "@/core/design/fragment"
import { deleteSelection, renameNode, setConfig } from "@/core/design/node-commands"
import type { DraftNode } from "@/core/flow/graph"
import type { NodeKind, PanelField } from "@/core/flow/node-kind"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { isPanelVisible, panelEntries, type PanelEntry } from "@/core/flow/panel"
import { faceOf, isSplit } from "@/core/flow/node-part"
import type { Problem } from "@/core/problem"
import type { Locale } from "@/core/text"
import { FieldRoot } from "../controls/field-place"
import { controlOf } from "../controls/control-of"
import { useDesignerContext } from "../designer-context"
import { isStart } from "../kind-catalogue"
import { newId } from "../new-id"
import { FixList } from "../problems/fix-button"
import { severityLook } from "../problems/severity"
import { KindBadge } from "../card-head"
import { ExitList } from "./exit-list"
import { PanelSection } from "./panel-section"
import { ReachPanel } from "./reach-panel"
import { RouteList } from "./route-list"
import { useArrival } from "./use-arrival"

const sections = ["what", "who", "deadline", "form", "after"] as const satisfies readonly PanelField["section"][]

/** Everything about one step, generated from its kind. */
export function NodeInspector({ node, problems }: { node: DraftNode; problems: readonly Problem[] }) {
  const t = useTranslations("designer.inspector")
  const { store, locale, isEditable } = useDesignerContext()
  const panel = useArrival<HTMLDivElement>()
  const kind = nodeKind(node.kind)
  const face = kind && faceOf(kind, node.config)
  const mine = problems.filter(({ place }) => place.nodeId === node.id)
  const general = mine.filter(({ place }) => place.field === undefined && place.edgeId === undefined)
  return (
    <>
      <header className="flex items-center gap-2.5 border-b border-separator px-4 py-3 pr-12">
        {kind && (
          <KindBadge
            card={{
              icon: face?.icon ?? kind.icon,
              shape: kind.group === "routing" ? "diamond" : isStart(kind) || kind.group === "end" ? "round" : "square",
              isPeople: kind.group === "people",
            }}
          />
        )}
        <h2 className="truncate text-sm font-medium">{face?.title[locale] ?? t("unknownKind")}</h2>
      </header>
      <div ref={panel} className="min-h-0 flex-1 overflow-y-auto">
        <div className="space-y-3 px-4 py-4" data-field="name">
          <TextField
            label={t("name")}
            value={node.name}
            isDisabled={!isEditable}
            inputProps={{ id: "step-name" }}
            onChange={(name) => store.run(renameNode(store.graph(), node.id, name))}
          />
          {face && <p className="text-xs text-pretty text-muted">{face.description[locale]}</p>}
          {!kind && (
            <Banner meaning="warning" title={t("unknownKind")}>
              {t("unknownKindHint", { kind: node.kind })}
            </Banner>
          )}
          {ofField(mine, "name").map((problem) => (
            <div key={problem.code} className="text-xs text-muted">
              <p className="text-pretty">{problem.text[locale]}</p>
              <FixList problems={[problem]} />
            </div>
          ))}
          {general.map((problem) => (
            <ProblemBanner key={problem.code + problem.text.en} problem={problem} />
          ))}
        </div>
        {kind && <ConfigSections node={node} kind={kind} problems={mine} />}
        {isSplit(kind, node.config) && <RouteList node={node} problems={problems} />}
        {kind && <ExitList node={node} kind={kind} problems={mine} />}
      </div>
      {isEditable && !isStart(kind) && <NodeFooter nodeId={node.id} />}
    </>
  )
}

function ProblemBanner({ problem }: { problem: Problem }) {
  const { locale } = useDesignerContext()
  return (
    <Banner meaning={severityLook[problem.severity].meaning} title={problem.text[locale]}>
      {problem.hint?.[locale]}
      <FixList problems={[problem]} />
    </Banner>
  )
}

function ConfigSections(props: { node: DraftNode; kind: NodeKind; problems: readonly Problem[] }) {
  const t = useTranslations("designer.inspector.sections")
  const { locale } = useDesignerContext()
  const { node, kind } = props
  // Visibility hangs on other fields of the same configuration; a draft may lack them.
  const config = { ...(kind.defaults() as Record<string, unknown>), ...node.config }
  const all = useMemo(() => panelEntries(kind), [kind])
  const entries = all.filter(({ panel }) => isPanelVisible(panel, config))
  return sections.map((section) => {
    const own = entries.filter(({ panel }) => panel.section === section)
    if (own.length === 0) return null
    return (
      <PanelSection key={section} title={t(section)}>
        {own.map((entry) => (
          <div key={entry.key}>
            <ConfigField
              entry={entry}
              nodeId={node.id}
              value={node.config[entry.key]}
              people={entry.panel.control === "pass" ? node.config["people"] : undefined}
              error={inWords(props.problems, entry.key, "error", locale)}
              warning={inWords(props.problems, entry.key, "warning", locale)}
              advice={inWords(props.problems, entry.key, "advice", locale)}
            />
            <FixList problems={ofField(props.problems, entry.key)} />
            {entry.panel.control === "people" && <ReachPanel nodeId={node.id} config={config} />}
          </div>
        ))}
      </PanelSection>
    )
  })
}

const ofField = (problems: readonly Problem[], key: string) =>
  problems.filter(
    ({ place: { field, edgeId } }) => edgeId === undefined && (field === key || field?.startsWith(`${key}.`)),
  )

/** What the checks say about a field, in one text: "" when nothing. */
function inWords(problems: readonly Problem[], key: string, severity: Problem["severity"], locale: Locale): string {
  return ofField(problems, key)
    .filter((problem) => problem.severity === severity)
    .map(({ text, hint }) => [text[locale], hint?.[locale]].filter(Boolean).join(" "))
    .join(" ")
}

/** One control of the panel. Renders only when its own value or problems change: typing a name touches none of them. */
const ConfigField = memo(function ConfigField(props: {
  entry: PanelEntry
  nodeId: string
  value: unknown
  people: unknown
  error: string
  warning: string
  advice: string
}) {
  const { store, locale, isEditable } = useDesignerContext()
  const { key, panel } = props.entry
  const Control = controlOf[panel.control]
  return (
    <FieldRoot nodeId={props.nodeId} field={key}>
      <Control
        panel={panel}
        people={props.people}
        label={panel.label[locale]}
        help={panel.help?.[locale]}
        value={props.value}
        error={props.error || undefined}
        isDisabled={!isEditable}
        onChange={(value, isTyped) => store.run(setConfig(store.graph(), props.nodeId, key, value, isTyped))}
      />
      {props.warning && <p className="mt-1 text-xs text-pretty text-warning-ink">{props.warning}</p>}
      {props.advice && <p className="mt-1 text-xs text-pretty text-muted">{props.advice}</p>}
    </FieldRoot>
  )
})

function NodeFooter({ nodeId }: { nodeId: string }) {
  const t = useTranslations("designer.inspector")
  const { store } = useDesignerContext()
  const duplicate = () => {
    const fragment = copyFragment(store.graph(), new Set([nodeId]), () => true)
    if (!fragment) return
    const { command, nodeIds } = pasteFragment(store.graph(), fragment, { x: 32, y: 48 }, newId, "duplicate")
    store.run(command, nodeIds)
  }
  return (
    <footer className="flex items-center justify-between border-t border-separator px-3 py-2">
      <Button size="sm" variant="ghost" onPress={duplicate}>
        <Copy aria-hidden="true" />
        {t("duplicate")}
      </Button>
      <IconButton
        size="sm"
        icon={Trash2}
        label={t("delete")}
        shortcut="Del"
        placement="top"
        onPress={() => store.run(deleteSelection(store.graph(), { nodeIds: new Set([nodeId]), edgeIds: new Set() }))}
      />
    </footer>
  )
}
