"use client"

import * as z from "zod"
import { channelNameSchema } from "@/core/warning/tier"
import { ChannelsInput } from "./channels-input"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"

const channelsSchema = z.array(channelNameSchema)

export function ChannelsControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  return (
    <ControlFrame label={label} help={help} error={error}>
      <ChannelsInput
        label={label}
        channels={channelsSchema.safeParse(value).data ?? []}
        isDisabled={isDisabled}
        onChange={(channels) => onChange(channels)}
      />
    </ControlFrame>
  )
}
