"use client"

import { Spline, Trash2 } from "lucide-react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { deleteSelection } from "@/core/design/node-commands"
import { reconnect, renameRoute } from "@/core/design/route-commands"
import { isRouteExit } from "@/core/design/routes"
import type { DraftEdge } from "@/core/flow/graph"
import { nodeKind } from "@/core/flow/nodes/kinds"
import { exitsOf, isPlainSplit } from "@/core/flow/node-part"
import type { Problem } from "@/core/problem"
import { useDesignerContext, useGraph } from "../designer-context"
import { FixList } from "../problems/fix-button"
import { RouteEditor } from "./route-editor"
import { TargetSelect } from "./target-select"
import { useArrival } from "./use-arrival"

/** One way between two steps. */
export function EdgeInspector({ edge, problems }: { edge: DraftEdge; problems: readonly Problem[] }) {
  const t = useTranslations("designer.inspector")
  const tRoute = useTranslations("designer.routes")
  const { store, locale, isEditable } = useDesignerContext()
  const graph = useGraph()
  const panel = useArrival<HTMLDivElement>()
  const source = graph.nodes.find(({ id }) => id === edge.source)
  const kind = source && nodeKind(source.kind)
  const exit = kind && exitsOf(kind, source.config).find(({ id }) => id === edge.exit)
  const mine = problems.filter(({ place }) => place.edgeId === edge.id)
  return (
    <>
      <header className="flex items-center gap-2.5 border-b border-separator px-4 py-3 pr-12">
        <span className="kind-badge">
          <Spline className="size-4" strokeWidth={1.75} aria-hidden="true" />
        </span>
        <div className="min-w-0">
          <h2 className="text-sm font-medium">{isRouteExit(edge.exit) ? t("route") : t("edge")}</h2>
          <p className="truncate text-xs text-muted">
            {t("fromExit", {
              name: source?.name || (kind?.title[locale] ?? ""),
              exit: exit?.title[locale] ?? edge.exit,
            })}
          </p>
        </div>
      </header>
      <div ref={panel} className="min-h-0 flex-1 space-y-3 overflow-y-auto px-4 py-4">
        {isRouteExit(edge.exit) ? (
          <div data-edge={edge.id}>
            <RouteEditor isPlain={isPlainSplit(kind, source?.config ?? {})} edge={edge} problems={mine} />
          </div>
        ) : (
          <>
            <TextField
              label={tRoute("name")}
              value={edge.name}
              isDisabled={!isEditable}
              onChange={(name) => store.run(renameRoute(store.graph(), edge.id, name))}
            />
            <TargetSelect
              label={tRoute("target")}
              from={{ source: edge.source, exit: edge.exit, edgeId: edge.id }}
              targetId={edge.target}
              error={mine[0]?.text[locale]}
              onChange={(target) => {
                if (target === null) return
                store.run(reconnect(store.graph(), edge.id, { source: edge.source, exit: edge.exit, target }))
              }}
            />
            <FixList problems={mine} />
          </>
        )}
      </div>
      {isEditable && (
        <footer className="flex items-center justify-end border-t border-separator px-3 py-2">
          <Button
            size="sm"
            variant="ghost"
            onPress={() =>
              store.run(deleteSelection(store.graph(), { nodeIds: new Set(), edgeIds: new Set([edge.id]) }))
            }
          >
            <Trash2 aria-hidden="true" />
            {t("deleteEdge")}
          </Button>
        </footer>
      )}
    </>
  )
}
