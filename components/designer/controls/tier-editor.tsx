"use client"

import clsx from "clsx"
import { useTranslations } from "use-intl"
import { SelectField } from "@/components/ui/select-field"
import { isByWall, tierMinute } from "@/core/sla/clock"
import type { Audience, Tier } from "@/core/warning/tier"
import { useAudienceText } from "./audience-text"
import { ChannelsInput } from "./channels-input"
import { NumberInput } from "./number-input"
import type { ClockKind } from "./policy-editor"
import { PersonPicker } from "./person-picker"
import { TierActionEditor } from "./tier-action"

type When = "percent" | "before" | "after"
const whens = ["percent", "before", "after"] as const satisfies readonly When[]
/** Higher levels than these exist in data only; they are shown when a tier has them. */
const levels = [1, 2, 3]
const audienceMax = 6

const whenOf = ({ at }: Tier): When => {
  if (at.type === "percent") return "percent"
  return at.min < 0 ? "before" : "after"
}

/** The same moment said the other way, as near as whole numbers allow. */
function restate(tier: Tier, when: When, targetMin: number): Tier["at"] {
  const minute = tierMinute(tier, targetMin)
  if (when === "percent") {
    return { type: "percent", percent: Math.min(1000, Math.max(1, Math.round((100 * minute) / targetMin))) }
  }
  const offset = Math.abs(minute - targetMin)
  const at = { type: "offset" as const, min: when === "before" ? -Math.max(1, offset) : offset }
  return counting(at, isByWall(tier) ? "wall" : "open")
}

type Offset = Extract<Tier["at"], { type: "offset" }>
type Counted = "open" | "wall"
const counts = ["open", "wall"] as const satisfies readonly Counted[]

const counting = ({ type, min }: Offset, by: Counted): Offset => ({ type, min, ...(by === "wall" && { time: by }) })

/** When a warning goes out, to whom, and how. */
export function TierEditor(props: {
  of: ClockKind
  tier: Tier
  targetMin: number
  onChange: (tier: Tier, isTyped?: boolean) => void
}) {
  const t = useTranslations("designer.sla")
  const { tier, targetMin, onChange } = props
  const when = whenOf(tier)
  const offset = tier.at.type === "offset" ? tier.at : null
  const percent = tier.at.type === "percent" ? tier.at.percent : 100
  return (
    <div className="space-y-3 px-2 pt-1 pb-2.5">
      <div className="flex items-end gap-2">
        {!offset ? (
          <NumberInput
            label={t("percent")}
            isLabelHidden
            className="w-16 shrink-0"
            value={percent}
            min={1}
            max={1000}
            onChange={(next) => onChange({ ...tier, at: { type: "percent", percent: next } }, true)}
          />
        ) : (
          <NumberInput
            label={t("minutes")}
            isLabelHidden
            className="w-16 shrink-0"
            value={Math.abs(offset.min)}
            min={when === "before" ? 1 : 0}
            max={525_600}
            onChange={(min) => onChange({ ...tier, at: { ...offset, min: when === "before" ? -min : min } }, true)}
          />
        )}
        <SelectField
          label={t("when")}
          isLabelHidden
          className="min-w-0 flex-1"
          options={whens.map((value) => ({ value, label: t(`whens.${value}`) }))}
          value={when}
          onChange={(next) => onChange({ ...tier, at: restate(tier, next, targetMin) })}
        />
      </div>
      {offset && offset.min !== 0 && (
        <SelectField
          label={t("counted")}
          options={counts.map((value) => ({ value, label: t(`counts.${value}`) }))}
          value={isByWall(tier) ? "wall" : "open"}
          onChange={(value) => onChange({ ...tier, at: counting(offset, value) })}
        />
      )}
      <AudienceEditor audience={tier.audience} onChange={(audience) => onChange({ ...tier, audience })} />
      <div>
        <p className="mb-1 text-xs text-muted">{t("by")}</p>
        <ChannelsInput
          label={t("by")}
          channels={tier.channels}
          isDisabled={false}
          onChange={(channels) => onChange({ ...tier, channels })}
        />
      </div>
      <TierActionEditor of={props.of} tier={tier} onChange={onChange} />
    </div>
  )
}

const same = (a: Audience, b: Audience) =>
  a.type === b.type && (a.type !== "supervisor" || b.type !== "supervisor" || a.level === b.level)

function AudienceEditor(props: { audience: Audience[]; onChange: (audience: Audience[]) => void }) {
  const t = useTranslations("designer.audience")
  const audienceText = useAudienceText()
  const { audience } = props
  const usual: Audience[] = [
    { type: "assignee" },
    ...levels.map((level): Audience => ({ type: "supervisor", level })),
    { type: "flowAdministrator" },
    { type: "group" },
  ]
  const rare = audience.filter((part) => part.type !== "named" && !usual.some((other) => same(part, other)))
  const named = audience.find((part) => part.type === "named")
  const toggle = (part: Audience) => {
    const isOn = audience.some((other) => same(part, other))
    const next = isOn ? audience.filter((other) => !same(part, other)) : [...audience, part]
    if (next.length > 0 && next.length <= audienceMax) props.onChange(next)
  }
  return (
    <div>
      <p className="mb-1 text-xs text-muted">{t("title")}</p>
      <fieldset aria-label={t("title")} className="flex flex-wrap gap-1">
        {[...usual, ...rare].map((part) => {
          const isOn = audience.some((other) => same(part, other))
          return (
            <button
              key={audienceText(part)}
              type="button"
              aria-pressed={isOn}
              title={isOn && audience.length === 1 ? t("oneStays") : undefined}
              onClick={() => toggle(part)}
              className={clsx(
                "inline-flex h-9 items-center rounded-lg border px-2 text-xs transition-colors md:h-7",
                isOn
                  ? "border-accent bg-accent-soft text-accent-soft-foreground"
                  : "border-border bg-surface text-muted hover:border-border-strong hover:text-foreground",
              )}
            >
              {audienceText(part)}
            </button>
          )
        })}
      </fieldset>
      <div className="mt-2">
        <PersonPicker
          label={t("named")}
          isLabelHidden
          personIds={named?.personIds ?? []}
          max={20}
          isDisabled={false}
          onChange={(personIds) => {
            const others = audience.filter((part) => part.type !== "named")
            const next: Audience[] = personIds.length > 0 ? [...others, { type: "named", personIds }] : others
            if (next.length > 0 && next.length <= audienceMax) props.onChange(next)
          }}
        />
      </div>
    </div>
  )
}
