import type { useTranslations } from "use-intl"
import type { FlowHighlights } from "@/components/designer/flow-view"
import type { EventNames } from "@/components/ticket/event-names"
import type { Locale } from "@/core/text"
import type { Frame, NodeMark } from "./frame"

type Translate = ReturnType<typeof useTranslations<"replay">>

/** What the canvas shows of a moment: where the tokens stand, what was passed, and a word under each node. */
export function highlightsOf(frame: Frame, names: EventNames, locale: Locale, t: Translate): FlowHighlights {
  const active = Object.entries(frame.marks).map(([nodeId, mark]) => [nodeId, badgeOf(mark, names, locale, t)] as const)
  return { tokens: frame.tokens, done: frame.done, takenEdges: frame.takenEdges, active: Object.fromEntries(active) }
}

function badgeOf(mark: NodeMark, names: EventNames, locale: Locale, t: Translate): FlowHighlights["active"][string] {
  if (mark.is === "held") return { label: t("mark.held"), tone: "breached" }
  if (mark.is === "waiting") return { label: t("mark.waiting", { count: mark.count }), tone: "neutral" }
  if (mark.is === "returned") return { label: t("mark.returned"), tone: "late" }
  if (mark.is === "votes")
    return { label: t("mark.votes", { approved: mark.approved, need: mark.need }), tone: "active" }
  if (mark.is === "person") {
    const name = names.person(mark.personId)[locale]
    return { label: mark.others > 0 ? t("mark.people", { name, others: mark.others }) : name, tone: "active" }
  }
  return { label: names.exit(mark.activationId, mark.exit)[locale], tone: mark.meaning }
}
