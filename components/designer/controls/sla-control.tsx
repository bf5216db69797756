"use client"

import { Plus, TimerOff, Timer } from "lucide-react"
import Link from "next/link"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { SelectField } from "@/components/ui/select-field"
import { tierMinute } from "@/core/sla/clock"
import { slaPolicySchema, type SlaPolicy } from "@/core/sla/policy"
import type { Tier } from "@/core/warning/tier"
import { useDesignerContext } from "../designer-context"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"
import { NumberInput } from "./number-input"
import { SlaLadder } from "./sla-ladder"

const tiersMax = 8
const tenantCalendar = "tenant"

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
  const setTarget = (targetMin: number) => change({ targetMin: Math.max(1, Math.min(525_600, targetMin)) }, true)
  const hours = Math.floor(policy.targetMin / 60)
  const minutes = policy.targetMin % 60
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
      <div className="flex items-center gap-2">
        <NumberInput
          label={t("hours")}
          isLabelHidden
          value={hours}
          min={0}
          max={8759}
          unit={t("h")}
          isDisabled={isDisabled}
          onChange={(next) => setTarget(next * 60 + minutes)}
        />
        <NumberInput
          label={t("minutes")}
          isLabelHidden
          value={minutes}
          min={0}
          max={59}
          unit={t("min")}
          isDisabled={isDisabled}
          onChange={(next) => setTarget(hours * 60 + next)}
        />
      </div>
      <div className="mt-2.5">
        <CalendarChoice policy={policy} isDisabled={isDisabled} onChange={change} />
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

function CalendarChoice(props: {
  policy: SlaPolicy
  isDisabled: boolean
  onChange: (part: Partial<SlaPolicy>) => void
}) {
  const t = useTranslations("designer.sla")
  const { calendars } = useDesignerContext()
  const usual = calendars.find(({ isDefault }) => isDefault)
  const { calendarId } = props.policy
  const isGone = calendarId !== null && calendarId !== "always" && !calendars.some(({ id }) => id === calendarId)
  return (
    <SelectField
      label={t("calendar")}
      description={
        <Link href="/admin/calendars" target="_blank" className="text-link hover:underline">
          {t("manageCalendars")}
        </Link>
      }
      isDisabled={props.isDisabled}
      options={[
        { value: tenantCalendar, label: usual ? t("usualNamed", { name: usual.name }) : t("usual") },
        ...calendars.filter(({ isDefault }) => !isDefault).map(({ id, name }) => ({ value: id, label: name })),
        { value: "always", label: t("always") },
      ]}
      placeholder={isGone ? t("calendarGone") : undefined}
      value={isGone ? null : (calendarId ?? tenantCalendar)}
      onChange={(id) => props.onChange({ calendarId: id === tenantCalendar ? null : id })}
    />
  )
}
