import { CircleAlert, CircleCheck, Copy, type LucideIcon } from "lucide-react"
import { useTranslations } from "use-intl"
import type { FilePreview } from "@/server/flow/file/read-file"

type Bound = FilePreview["bound"][number]

const icon: Record<Bound["outcome"], LucideIcon> = { missing: CircleAlert, byName: CircleCheck, copy: Copy }
const ink: Record<Bound["outcome"], string> = {
  missing: "text-warning-ink",
  byName: "text-ok-ink",
  copy: "text-info-ink",
}

/** What the flow names that had to be looked for here, with the steps that name it. */
export function BoundList({ preview: { bound, graph } }: { preview: FilePreview }) {
  const t = useTranslations("flows.file")
  const names = new Map(graph.nodes.map(({ id, name }) => [id, name]))
  const where = ({ nodeIds, inSettings }: Bound) =>
    [...nodeIds.map((id) => names.get(id) ?? id), ...(inSettings ? [t("settings")] : [])].join(" · ")
  const order: Bound["outcome"][] = ["missing", "byName", "copy"]
  return (
    <ul className="space-y-1.5 text-sm">
      {bound
        .toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))
        .map((one) => {
          const Icon = icon[one.outcome]
          return (
            <li key={`${one.type} ${one.name} ${one.nodeIds.join(" ")}`} className="flex items-start gap-2">
              <Icon className={`mt-0.5 size-4 shrink-0 ${ink[one.outcome]}`} aria-hidden="true" />
              <span className="min-w-0 break-words">
                {t(`bound.${one.outcome}`, { what: t(`type.${one.type}`), name: one.name || t("nameless") })}
                <span className="block text-xs text-muted">{where(one)}</span>
              </span>
            </li>
          )
        })}
    </ul>
  )
}
