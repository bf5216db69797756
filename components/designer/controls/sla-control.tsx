"use client"

import { Plus, TimerOff, Timer } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { tierMinute } from "@/core/sla/clock"
import { slaPolicySchema, type SlaPolicy } from "@/core/sla/policy"
import type { Tier } from "@/core/warning/tier"
import { CalendarChoice } from "./calendar-choice"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"
import { MinutesInput } from "./minutes-input"
import { SlaLadder } from "./sla-ladder"

const tiersMax = 8

/** What a new deadline begins with: remind at half time, bring the supervisor in, and say loudly when it is over. */
const firstPolicy: SlaPolicy = {
  targetMin: 60,
  calendarId: null,
  tiers: [
    { at: { type: "percent", percent: 50 }, audience: [{ type: "assignee" }], channels: ["inApp"] },
    {
      at: { type: "percent", percent: 75 },
      audience: [{ type: "assignee" }, { type: "supervisor", level: 1 }],
      channels: ["inApp"],
    },
    {
      at: { type: "percent", percent: 100 },
      audience: [{ type: "assignee" }, { type: "supervisor", level: 1 }],
      channels: ["inApp", "email"],
    },
  ],
}

export const inTime = (tiers: readonly Tier[], targetMin: number): Tier[] =>
  tiers.toSorted((a, b) => tierMinute(a, targetMin) - tierMinute(b, targetMin))

/** A quarter of an hour behind the last one, or at the deadline. */
function nextTier({ tiers, targetMin }: SlaPolicy): Tier {
  const last = Math.max(targetMin - 15, ...tiers.map((tier) => tierMinute(tier, targetMin)))
  return {
    at: { type: "offset", min: last + 15 - targetMin },
    audience: [{ type: "assignee" }, { type: "supervisor", level: 1 }],
    channels: ["inApp"],
  }
}

/** By when, by which calendar, and who is warned on the way. */
export function SlaControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.sla")
  const [openTier, setOpenTier] = useState<number | null>(null)
  const policy = slaPolicySchema.safeParse(value).data ?? null
  if (!policy) {
    return (
      <ControlFrame label={label} help={help} error={error}>
        <p className="text-sm text-muted">{t("none")}</p>
        {!isDisabled && (
          <Button size="sm" variant="outline" className="mt-2" onPress={() => onChange(firstPolicy)}>
            <Timer aria-hidden="true" />
            {t("set")}
          </Button>
        )}
      </ControlFrame>
    )
  }
  const change = (part: Partial<SlaPolicy>, isTyped = false) => onChange({ ...policy, ...part }, isTyped)
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
      <MinutesInput
        minutes={policy.targetMin}
        isDisabled={isDisabled}
        onChange={(targetMin) => change({ targetMin }, true)}
      />
      <div className="mt-2.5">
        <CalendarChoice
          calendarId={policy.calendarId}
          isDisabled={isDisabled}
          onChange={(calendarId) => change({ calendarId })}
        />
      </div>
      <SlaLadder
        policy={policy}
        isDisabled={isDisabled}
        openTier={openTier}
        // Closed again, a tier goes to its place in time; under the hands that edit it, it stays.
        onOpen={(index) => {
          const sorted = inTime(policy.tiers, policy.targetMin)
          const opened = index === null ? undefined : policy.tiers[index]
          if (sorted.some((tier, at) => tier !== policy.tiers[at])) change({ tiers: sorted })
          setOpenTier(opened ? sorted.indexOf(opened) : null)
        }}
        onChange={(tiers, isTyped) => change({ tiers }, isTyped)}
      />
      {!isDisabled && policy.tiers.length < tiersMax && (
        <Button
          size="sm"
          variant="ghost"
          className="mt-1 ml-3"
          onPress={() => {
            change({ tiers: [...inTime(policy.tiers, policy.targetMin), nextTier(policy)] })
            setOpenTier(policy.tiers.length)
          }}
        >
          <Plus aria-hidden="true" />
          {t("addTier")}
        </Button>
      )}
    </ControlFrame>
  )
}
