"use client"

import { ChevronLeft } from "lucide-react"
import Link from "next/link"
import type { ReactNode } from "react"
import { useTranslations } from "use-intl"
import { KeyValueList } from "@/components/ui/key-value"
import type { DraftNode } from "@/core/flow/graph"
import { valueOf, type NodeFigures } from "./layer"
import { useFigureText } from "./use-figure-text"

/** Everything that is known of a step, each number leading to its tickets. */
export function StepFigures(props: {
  flowId: string
  node: DraftNode
  figures: NodeFigures | undefined
  range: { from: number; to: number }
  onBack: () => void
}) {
  const t = useTranslations("flows.layers")
  const { figure } = useFigureText()
  const { figures, node, range } = props
  const tickets = (what: "here" | "passed" | "breached" | "returned", count: number, text: string): ReactNode => {
    if (count === 0) return <span className="figures">{text}</span>
    const query = new URLSearchParams({
      status: what === "here" ? "open" : "all",
      flow: props.flowId,
      step: node.id,
      what,
    })
    if (what !== "here") {
      query.set("from", String(range.from))
      query.set("to", String(range.to))
    }
    return (
      <Link href={`/tickets?${query.toString()}`} className="font-medium text-link figures hover:underline">
        {text}
      </Link>
    )
  }
  const share = (layer: "late" | "returned", count: number) =>
    t("share", { count, share: figure(layer, valueOf(figures, layer)) })
  const { here = 0, hereLate = 0, passed = 0, breached = 0, returned = 0 } = figures ?? {}
  return (
    <section aria-label={node.name}>
      <button
        type="button"
        onClick={props.onBack}
        className="mb-2 -ml-1 inline-flex items-center gap-0.5 text-sm text-muted hover:text-foreground"
      >
        <ChevronLeft className="size-4" aria-hidden="true" />
        {t("allSteps")}
      </button>
      <h2 className="mb-3 text-sm font-semibold">{node.name || node.kind}</h2>
      <KeyValueList
        items={[
          {
            label: t("name.here"),
            value: tickets("here", here, hereLate > 0 ? t("hereLate", { here, late: hereLate }) : figure("here", here)),
          },
          { label: t("name.passed"), value: tickets("passed", passed, figure("passed", passed)) },
          { label: t("name.median"), value: figure("median", valueOf(figures, "median")) },
          { label: t("name.p95"), value: figure("p95", valueOf(figures, "p95")) },
          { label: t("name.late"), value: tickets("breached", breached, share("late", breached)) },
          { label: t("name.returned"), value: tickets("returned", returned, share("returned", returned)) },
        ]}
      />
      <p className="mt-3 text-xs text-pretty text-muted">{t("ofVisits")}</p>
    </section>
  )
}
