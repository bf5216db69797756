"use client"

import { TimerOff, Timer } from "lucide-react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { slaPolicySchema } from "@/core/sla/policy"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"
import { firstPolicy, PolicyEditor } from "./policy-editor"

/** The clock of a step's todos, or of its visits: set, changed, removed. */
export function SlaControl({ panel, label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.sla")
  const policy = slaPolicySchema.safeParse(value).data ?? null
  const isVisit = panel.control === "visitSla"
  if (!policy) {
    return (
      <ControlFrame label={label} help={help} error={error}>
        <p className="text-sm text-muted">{t(isVisit ? "noneVisit" : "none")}</p>
        {!isDisabled && (
          <Button size="sm" variant="outline" className="mt-2" onPress={() => onChange(firstPolicy)}>
            <Timer aria-hidden="true" />
            {t(isVisit ? "setVisit" : "set")}
          </Button>
        )}
      </ControlFrame>
    )
  }
  return (
    <ControlFrame
      label={label}
      help={help}
      error={error}
      action={
        !isDisabled && (
          <IconButton size="sm" icon={TimerOff} label={t("remove")} className="-my-1" onPress={() => onChange(null)} />
        )
      }
    >
      <PolicyEditor of={isVisit ? "visit" : "todo"} policy={policy} isDisabled={isDisabled} onChange={onChange} />
    </ControlFrame>
  )
}
