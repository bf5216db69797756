"use client"

import { useTranslations } from "use-intl"
import { deleteSelection } from "@/core/design/node-commands"
import { connect } from "@/core/design/route-commands"
import type { DraftNode } from "@/core/flow/graph"
import type { Exit, NodeKind } from "@/core/flow/node-kind"
import { exitsOf } from "@/core/flow/node-part"
import type { Problem } from "@/core/problem"
import { useDesignerContext, useGraph } from "../designer-context"
import { newId } from "../new-id"
import { stepName } from "../step-name"
import { FixList } from "../problems/fix-button"
import { PanelSection } from "./panel-section"
import { TargetSelect } from "./target-select"

/** Where each exit of a step leads: what the canvas draws, for those who do not drag. */
export function ExitList(props: { node: DraftNode; kind: NodeKind; problems: readonly Problem[] }) {
  const t = useTranslations("designer.inspector")
  const exits = exitsOf(props.kind, props.node.config).filter(({ many }) => !many)
  if (exits.length === 0) return null
  return (
    <PanelSection title={t("leadsTo")}>
      {exits.map((exit) => (
        <ExitRow key={exit.id} exit={exit} node={props.node} problems={props.problems} />
      ))}
    </PanelSection>
  )
}

function ExitRow({ exit, node, problems }: { exit: Exit; node: DraftNode; problems: readonly Problem[] }) {
  const t = useTranslations("designer.inspector")
  const card = useTranslations("designer.card")
  const { store, locale } = useDesignerContext()
  const graph = useGraph()
  const field = `exit.${exit.id}`
  const backTo = exit.goesBack && "nodeId" in exit.goesBack ? exit.goesBack.nodeId : null
  const step = graph.nodes.find(({ id }) => id === backTo)
  const back =
    exit.goesBack && "to" in exit.goesBack
      ? exit.goesBack.to[locale]
      : card("backTo", { step: step ? stepName(step, locale) : card("stepGone") })
  const edge = graph.edges.find(({ source, exit: id }) => source === node.id && id === exit.id)
  const error = problems.find(({ place }) => place.field === field)?.text[locale]
  const change = (targetId: string | null) => {
    const before = store.graph()
    if (targetId !== null) store.run(connect(before, newId(), { nodeId: node.id, exit: exit.id }, targetId))
    else if (edge) store.run(deleteSelection(before, { nodeIds: new Set(), edgeIds: new Set([edge.id]) }))
  }
  return (
    <div data-field={field}>
      <TargetSelect
        label={exit.title[locale]}
        from={{ source: node.id, exit: exit.id }}
        targetId={edge?.target ?? null}
        nowhereLabel={exit.optional ? t(exit.stops ? "stopsTicket" : "endsTicket") : t("nowhere")}
        error={error}
        onChange={change}
      />
      <FixList problems={problems.filter(({ place }) => place.field === field)} />
      {exit.goesBack && <p className="mt-1 text-xs text-pretty text-muted">{t("goesBack", { back })}</p>}
    </div>
  )
}
