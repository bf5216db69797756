"use client"

import { useTranslations } from "use-intl"
import { Avatar } from "@/components/ui/person-chip"
import { PopoverButton } from "@/components/ui/popover-button"
import { useDesignerContext, useGraph } from "../designer-context"
import type { Company, Viewer } from "./company"
import { useViewers } from "./together-context"

const shownMax = 3

/** Who else has the flow open, once a person: the one of their pages where something is chosen. */
function peopleOf(viewers: readonly Viewer[]): Viewer[] {
  const people = new Map<string, Viewer>()
  for (const viewer of viewers) {
    const known = people.get(viewer.personId)
    if (!known || (known.nodeId === null && viewer.nodeId !== null)) people.set(viewer.personId, viewer)
  }
  return [...people.values()]
}

/** The others on this flow, in the designer's head. Nothing when one is alone. */
export function CompanyBar({ company }: { company: Company }) {
  const t = useTranslations("designer.together")
  const { store } = useDesignerContext()
  const graph = useGraph()
  const people = peopleOf(useViewers(company))
  if (people.length === 0) return null
  const nameOf = (nodeId: string | null) => graph.nodes.find(({ id }) => id === nodeId)?.name ?? null
  return (
    <PopoverButton
      size="sm"
      label={t("here", { names: people.map(({ name }) => name).join(t("separator")) })}
      className="h-8 shrink-0 px-1"
      panel={(close) => (
        <div className="w-64 p-2">
          <p className="px-2 pb-1.5 text-xs text-muted">{t("alsoHere")}</p>
          <ul>
            {people.map(({ personId, name, nodeId }) => {
              const step = nameOf(nodeId)
              const row = (
                <>
                  <Avatar name={name} size={26} />
                  <span className="min-w-0">
                    <span className="block truncate text-sm">{name}</span>
                    <span className="block truncate text-xs text-muted">{step ? t("at", { step }) : t("looking")}</span>
                  </span>
                </>
              )
              return (
                <li key={personId}>
                  {nodeId && step ? (
                    <button
                      type="button"
                      className="flex w-full items-center gap-2.5 rounded-lg px-2 py-1.5 text-start hover:bg-default"
                      onClick={() => {
                        store.selectNodes([nodeId])
                        close()
                      }}
                    >
                      {row}
                    </button>
                  ) : (
                    <div className="flex items-center gap-2.5 px-2 py-1.5">{row}</div>
                  )}
                </li>
              )
            })}
          </ul>
        </div>
      )}
    >
      <span className="flex items-center -space-x-1.5">
        {people.slice(0, shownMax).map(({ personId, name }) => (
          <Avatar key={personId} name={name} size={24} className="ring-2 ring-surface" />
        ))}
        {people.length > shownMax && (
          <span aria-hidden="true" className="pl-2.5 text-xs text-muted figures">
            +{people.length - shownMax}
          </span>
        )}
      </span>
    </PopoverButton>
  )
}
