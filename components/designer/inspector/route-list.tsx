"use client"

import { Plus } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { MenuButton } from "@/components/ui/menu"
import { mayConnect } from "@/core/design/may-connect"
import { connect, reorderRoutes, setFallback } from "@/core/design/route-commands"
import { routeExit, routesOf } from "@/core/design/routes"
import type { DraftNode } from "@/core/flow/graph"
import { isPlainSplit } from "@/core/flow/node-part"
import { nodeKind } from "@/core/flow/nodes/kinds"
import type { Problem } from "@/core/problem"
import { applyCommand } from "@/core/design/command"
import { command } from "@/core/design/command"
import { useDesigner, useDesignerContext, useGraph } from "../designer-context"
import { newId } from "../new-id"
import { CoverageSection } from "../coverage/coverage-section"
import { PanelSection } from "./panel-section"
import { RouteRow } from "./route-row"

/** The routes of a split: tried in their order, every one that holds, or all of them. */
export function RouteList({ node, problems }: { node: DraftNode; problems: readonly Problem[] }) {
  const t = useTranslations("designer.routes")
  const { store, locale, isEditable } = useDesignerContext()
  const graph = useGraph()
  const target = useDesigner((state) => state.target)
  const routes = routesOf(graph, node.id)
  const kind = nodeKind(node.kind)
  const isPlain = isPlainSplit(kind, node.config)
  const title = isPlain ? "titlePlain" : kind?.branches ? "titleEvery" : "title"
  const [openId, setOpenId] = useState<string | null>(
    () => (isPlain ? undefined : routes.find((route) => !route.fallback && !route.condition))?.id ?? null,
  )
  const wanted = target?.edgeId
  if (wanted && wanted !== openId && routes.some(({ id }) => id === wanted)) setOpenId(wanted)

  const move = (edgeId: string, by: number) => {
    const ids = routes.map(({ id }) => id)
    const from = ids.indexOf(edgeId)
    const to = from + by
    if (from < 0 || to < 0 || to >= ids.length) return
    ids.splice(to, 0, ...ids.splice(from, 1))
    store.run(reorderRoutes(store.graph(), node.id, ids))
  }
  /** The first route of a split becomes the one for everything else: a split without it cannot be published. */
  const add = (targetId: string) => {
    const before = store.graph()
    const edgeId = newId()
    const drawn = connect(before, edgeId, { nodeId: node.id, exit: routeExit }, targetId)
    const isFirst = routes.length === 0 && !isPlain
    const after = applyCommand(before, drawn)
    store.run(isFirst ? command("connect", before, applyCommand(after, setFallback(after, edgeId, true))) : drawn)
    setOpenId(isFirst || isPlain ? null : edgeId)
  }
  const targets = graph.nodes.filter(
    ({ id }) => mayConnect(graph, nodeKind, { source: node.id, exit: routeExit, target: id }) === null,
  )
  return (
    <>
      <PanelSection title={t(title)}>
        {routes.length === 0 && <p className="text-sm text-pretty text-muted">{t("none")}</p>}
        <ol className="space-y-1.5">
          {routes.map((route, index) => (
            <RouteRow
              key={route.id}
              edge={route}
              index={index}
              count={routes.filter(({ fallback }) => !fallback).length}
              problems={problems.filter(({ place }) => place.edgeId === route.id)}
              isPlain={isPlain}
              isOpen={openId === route.id}
              onToggle={() => setOpenId(openId === route.id ? null : route.id)}
              onMove={(by) => move(route.id, by)}
              onDropOn={(draggedId) => move(draggedId, index - routes.findIndex(({ id }) => id === draggedId))}
            />
          ))}
        </ol>
        {isEditable && (
          <MenuButton
            label={t("add")}
            size="sm"
            variant="outline"
            placement="bottom start"
            groups={[
              {
                id: "targets",
                title: t("addTo"),
                entries: targets.map(({ id, name, kind }) => ({
                  id,
                  label: name || (nodeKind(kind)?.title[locale] ?? kind),
                  onSelect: () => add(id),
                })),
              },
            ]}
          >
            <Plus aria-hidden="true" />
            {t("add")}
          </MenuButton>
        )}
      </PanelSection>
      {!isPlain && <CoverageSection node={node} routes={routes} takesEvery={kind?.branches !== undefined} />}
    </>
  )
}
