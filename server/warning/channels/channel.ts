import type * as z from "zod"
import type { ChannelName } from "@/core/warning/tier"
import type { Text } from "@/core/text"

/** One message to one person, already in their words. */
export type OutgoingMessage = {
  /** The same for every attempt: a receiver that knows such keys drops repetitions by it. */
  key: string
  to: { personId: string; name: string; email: string; phone: string | null; wecomId: string | null }
  subject: string
  text: string
  /** Absolute address of the ticket. */
  link: string
  /** What it is about, for receivers that are programs. */
  about: {
    kind: string
    level: number | null
    ticketId: string | null
    ticketNumber: number | null
    ticketTitle: string | null
    todoId: string | null
    priority: string | null
    /** Milliseconds since 1970 UTC. */
    dueAt: number | null
  }
}

/**
 * What became of an attempt. `again`: worth another try (the provider was down, too many requests); otherwise it would
 * only fail the same way. `reason` is shown in the delivery log. `stop`: the receiver wants no more messages at all.
 */
export type Delivery =
  | { ok: true; receipt: string }
  | { ok: false; again: boolean; reason: string | Text; retryAfterSec?: number; stop?: boolean }

/** At most `count` messages to one person in any `windowSec`. */
export type ProviderLimit = { count: number; windowSec: number }

/** A way to reach people. One file each; `channels.ts` lists them. In-app messages need none: they are read where they are. */
export type Channel<Settings = unknown> = {
  name: Exclude<ChannelName, "inApp">
  title: Text
  /** What a tenant enters. */
  settings: z.ZodType<Settings>
  /** Names of the settings that are sealed at rest and never sent back to a browser. */
  secrets: string[]
  /** Where the secrets go. Changing one asks for the secrets again, so that nobody can have them sent elsewhere. */
  destination: string[]
  /** How many messages one combined message can name; 1 = they are never combined. */
  combinesMax: number
  /** What the text of a combined message may measure; null = as long as it wants. */
  textBytesMax: number | null
  /** What the provider takes for one person; what is above must not be handed to it. */
  limits: ProviderLimit[]
  /** Quiet hours, digest and cap of the person apply. Not to programs. */
  isForPeople: boolean
  send(message: OutgoingMessage, settings: Settings, signal: AbortSignal): Promise<Delivery>
}
