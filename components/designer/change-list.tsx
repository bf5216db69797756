"use client"

import clsx from "clsx"
import { Minus, Move, Pencil, Plus, type LucideIcon } from "lucide-react"
import { useMemo } from "react"
import { useTranslations } from "use-intl"
import { compareGraphs, type Change, type GraphChange } from "@/core/design/compare"
import type { DraftGraph } from "@/core/flow/graph"
import { exitsOf } from "@/core/flow/node-part"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { panelLabel } from "@/core/flow/panel"
import type { Locale } from "@/core/text"

const changeIcon: Record<Change, LucideIcon> = { added: Plus, removed: Minus, changed: Pencil, moved: Move }
const changeInk: Record<Change, string> = {
  added: "text-ok-ink",
  removed: "text-breached-ink",
  changed: "text-info-ink",
  moved: "text-muted",
}

/** `nodeId`: the step that shows it on a canvas; an edge's is the step it leaves. */
type Line = { key: string; change: Change; text: string; detail: string; nodeId?: string | undefined }

/** What is different between two drafts, a line for each thing. Steps that only moved are counted, not listed. */
export function ChangeList(props: {
  before: DraftGraph
  after: DraftGraph
  locale: Locale
  none?: string
  /** Makes lines that belong to a step buttons. */
  onChoose?: (nodeId: string) => void
}) {
  const t = useTranslations("designer.changes")
  const changes = useMemo(() => compareGraphs(props.before, props.after), [props.before, props.after])
  const lineOf = useLine(props.before, props.after, props.locale)
  const lines = changes.filter((change) => !isMove(change)).map(lineOf)
  const moved = changes.filter(isMove).length
  if (changes.length === 0) return <p className="text-sm text-muted">{props.none ?? t("none")}</p>
  return (
    <ul className="space-y-1 text-sm">
      {lines.map(({ key, ...line }) => (
        <Row key={key} {...line} onChoose={props.onChoose} />
      ))}
      {moved > 0 && <Row change="moved" text={t("moved", { count: moved })} detail="" />}
    </ul>
  )
}

const isMove = (change: GraphChange) => "change" in change && change.change === "moved"

function Row(props: Omit<Line, "key"> & { onChoose?: ((nodeId: string) => void) | undefined }) {
  const t = useTranslations("designer.changes.change")
  const { change, text, detail, nodeId, onChoose } = props
  const Icon = changeIcon[change]
  const line = (
    <>
      <Icon className={clsx("mt-0.5 size-4 shrink-0", changeInk[change])} aria-label={t(change)} />
      <span className="min-w-0">
        <span className="break-words">{text}</span>
        {detail && <span className="text-muted"> · {detail}</span>}
      </span>
    </>
  )
  if (!onChoose || nodeId === undefined) return <li className="flex items-start gap-2">{line}</li>
  return (
    <li>
      <button
        type="button"
        onClick={() => onChoose(nodeId)}
        className="-mx-2 flex w-[calc(100%+1rem)] items-start gap-2 rounded-lg px-2 py-1 text-start hover:bg-default"
      >
        {line}
      </button>
    </li>
  )
}

function useLine(before: DraftGraph, after: DraftGraph, locale: Locale): (change: GraphChange) => Line {
  const t = useTranslations("designer.changes")
  const fieldName = (kind: string, field: string) => {
    if (field === "name") return t("name")
    const schema = nodeKind(kind)?.schema
    return (schema && panelLabel(schema, field)?.[locale]) ?? field
  }
  const edgeParts = ["condition", "target", "name", "priority", "fallback", "source", "exit"] as const
  const settingsParts = ["homeUnitId", "administratorIds", "calendarId", "slas", "initiatorRevokes"] as const
  const exitName = (nodeId: string, exit: string) => {
    const node = [...after.nodes, ...before.nodes].find(({ id }) => id === nodeId)
    const kind = node && nodeKind(node.kind)
    return (kind && exitsOf(kind, node.config).find(({ id }) => id === exit)?.title[locale]) ?? exit
  }
  return (change) => {
    if (change.subject === "node") {
      const name = change.name || (nodeKind(change.kind)?.title[locale] ?? change.kind)
      const detail = change.fields.map((field) => fieldName(change.kind, field)).join(t("separator"))
      return { key: `node ${change.id}`, change: change.change, text: name, detail, nodeId: change.id }
    }
    if (change.subject === "edge") {
      const edge = [...after.edges, ...before.edges].find(({ id }) => id === change.id)
      const exit = edge ? exitName(edge.source, change.exit) : change.exit
      const text = edge?.name || t("edge", { exit, from: change.from, to: change.to })
      const parts = edgeParts.filter((part) => change.fields.includes(part)).map((part) => t(`edgePart.${part}`))
      const detail = parts.join(t("separator"))
      return { key: `edge ${change.id}`, change: change.change, text, detail, nodeId: edge?.source }
    }
    if (change.subject === "annotation") {
      const text = t(change.kind, { text: change.text.trim() || t("untitled") })
      return { key: `annotation ${change.id}`, change: change.change, text, detail: "" }
    }
    if (change.subject === "field") {
      const field = [...after.fields, ...before.fields].find(({ key }) => key === change.id)
      const text = t("field", { name: field?.label[locale] || change.id })
      return { key: `field ${change.id}`, change: change.change, text, detail: "" }
    }
    const parts = settingsParts.filter((part) => change.fields.includes(part)).map((part) => t(`settingsPart.${part}`))
    return { key: "settings", change: "changed", text: t("settings"), detail: parts.join(t("separator")) }
  }
}
