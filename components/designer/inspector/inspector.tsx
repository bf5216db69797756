"use client"

import { X } from "lucide-react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import type { Problem } from "@/core/problem"
import { useDesigner, useDesignerContext, useGraph } from "../designer-context"
import { chosenStep, nothingSelected } from "../designer-store"
import { EdgeInspector } from "./edge-inspector"
import type { FlowFacts, SaveFacts } from "./flow-facts"
import { FlowPanel } from "./flow-panel"
import { ManyInspector } from "./many-inspector"
import { NodeInspector } from "./node-inspector"

/** What the panel at the right is about, or null when it is closed. */
export function usePanelSubject(): "flow" | "node" | "edge" | "many" | null {
  return useDesigner((state) => {
    const { nodeIds, edgeIds } = state.selection
    if (state.panel === "flow") return "flow"
    const count = nodeIds.size + edgeIds.size
    if (count === 0) return null
    if (count > 1) return "many"
    if (edgeIds.size === 1) return "edge"
    // A note says all there is to say of it on the canvas.
    return chosenStep(state) === null ? null : "node"
  })
}

/** The panel at the right: one step, one route, several things, or the flow itself. */
export function Inspector(props: { problems: readonly Problem[]; facts: FlowFacts; onSaveFacts: SaveFacts }) {
  const t = useTranslations("designer.inspector")
  const { problems } = props
  const { store } = useDesignerContext()
  const graph = useGraph()
  const subject = usePanelSubject()
  const selection = useDesigner((state) => state.selection)
  const node = graph.nodes.find(({ id }) => selection.nodeIds.has(id))
  const edge = graph.edges.find(({ id }) => selection.edgeIds.has(id))
  const close = () => (subject === "flow" ? store.showFlow(false) : store.select(nothingSelected))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- listens for blur bubbling up, does nothing itself
    <section
      aria-label={subject === "flow" ? t("flow") : t("title")}
      // What is typed into one field and then into another is undone separately.
      onBlur={() => store.seal()}
      data-panel
      className="relative flex h-full min-h-0 flex-col bg-surface"
    >
      <IconButton
        size="sm"
        icon={X}
        label={t("close")}
        placement="left"
        className="absolute top-3 right-2.5 z-10 max-md:hidden"
        onPress={close}
      />
      {subject === "flow" && <FlowPanel facts={props.facts} onSave={props.onSaveFacts} problems={problems} />}
      {subject === "node" && node && <NodeInspector key={node.id} node={node} problems={problems} />}
      {subject === "edge" && edge && <EdgeInspector key={edge.id} edge={edge} problems={problems} />}
      {subject === "many" && <ManyInspector count={selection.nodeIds.size + selection.edgeIds.size} />}
    </section>
  )
}
