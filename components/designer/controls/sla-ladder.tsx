"use client"

import clsx from "clsx"
import { ChevronDown, Flag, Trash2, UserRound } from "lucide-react"
import { Fragment, type ReactNode } from "react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import { tierMinute } from "@/core/sla/clock"
import { describeMinutes } from "@/core/sla/describe"
import type { SlaPolicy } from "@/core/sla/policy"
import type { Tier } from "@/core/warning/tier"
import { useDesignerContext } from "../designer-context"
import { channelIcon } from "../channel-icon"
import { FieldPlace } from "./field-place"
import { TierEditor } from "./tier-editor"
import { useAudienceText } from "./audience-text"
import type { ClockKind } from "./policy-editor"

const starts = { todo: "handedOut", visit: "entered", ticket: "opened" } as const satisfies Record<ClockKind, string>

/** The way of a clock in time, drawn from top to bottom: handed out, warned, due, warned louder. */
export function SlaLadder(props: {
  of: ClockKind
  policy: SlaPolicy
  isDisabled: boolean
  openTier: number | null
  onOpen: (index: number | null) => void
  onChange: (tiers: Tier[], isTyped: boolean) => void
}) {
  const t = useTranslations("designer.sla")
  const { locale } = useDesignerContext()
  const { tiers, targetMin } = props.policy
  const minutes = tiers.map((tier) => tierMinute(tier, targetMin))
  const due = minutes.filter((minute) => minute < targetMin).length
  const deadline = (
    <Rung isMilestone icon={<Flag className="size-3" aria-hidden="true" />}>
      <span className="flex-1 text-sm font-medium">{t("deadline")}</span>
      <span className="text-sm text-muted figures">{describeMinutes(targetMin)[locale]}</span>
    </Rung>
  )
  return (
    <ol className="mt-3" aria-label={t("ladder")}>
      <Rung isFirst isMilestone icon={<UserRound className="size-3" aria-hidden="true" />}>
        <span className="text-sm text-muted">{t(starts[props.of])}</span>
      </Rung>
      {tiers.map((tier, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a tier has no identity but its rung
        <Fragment key={index}>
          {index === due && deadline}
          <TierRung
            {...props}
            tier={tier}
            index={index}
            minute={minutes[index] ?? 0}
            isLate={(minutes[index] ?? 0) >= targetMin}
          />
        </Fragment>
      ))}
      {due >= tiers.length && deadline}
    </ol>
  )
}

function Rung(props: {
  isFirst?: boolean
  isMilestone?: boolean
  isLate?: boolean
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <li className="relative flex min-h-8 items-center gap-2.5 pl-7">
      <span
        aria-hidden="true"
        className={clsx("absolute left-[9px] w-0.5 bg-border", props.isFirst ? "top-1/2 bottom-0" : "inset-y-0")}
      />
      <span
        className={clsx(
          "absolute top-1.5 grid place-items-center rounded-full",
          props.isMilestone
            ? "left-0 size-5 border border-border-strong bg-surface text-muted"
            : ["left-1.5 mt-1.5 size-2 ring-3 ring-surface", props.isLate ? "bg-late" : "bg-warning"],
        )}
      >
        {props.icon}
      </span>
      {props.children}
    </li>
  )
}

function TierRung(props: {
  of: ClockKind
  tier: Tier
  index: number
  minute: number
  isLate: boolean
  policy: SlaPolicy
  isDisabled: boolean
  openTier: number | null
  onOpen: (index: number | null) => void
  onChange: (tiers: Tier[], isTyped: boolean) => void
}) {
  const t = useTranslations("designer.sla")
  const tChannel = useTranslations("designer.channels")
  const { tier, index, policy } = props
  const isOpen = props.openTier === index
  const when = useWhen(tier)
  const audienceText = useAudienceText()
  const replace = (next: Tier, isTyped = false) =>
    props.onChange(
      policy.tiers.map((other, at) => (at === index ? next : other)),
      isTyped,
    )
  const summary = (
    <>
      <span className="min-w-0 flex-1 text-start">
        <span className="block text-sm">{when}</span>
        <span className="block truncate text-xs text-muted">{tier.audience.map(audienceText).join(t("and"))}</span>
      </span>
      <span className="flex shrink-0 items-center gap-1 text-muted">
        {tier.channels.map((channel) => {
          const Icon = channelIcon[channel]
          return <Icon key={channel} className="size-3.5" aria-label={tChannel(channel)} />
        })}
      </span>
    </>
  )
  return (
    <Rung isLate={props.isLate}>
      {props.isDisabled ? (
        <div className="flex min-w-0 flex-1 items-center gap-2 py-1">{summary}</div>
      ) : (
        <div
          className={clsx("my-0.5 min-w-0 flex-1 rounded-lg", isOpen && "border border-border bg-surface-secondary")}
        >
          <div className="flex items-center gap-1">
            <button
              type="button"
              aria-expanded={isOpen}
              onClick={() => props.onOpen(isOpen ? null : index)}
              className="flex min-w-0 flex-1 items-center gap-2 rounded-lg px-2 py-1 hover:bg-default"
            >
              {summary}
              <ChevronDown
                className={clsx("size-4 shrink-0 text-muted transition-transform", isOpen && "rotate-180")}
                aria-hidden="true"
              />
            </button>
            {isOpen && (
              <IconButton
                size="sm"
                icon={Trash2}
                label={t("removeTier")}
                onPress={() => {
                  props.onOpen(null)
                  props.onChange(
                    policy.tiers.filter((_, at) => at !== index),
                    false,
                  )
                }}
              />
            )}
          </div>
          {isOpen && (
            <FieldPlace name={`tiers.${index}`}>
              <TierEditor of={props.of} tier={tier} targetMin={policy.targetMin} onChange={replace} />
            </FieldPlace>
          )}
        </div>
      )}
    </Rung>
  )
}

/** "At 50 %", "15 min after the deadline". */
function useWhen({ at }: Tier): string {
  const t = useTranslations("designer.sla")
  const { locale } = useDesignerContext()
  if (at.type === "percent") return t("atPercent", { percent: at.percent })
  if (at.min === 0) return t("atDeadline")
  const amount = describeMinutes(Math.abs(at.min))[locale]
  const text = at.min < 0 ? t("beforeDeadline", { amount }) : t("afterDeadline", { amount })
  return at.time === "wall" ? t("byWall", { text }) : text
}
