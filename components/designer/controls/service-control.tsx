"use client"

import Link from "next/link"
import { useTranslations } from "use-intl"
import { SelectField } from "@/components/ui/select-field"
import { useDesignerContext } from "../designer-context"
import type { ControlProps } from "./control"

const none = "none"

/** Which service is asked; none where the whole address stands in the step. */
export function ServiceControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.service")
  const { services } = useDesignerContext()
  const chosen = typeof value === "string" ? services.find(({ id }) => id === value) : undefined
  const isGone = typeof value === "string" && !chosen
  return (
    <SelectField
      label={label}
      error={error}
      description={
        <>
          {chosen ? <span className="font-mono break-all">{chosen.baseUrl}</span> : help}{" "}
          <Link href="/admin/services" target="_blank" className="text-link underline">
            {t("manage")}
          </Link>
        </>
      }
      options={[{ value: none, label: t("none") }, ...services.map(({ id, name }) => ({ value: id, label: name }))]}
      placeholder={isGone ? t("gone") : undefined}
      value={isGone ? null : (chosen?.id ?? none)}
      isDisabled={isDisabled}
      onChange={(id) => onChange(id === none ? null : id)}
    />
  )
}
