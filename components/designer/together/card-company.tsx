"use client"

import { MessageSquare } from "lucide-react"
import type { CSSProperties } from "react"
import { useTranslations } from "use-intl"
import { hueOf } from "@/components/ui/person-chip"
import { useAtNode, useTogether } from "./together-context"

/** On a card: who else has chosen it, as an outline with their names, and how many open comments it has. */
export function CardCompany({ nodeId, name }: { nodeId: string; name: string }) {
  const t = useTranslations("designer.together")
  const together = useTogether()
  const at = useAtNode(nodeId)
  if (!together || !at || (at.viewers.length === 0 && at.comments === 0)) return null
  const [first] = at.viewers
  const names = [...new Set(at.viewers.map((viewer) => viewer.name))]
  return (
    <>
      {first && (
        <div className="card-company" style={{ "--person-hue": hueOf(first.name) } as CSSProperties}>
          <span className="card-company-names">{names.join(t("separator"))}</span>
        </div>
      )}
      {at.comments > 0 && (
        <button
          type="button"
          // The comments' own list is in the tab order; a canvas has one stop.
          tabIndex={-1}
          className="card-comments nodrag figures"
          aria-label={t("commentsOf", { count: at.comments, name })}
          onClick={(event) => {
            event.stopPropagation()
            together.openComments(nodeId)
          }}
        >
          <MessageSquare className="size-3" aria-hidden="true" />
          {at.comments}
        </button>
      )}
    </>
  )
}
