"use client"

import { useTranslations } from "use-intl"
import type * as z from "zod"
import { waitSchema } from "@/core/flow/nodes/wait"
import { CalendarChoice } from "./calendar-choice"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"
import { MinutesInput } from "./minutes-input"
import { Segmented } from "./segmented"
import { SourceField } from "./source-field"
import { FieldPlace } from "./field-place"

type Wait = z.infer<typeof waitSchema>

const starters: { [T in Wait["type"]]: Extract<Wait, { type: T }> } = {
  minutes: { type: "minutes", minutes: 60, calendarId: null },
  until: { type: "until", source: "" },
}

/** A time by the calendar, or until a point in time. */
export function WaitControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.wait")
  const wait = waitSchema.safeParse(value).data ?? starters.minutes
  return (
    <ControlFrame label={label} help={help} error={wait.type === "minutes" ? error : undefined}>
      <div className="space-y-3">
        <Segmented
          label={label}
          isLabelHidden
          options={waitSchema.options.map(({ shape }) => ({ value: shape.type.value, label: t(shape.type.value) }))}
          value={wait.type}
          isDisabled={isDisabled}
          onChange={(type) => onChange(starters[type])}
        />
        {wait.type === "minutes" ? (
          <>
            <MinutesInput
              minutes={wait.minutes}
              isDisabled={isDisabled}
              onChange={(minutes) => onChange({ ...wait, minutes }, true)}
            />
            <CalendarChoice
              calendarId={wait.calendarId}
              isDisabled={isDisabled}
              onChange={(calendarId) => onChange({ ...wait, calendarId })}
            />
          </>
        ) : (
          <FieldPlace name="source">
            <SourceField
              label={t("source")}
              expect="timestamp"
              value={wait.source}
              isDisabled={isDisabled}
              onChange={(source) => onChange({ type: "until", source }, true)}
            />
          </FieldPlace>
        )}
      </div>
    </ControlFrame>
  )
}
