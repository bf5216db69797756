import type * as z from "zod"
import type { ChannelName } from "@/core/warning/tier"
import type { Text } from "@/core/text"

/** One message to one person, already in their words. */
export type OutgoingMessage = {
  /** The same for every attempt: a receiver that knows such keys drops repetitions by it. */
  key: string
  to: { name: string; email: string; phone: string | null; wecomId: string | null }
  subject: string
  text: string
  /** Absolute address of the ticket. */
  link: string
}

/**
 * What became of an attempt. `again`: worth another try (the provider was down, too many requests); otherwise it would
 * only fail the same way. `reason` is shown in the delivery log.
 */
export type Delivery =
  | { ok: true; receipt: string }
  | { ok: false; again: boolean; reason: string; retryAfterSec?: number }

/** A way to reach people. One file each; `channels.ts` lists them. In-app messages need none: they are read where they are. */
export type Channel<Settings = unknown> = {
  name: Exclude<ChannelName, "inApp">
  title: Text
  settings: z.ZodType<Settings>
  /** Names of the settings that are sealed at rest and never sent back to a browser. */
  secrets: string[]
  send(message: OutgoingMessage, settings: Settings, signal: AbortSignal): Promise<Delivery>
}
