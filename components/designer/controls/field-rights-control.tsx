"use client"

import { TableProperties } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import * as z from "zod"
import { Button } from "@/components/ui/button"
import { onDemand } from "@/components/ui/on-demand"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"

const { OnDemand: FormBuilder, preload } = onDemand(
  async () => (await import("../form-builder/form-builder")).FormBuilder,
)
const schema = z.looseObject({ required: z.array(z.string()), hidden: z.array(z.string()) })
const noProblems: never[] = []

/** What is special about the form at this step, and the way to the table of all steps and fields. */
export function FieldRightsControl({ label, help, error, value }: ControlProps) {
  const t = useTranslations("designer.rights")
  const [isOpen, setOpen] = useState(false)
  const { required = [], hidden = [] } = schema.safeParse(value).data ?? {}
  return (
    <ControlFrame label={label} help={help} error={error}>
      {(required.length > 0 || hidden.length > 0) && (
        <p className="mb-1.5 text-sm">{t("special", { required: required.length, hidden: hidden.length })}</p>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only fetches the table's code early */}
      <span onPointerEnter={preload} onFocus={preload}>
        <Button size="sm" variant="outline" onPress={() => setOpen(true)}>
          <TableProperties aria-hidden="true" />
          {t("open")}
        </Button>
      </span>
      <FormBuilder isOpen={isOpen} onOpenChange={setOpen} problems={noProblems} firstView="rights" />
    </ControlFrame>
  )
}
