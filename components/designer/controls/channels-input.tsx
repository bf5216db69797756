"use client"

import clsx from "clsx"
import { useTranslations } from "use-intl"
import { channelNameSchema, type ChannelName } from "@/core/warning/tier"
import { channelIcon } from "../channel-icon"

/** Ways to reach somebody, in the order they are tried. At least one stays chosen. */
export function ChannelsInput(props: {
  label: string
  channels: readonly ChannelName[]
  isDisabled: boolean
  onChange: (channels: ChannelName[]) => void
}) {
  const t = useTranslations("designer.channels")
  return (
    <fieldset aria-label={props.label} className="flex flex-wrap gap-1">
      {channelNameSchema.options.map((channel) => {
        const Icon = channelIcon[channel]
        const isOn = props.channels.includes(channel)
        const isLast = isOn && props.channels.length === 1
        return (
          <button
            key={channel}
            type="button"
            aria-pressed={isOn}
            disabled={props.isDisabled}
            title={isLast ? t("oneStays") : undefined}
            onClick={() => {
              if (isLast) return
              props.onChange(isOn ? props.channels.filter((other) => other !== channel) : [...props.channels, channel])
            }}
            className={clsx(
              "inline-flex h-9 items-center gap-1.5 rounded-lg border px-2 text-xs transition-colors disabled:opacity-50 md:h-7",
              isOn
                ? "border-accent bg-accent-soft text-accent-soft-foreground"
                : "border-border bg-surface text-muted hover:border-border-strong hover:text-foreground",
            )}
          >
            <Icon className="size-3.5" aria-hidden="true" />
            {t(channel)}
          </button>
        )
      })}
    </fieldset>
  )
}
