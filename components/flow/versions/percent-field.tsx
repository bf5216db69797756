"use client"

import { useId } from "react"
import { useTranslations } from "use-intl"
import { TextField } from "@/components/ui/text-field"
import { percentOf } from "./release-actions"

/** A share of the new tickets, 1 to 99 %: drawn with the slider, or typed. */
export function PercentField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTranslations("flows.release")
  const id = useId()
  const percent = percentOf(value)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_6.5rem] items-start gap-4">
      <div>
        <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
          {t("percent")}
        </label>
        <input
          id={id}
          type="range"
          min={1}
          max={99}
          value={percent ?? 1}
          aria-valuetext={`${percent ?? 1} %`}
          onChange={(event) => onChange(event.target.value)}
          className="h-9 w-full cursor-pointer accent-accent focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-focus md:h-8"
        />
        <div className="flex justify-between text-xs text-muted figures" aria-hidden="true">
          <span>1 %</span>
          <span>50 %</span>
          <span>99 %</span>
        </div>
      </div>
      <TextField
        label={t("percentNumber")}
        inputMode="numeric"
        value={value}
        maxLength={3}
        error={percent === null ? t("percentRange") : undefined}
        onChange={onChange}
      />
    </div>
  )
}
