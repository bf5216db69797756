"use client"

import { useTranslations } from "use-intl"
import { ChoiceList } from "@/components/ui/choice-list"
import { compareGraphs } from "@/core/design/compare"
import { collisionKey, type Collision, type Side } from "@/core/design/merge"
import type { DraftGraph } from "@/core/flow/graph"
import { exitsOf, nodePart } from "@/core/flow/node-part"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { panelLabel } from "@/core/flow/panel"
import { useDesignerContext } from "../designer-context"

type Graphs = { base: DraftGraph; mine: DraftGraph; theirs: DraftGraph }

/** What two people changed differently, a choice for each: mine or theirs, with what each of them made of it. */
export function CollisionList(props: {
  graphs: Graphs
  who: string
  collisions: readonly Collision[]
  choices: ReadonlyMap<string, Side>
  onChoose: (key: string, side: Side) => void
}) {
  const t = useTranslations("designer.conflict")
  const nameOf = useCollisionName(props.graphs)
  const sayOf = useSide(props.graphs)
  return (
    <ul className="space-y-3">
      {props.collisions.map((collision) => {
        const key = collisionKey(collision)
        return (
          <li key={key}>
            <ChoiceList<Side>
              label={nameOf(collision)}
              options={[
                { value: "mine", label: t("yours"), description: sayOf(collision, "mine") },
                { value: "theirs", label: t("theirsOf", { name: props.who }), description: sayOf(collision, "theirs") },
              ]}
              value={props.choices.get(key) ?? null}
              onChange={(side) => props.onChoose(key, side)}
            />
          </li>
        )
      })}
    </ul>
  )
}

function useCollisionName({ base, mine, theirs }: Graphs) {
  const t = useTranslations("designer.conflict")
  const { locale } = useDesignerContext()
  const nodes = [...mine.nodes, ...theirs.nodes, ...base.nodes]
  const node = (id: string) => nodes.find((each) => each.id === id)
  return (collision: Collision): string => {
    if (collision.subject === "fields") return t("form")
    if (collision.subject === "settings") return t("flowSettings")
    if (collision.subject === "node") return t("step", { step: node(collision.id)?.name || collision.name })
    if (collision.subject === "annotation") return t("note", { text: collision.name })
    const edge = [...mine.edges, ...theirs.edges, ...base.edges].find(({ id }) => id === collision.id)
    const source = node(edge?.source ?? "")
    const kind = source && nodeKind(source.kind)
    const exit = kind && exitsOf(kind, source.config).find(({ id }) => id === edge?.exit)?.title[locale]
    const ends = { from: source?.name ?? "", to: node(edge?.target ?? "")?.name ?? "" }
    return t("route", { exit: edge?.name || exit || (edge?.exit ?? ""), ...ends })
  }
}

/** What one side made of it: deleted, or what differs from where both began and what the step says of itself now. */
function useSide(graphs: Graphs) {
  const t = useTranslations("designer.conflict")
  const tChanges = useTranslations("designer.changes")
  const { locale } = useDesignerContext()
  return (collision: Collision, side: Side): string => {
    const graph = graphs[side]
    const changes = compareGraphs(graphs.base, graph)
    if (collision.subject === "fields") {
      const labels = graph.fields.map((field) => field.label[locale] || field.key)
      return labels.join(tChanges("separator"))
    }
    if (collision.subject === "settings") {
      const change = changes.find(({ subject }) => subject === "settings")
      const parts = change && "fields" in change ? change.fields : []
      const known = (["homeUnitId", "administratorIds", "calendarId", "slas", "initiatorRevokes"] as const).filter(
        (part) => parts.includes(part),
      )
      return known.map((part) => tChanges(`settingsPart.${part}`)).join(tChanges("separator"))
    }
    if (collision.subject === "annotation") {
      return graph.annotations?.find(({ id }) => id === collision.id)?.text ?? t("deleted")
    }
    if (collision.subject === "edge") {
      const edge = graph.edges.find(({ id }) => id === collision.id)
      if (!edge) return t("deleted")
      const to = graph.nodes.find(({ id }) => id === edge.target)?.name ?? ""
      return [`→ ${to}`, edge.condition].filter(Boolean).join(" · ")
    }
    const node = graph.nodes.find(({ id }) => id === collision.id)
    if (!node) return t("deleted")
    const change = changes.find((each) => each.subject === "node" && each.id === collision.id)
    const schema = nodeKind(node.kind)?.schema
    const fields = (change && "fields" in change ? change.fields : []).map((field) => {
      const label = field === "name" ? tChanges("name") : ((schema && panelLabel(schema, field)?.[locale]) ?? field)
      const value = field === "name" ? node.name : node.config[field]
      return isSayable(value) ? `${label}: ${value}` : label
    })
    const says = nodePart(node).summary[locale]
    return [t("differs", { fields: fields.join(tChanges("separator")) }), says].filter(Boolean).join(" — ")
  }
}

const isSayable = (value: unknown): value is string | number =>
  (typeof value === "string" && value !== "" && value.length < 120) || typeof value === "number"
