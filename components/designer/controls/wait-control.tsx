"use client"

import { useMemo } from "react"
import { useTranslations } from "use-intl"
import type * as z from "zod"
import { waitSchema } from "@/core/flow/nodes/wait"
import { flowVariables } from "@/core/flow/variables"
import { useDesigner, useDesignerContext } from "../designer-context"
import { CalendarChoice } from "./calendar-choice"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"
import { ExpressionField } from "./expression-field"
import { MinutesInput } from "./minutes-input"
import { Segmented } from "./segmented"

type Wait = z.infer<typeof waitSchema>

const starters: { [T in Wait["type"]]: Extract<Wait, { type: T }> } = {
  minutes: { type: "minutes", minutes: 60, calendarId: null },
  until: { type: "until", source: "" },
}
const sourceCharsMax = 4096

/** A time by the calendar, or until a point in time. */
export function WaitControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.wait")
  const { locale } = useDesignerContext()
  const fields = useDesigner((state) => state.history.graph.fields)
  const variables = useMemo(() => flowVariables(fields), [fields])
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
        ) : isDisabled ? (
          <code className="block text-xs break-words">{wait.source}</code>
        ) : (
          <ExpressionField
            label={t("source")}
            locale={locale}
            variables={variables}
            expect="timestamp"
            value={wait.source}
            onChange={(source) => onChange({ type: "until", source: source.slice(0, sourceCharsMax) }, true)}
          />
        )}
      </div>
    </ControlFrame>
  )
}
