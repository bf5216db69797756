import { ArrowRightLeft, CircleMinus } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import type { FilePreview } from "@/server/flow/file/read-file"

type Listed = FilePreview["listed"][number]
/** Shown before somebody asks for all. */
const firstRows = 12

/** What of another tool's file is in the flow in another form, and what is not in it: nothing goes in silence. */
export function ListedList({ listed }: { listed: FilePreview["listed"] }) {
  const t = useTranslations("flows.file.listed")
  const [isWhole, setWhole] = useState(false)
  // What is gone comes first: it is what one may miss.
  const rows = [...listed.filter(isGone), ...listed.filter((one) => !isGone(one))]
  return (
    <>
      <ul className="space-y-1.5 text-sm">
        {(isWhole ? rows : rows.slice(0, firstRows)).map((one, at) => {
          const Icon = isGone(one) ? CircleMinus : ArrowRightLeft
          return (
            <li key={`${at} ${one.elementId}`} className="flex items-start gap-2">
              <Icon
                className={`mt-0.5 size-4 shrink-0 ${isGone(one) ? "text-warning-ink" : "text-info-ink"}`}
                aria-hidden="true"
              />
              <span className="min-w-0 break-words">
                {one.name && <span className="font-medium">{one.name} </span>}
                {one.type && <span className="font-mono text-xs text-muted">{one.type.replace(/^bpmn:/, "")}</span>}
                <span className="block text-pretty text-muted">{t(`note.${one.note}`)}</span>
              </span>
            </li>
          )
        })}
      </ul>
      {rows.length > firstRows && !isWhole && (
        <Button size="sm" variant="outline" onPress={() => setWhole(true)}>
          {t("all", { count: rows.length })}
        </Button>
      )}
    </>
  )
}

const isGone = ({ outcome }: Listed) => outcome === "leftOut"
