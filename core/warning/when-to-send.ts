import type { DeliveryPreferences } from "./preferences"
import { endOfQuiet, isQuiet } from "./quiet-hours"

/** A message of one person on one channel that waits to be sent. Instants are milliseconds since 1970 UTC. */
export type Waiting = {
  id: number
  /** Of a deadline warning; null for everything else. */
  level: number | null
  createdAt: number
}

/** What the channel takes for one person: at most `count` messages in any `windowMs`. */
export type Limit = { count: number; windowMs: number; reason: "cap" | "provider" }

/** Why a message waits: the person's quiet hours or digest, their cap, or what the provider takes. */
export const waitReasons = ["quiet", "digest", "cap", "provider"] as const
export type WaitReason = (typeof waitReasons)[number]
export type When = { at: number; reason: WaitReason | null }

/** How the channel is used. `combinesMax`: how many messages one combined message can name; 1 = never combined. */
export type Pace = { limits: readonly Limit[]; combinesMax: number }

const hourMs = 3_600_000
/** Over the cap, urgent messages still go, combined, this far apart. */
const urgentPauseMs = 60_000
/** More than these at once are a flood, and a flood comes as one. */
const apartMax = 5

/** The limits of a person on a channel: their own cap, and the provider's. */
export const limitsOf = ({ perHourMax }: DeliveryPreferences, provider: readonly Limit[]): Limit[] => [
  { count: perHourMax, windowMs: hourMs, reason: "cap" },
  ...provider,
]

export const isUrgent = ({ level }: Waiting, { urgentFromLevel }: DeliveryPreferences): boolean =>
  level !== null && urgentFromLevel !== null && level >= urgentFromLevel

/**
 * When one message may go: not before its person's quiet hours and digest window are over, and not before there is room
 * under every limit. An urgent one waits for no wish, and for the cap a minute at most; a provider's limit holds
 * everything. `sentAt`: when messages went to this person on this channel, in any order. Pure; `at` is never before `now`.
 */
export function whenToSend(
  message: Waiting,
  preferences: DeliveryPreferences,
  sentAt: readonly number[],
  now: number,
  { limits, combinesMax }: Pace,
): When {
  const asked = whenAsked(message, preferences, now, combinesMax)
  const urgent = isUrgent(message, preferences)
  const room = whenRoom(sentAt, limits, asked.at, urgent)
  if (room.at <= asked.at) return asked
  const at = urgent ? room.at : endOfQuiet(room.at, preferences)
  return { at, reason: at > room.at ? "quiet" : room.reason }
}

/** By the person's wishes alone. */
function whenAsked(message: Waiting, preferences: DeliveryPreferences, now: number, combinesMax: number): When {
  if (isUrgent(message, preferences)) return { at: now, reason: null }
  const digestMs = combinesMax > 1 ? preferences.digestMin * 60_000 : 0
  const digested = Math.max(now, message.createdAt + digestMs)
  const at = endOfQuiet(digested, preferences)
  if (at > digested) return { at, reason: "quiet" }
  return { at, reason: digested > now ? "digest" : null }
}

/** The first instant from `from` on with room for one more under every limit. */
function whenRoom(sentAt: readonly number[], limits: readonly Limit[], from: number, urgent: boolean): When {
  const newestFirst = sentAt.toSorted((a, b) => b - a)
  let when: When = { at: from, reason: null }
  for (const { count, windowMs, reason } of limits) {
    // The oldest of the last `count` must have left the window.
    const oldest = newestFirst[count - 1]
    if (oldest === undefined) continue
    const free = oldest + windowMs
    const at = urgent && reason === "cap" ? Math.min(free, (newestFirst[0] ?? 0) + urgentPauseMs) : free
    if (at > when.at) when = { at, reason }
  }
  return when
}

const roomAt = (sentAt: readonly number[], limits: readonly Limit[], now: number): number =>
  Math.min(...limits.map(({ count, windowMs }) => count - sentAt.filter((at) => at + windowMs > now).length))

export type Plan<Message extends Waiting> = {
  /** Each list is one message to the provider; more than one in it are combined. */
  send: Message[][]
  wait: { message: Message; when: When }[]
}

/**
 * What goes now to one person on one channel, how it is put together, and when the rest is looked at again. Every message
 * is in the plan exactly once. A few go each by themselves; a flood, a digest, and what the limits leave no room for
 * go combined, the most urgent first. Pure.
 */
export function planMessages<Message extends Waiting>(
  messages: readonly Message[],
  preferences: DeliveryPreferences,
  sentAt: readonly number[],
  now: number,
  pace: Pace,
): Plan<Message> {
  const ordered = messages.toSorted(
    (a, b) => (b.level ?? 0) - (a.level ?? 0) || a.createdAt - b.createdAt || a.id - b.id,
  )
  const asked = new Map(ordered.map((one) => [one, whenAsked(one, preferences, now, pace.combinesMax)]))
  const isDue = (one: Message) => (asked.get(one)?.at ?? now) <= now
  // A digest that leaves takes along what has come since, for that would only be the next digest.
  const leaves = ordered.some((one) => isDue(one) && !isUrgent(one, preferences)) && !isQuiet(now, preferences)
  const due = ordered.filter((one) => isDue(one) || (leaves && asked.get(one)?.reason === "digest"))

  const apart = grouped(due, preferences, pace)
  const room = Math.max(0, roomAt(sentAt, pace.limits, now)) || roomForUrgent(due, preferences, sentAt, now, pace)
  const groups = apart.length <= room ? apart : chunks(due, pace.combinesMax)
  const send = groups.slice(0, room)
  const sent = new Set(send.flat())
  const after = [...sentAt, ...send.map(() => now)]
  return {
    send,
    wait: ordered
      .filter((one) => !sent.has(one))
      .map((message) => ({ message, when: whenToSend(message, preferences, after, now, pace) })),
  }
}

/** One, when something urgent may go although the cap is reached. */
const roomForUrgent = (
  due: readonly Waiting[],
  preferences: DeliveryPreferences,
  sentAt: readonly number[],
  now: number,
  { limits }: Pace,
): number => (due.some((one) => isUrgent(one, preferences)) && whenRoom(sentAt, limits, now, true).at <= now ? 1 : 0)

function grouped<Message extends Waiting>(due: Message[], preferences: DeliveryPreferences, pace: Pace): Message[][] {
  const isDigest = preferences.digestMin > 0 && pace.combinesMax > 1
  const urgent = due.filter((one) => isUrgent(one, preferences))
  const others = due.filter((one) => !isUrgent(one, preferences))
  if (due.length > apartMax) return chunks(due, pace.combinesMax)
  return [...chunks(urgent, 1), ...chunks(others, isDigest ? pace.combinesMax : 1)]
}

const chunks = <T>(list: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size))
