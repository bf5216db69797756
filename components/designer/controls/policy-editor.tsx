"use client"

import { Plus } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { tierMinute } from "@/core/sla/clock"
import type { SlaPolicy } from "@/core/sla/policy"
import type { Tier } from "@/core/warning/tier"
import { CalendarChoice } from "./calendar-choice"
import { useDesigner } from "../designer-context"
import { ClockConditions } from "./clock-conditions"
import { isHere, useWhere } from "./field-place"
import { MinutesInput } from "./minutes-input"
import { SlaLadder } from "./sla-ladder"
import { SwitchInput } from "./switch-input"

/** What a clock measures: some of what a warning can do makes sense for a todo only. */
export type ClockKind = "todo" | "visit" | "ticket"

const tiersMax = 8

/** What a new deadline begins with: remind at half time, bring the supervisor in, and say loudly when it is over. */
export const firstPolicy: SlaPolicy = {
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

/** A list or dialog that belongs to what is being edited. */
const overlays = "[role=listbox], [role=dialog], [role=menu]"

/** The warning that a place of this clock names. */
function tierAt(field: string | undefined, clock: string): number | null {
  const [index] = field?.startsWith(`${clock}.tiers.`) ? field.slice(`${clock}.tiers.`.length).split(".") : []
  return index === undefined ? null : Number(index)
}

/** One clock: by when, by which calendar, who is warned on the way, and what starts, pauses and ends it. */
export function PolicyEditor(props: {
  of: ClockKind
  policy: SlaPolicy
  isDisabled: boolean
  onChange: (policy: SlaPolicy, isTyped?: boolean) => void
}) {
  const t = useTranslations("designer.sla")
  const [openTier, setOpenTier] = useState<number | null>(null)
  const { policy, isDisabled } = props
  const where = useWhere()
  const target = useDesigner((state) => state.target)
  const wanted = isHere(where, target) ? tierAt(target?.field, where.field) : null
  if (wanted !== null && wanted !== openTier && wanted < policy.tiers.length) setOpenTier(wanted)
  const change = (part: Partial<SlaPolicy>, isTyped = false) => props.onChange({ ...policy, ...part }, isTyped)
  /** Closed again, a tier goes to its place in time; under the hands that edit it, it stays. */
  const settle = (index: number | null) => {
    const sorted = inTime(policy.tiers, policy.targetMin)
    const opened = index === null ? undefined : policy.tiers[index]
    if (sorted.some((tier, at) => tier !== policy.tiers[at])) change({ tiers: sorted })
    setOpenTier(opened ? sorted.indexOf(opened) : null)
  }
  const latest = useRef<(() => void) | null>(null)
  useEffect(() => {
    latest.current = () => settle(openTier)
    return () => {
      latest.current = null
    }
  })
  return (
    <>
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
      <div
        // Hands that leave the ladder leave it in order: warnings out of it would keep the flow from being published.
        onBlur={(event) => {
          const to = event.relatedTarget
          // After the number that was being typed has been taken.
          const hasLeft = !event.currentTarget.contains(to) && !to?.closest(overlays)
          if (hasLeft && !isDisabled) setTimeout(() => latest.current?.())
        }}
      >
        <SlaLadder
          of={props.of}
          policy={policy}
          isDisabled={isDisabled}
          openTier={openTier}
          onOpen={settle}
          onChange={(tiers, isTyped) => change({ tiers }, isTyped)}
        />
      </div>
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
      {props.of === "todo" && (
        <div className="mt-3 space-y-3 border-t border-separator pt-3">
          <SwitchInput
            label={t("mayPause")}
            help={t("mayPauseHelp")}
            isOn={policy.mayPause ?? false}
            isDisabled={isDisabled}
            onChange={(isOn) => {
              const { mayPause: _before, ...rest } = policy
              props.onChange(isOn ? { ...rest, mayPause: true } : rest)
            }}
          />
          <SwitchInput
            label={t("onTransfer")}
            help={t("onTransferHelp")}
            isOn={policy.onTransfer === "restart"}
            isDisabled={isDisabled}
            onChange={(isOn) => {
              const { onTransfer: _before, ...rest } = policy
              props.onChange(isOn ? { ...rest, onTransfer: "restart" } : rest)
            }}
          />
        </div>
      )}
      <ClockConditions
        conditions={policy.conditions}
        isDisabled={isDisabled}
        onChange={(conditions, isTyped) => {
          const { conditions: _before, ...rest } = policy
          props.onChange(conditions ? { ...rest, conditions } : rest, isTyped)
        }}
      />
    </>
  )
}
