"use client"

import clsx from "clsx"
import { ChevronDown, Plus, Timer, Trash2 } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { TextField } from "@/components/ui/text-field"
import { setSettings } from "@/core/design/flow-commands"
import type { Problem } from "@/core/problem"
import { describeSla } from "@/core/sla/describe"
import type { TicketSla } from "@/core/sla/policy"
import { FieldRoot } from "../controls/field-place"
import { firstPolicy, PolicyEditor } from "../controls/policy-editor"
import { useDesigner, useDesignerContext } from "../designer-context"
import { FixList } from "../problems/fix-button"
import { severityLook } from "../problems/severity"

const slasMax = 10

/** One more than the greatest there is: an id that is free again would name another clock in tickets that run. */
const newId = (slas: readonly TicketSla[]): string =>
  `s${1 + Math.max(0, ...slas.map(({ id }) => Number(id.slice(1)) || 0))}`

/** The clocks of the flow's tickets as a whole: "solved within 24 h". */
export function SlasTab({ problems }: { problems: readonly Problem[] }) {
  const t = useTranslations("designer.slas")
  const { store, isEditable } = useDesignerContext()
  const settings = useDesigner((state) => state.history.graph.settings)
  const target = useDesigner((state) => state.target)
  const [open, setOpen] = useState<number | null>(null)
  const wanted = Number(/^settings\.slas\.(\d+)/.exec(target?.field ?? "")?.[1] ?? NaN)
  if (Number.isInteger(wanted) && wanted !== open) setOpen(wanted)
  const { slas = [] } = settings
  const replace = (next: TicketSla[], typing?: string) => {
    const { slas: _before, ...rest } = settings
    store.run(setSettings(store.graph(), next.length > 0 ? { ...rest, slas: next } : rest, typing))
  }
  const add = () => {
    replace([...slas, { ...firstPolicy, targetMin: 1440, id: newId(slas), name: "" }])
    setOpen(slas.length)
  }
  const addButton = isEditable && slas.length < slasMax && (
    <Button size="sm" variant="outline" onPress={add}>
      <Plus aria-hidden="true" />
      {t("add")}
    </Button>
  )
  if (slas.length === 0) {
    return <EmptyState icon={Timer} size="compact" title={t("none")} description={t("noneHint")} action={addButton} />
  }
  return (
    <div className="space-y-3">
      <p className="text-xs text-pretty text-muted">{t("about")}</p>
      <ol className="space-y-1.5">
        {slas.map((sla, index) => (
          <SlaCard
            key={sla.id}
            sla={sla}
            index={index}
            problems={problems.filter(({ place }) => place.field?.startsWith(`settings.slas.${index}.`))}
            isOpen={open === index}
            onToggle={() => setOpen(open === index ? null : index)}
            onChange={(next, isTyped) =>
              replace(
                slas.map((other, at) => (at === index ? next : other)),
                isTyped ? `slas:${index}` : undefined,
              )
            }
            onDelete={() => {
              replace(slas.filter((_, at) => at !== index))
              setOpen(null)
            }}
          />
        ))}
      </ol>
      {addButton}
    </div>
  )
}

function SlaCard(props: {
  sla: TicketSla
  index: number
  problems: readonly Problem[]
  isOpen: boolean
  onToggle: () => void
  onChange: (sla: TicketSla, isTyped?: boolean) => void
  onDelete: () => void
}) {
  const t = useTranslations("designer.slas")
  const { locale, isEditable } = useDesignerContext()
  const { sla, isOpen } = props
  const hasError = props.problems.some(({ severity }) => severity === "error")
  return (
    <li
      data-field={`settings.slas.${props.index}`}
      className={clsx("rounded-lg border", hasError ? "border-breached/60" : "border-border")}
    >
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={props.onToggle}
        className="flex w-full items-center gap-2 rounded-lg px-3 py-1.5 text-start hover:bg-default"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm font-medium">{sla.name || t("unnamed")}</span>
          <span className="block truncate text-xs text-muted">{describeSla(sla)?.[locale]}</span>
        </span>
        <ChevronDown
          className={clsx("size-4 shrink-0 text-muted transition-transform", isOpen && "rotate-180")}
          aria-hidden="true"
        />
      </button>
      {props.problems.map((problem) => (
        <div
          key={`${problem.place.field} ${problem.code}`}
          className={clsx("px-3 pt-0.5 pb-2 text-xs", severityLook[problem.severity].ink)}
        >
          <p className="text-pretty">
            {problem.text[locale]} {problem.hint?.[locale]}
          </p>
          <FixList problems={[problem]} />
        </div>
      ))}
      {isOpen && (
        <div className="space-y-3 border-t border-separator px-3 pt-3 pb-2">
          <TextField
            label={t("name")}
            placeholder={t("namePlaceholder")}
            value={sla.name}
            maxLength={80}
            isDisabled={!isEditable}
            onChange={(name) => props.onChange({ ...sla, name }, true)}
          />
          <FieldRoot field={`settings.slas.${props.index}`}>
            <PolicyEditor
              of="ticket"
              policy={sla}
              isDisabled={!isEditable}
              onChange={({ mayPause: _pause, onTransfer: _transfer, ...policy }, isTyped) =>
                props.onChange({ ...policy, id: sla.id, name: sla.name }, isTyped)
              }
            />
          </FieldRoot>
          {isEditable && (
            <Button size="sm" variant="ghost" className="-ml-2" onPress={props.onDelete}>
              <Trash2 aria-hidden="true" />
              {t("delete")}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
