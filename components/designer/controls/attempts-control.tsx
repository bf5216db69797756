"use client"

import { useTranslations } from "use-intl"
import { attemptsSchema } from "@/core/flow/nodes/return-visit"
import { CalendarChoice } from "./calendar-choice"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"
import { MinutesInput } from "./minutes-input"
import { NumberInput } from "./number-input"

const callsMax = 20
const everyMinMax = 43_200
const once = { max: 1, everyMin: 60, calendarId: null }

/** How often the customer is called, and how long after each other. */
export function AttemptsControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.attempts")
  const attempts = attemptsSchema.safeParse(value).data ?? once
  return (
    <ControlFrame label={label} help={attempts.max > 1 ? help : undefined} error={error}>
      <div className="space-y-3">
        <NumberInput
          label={t("max")}
          value={attempts.max}
          min={1}
          max={callsMax}
          isDisabled={isDisabled}
          onChange={(max) => onChange({ ...attempts, max }, true)}
        />
        {attempts.max > 1 && (
          <>
            <ControlFrame label={t("every")}>
              <MinutesInput
                minutes={attempts.everyMin}
                isDisabled={isDisabled}
                onChange={(everyMin) => onChange({ ...attempts, everyMin: Math.min(everyMinMax, everyMin) }, true)}
              />
            </ControlFrame>
            <CalendarChoice
              calendarId={attempts.calendarId}
              isDisabled={isDisabled}
              onChange={(calendarId) => onChange({ ...attempts, calendarId })}
            />
          </>
        )}
      </div>
    </ControlFrame>
  )
}
