import { sha256 } from "@noble/hashes/sha2.js"
import { utf8ToBytes } from "@noble/hashes/utils.js"
import { canonicalJson } from "@/core/canonical-json"
import { invariant } from "@/core/problem"
import type { Actor, EventBody, TicketEvent } from "./event"

/** `prev` of a ticket's first event: there is nothing before it. */
export const genesisHash = "A".repeat(43)

/** base64url of the SHA-256 of a text's UTF-8, 43 characters. */
export type Digest = (text: string) => string

/** In script, the same everywhere. Where the platform has a faster one it is handed in (server/ticket/digest). */
export const scriptDigest: Digest = (text) =>
  btoa(String.fromCharCode(...sha256(utf8ToBytes(text))))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "")

/** The hash of an event: of its canonical JSON. Pure. */
export const hashEvent = (event: TicketEvent, digest: Digest = scriptDigest): string => digest(canonicalJson(event))

export type Sealed = {
  events: TicketEvent[]
  /** Hash of the last event: the `prev` of the next step, and what is anchored outside. */
  head: string
}

/**
 * Numbers and chains the events of one step. `seq` and `prev` are those of the last event already there: 0 and
 * `genesisHash` for a new ticket.
 */
export function seal(
  bodies: EventBody[],
  stamp: { at: number; by: Actor; prev: string; seq: number },
  digest: Digest = scriptDigest,
): Sealed {
  let head = stamp.prev
  const events = bodies.map((body, index): TicketEvent => {
    const event = { seq: stamp.seq + index + 1, at: stamp.at, by: stamp.by, prev: head, body }
    head = hashEvent(event, digest)
    return event
  })
  return { events, head }
}

/** The events of one step as they are stored: what they share is written once. */
export type PackedStep = { seq: number; at: number; by: Actor; prev: string; bodies: EventBody[] }

/** Half the bytes of the events. `seq` and `prev` are those of the first event. Throws for an empty list. */
export function packStep(events: TicketEvent[]): PackedStep {
  const [first] = events
  invariant(first, "a step without events")
  const { seq, at, by, prev } = first
  return { seq, at, by, prev, bodies: events.map((event) => event.body) }
}

/** The events again, with their hashes: what `packStep` was given. */
export function unpackStep({ seq, at, by, prev, bodies }: PackedStep): TicketEvent[] {
  return seal(bodies, { at, by, prev, seq: seq - 1 }).events
}

export type ChainResult = { ok: true; head: string } | { ok: false; brokenSeq: number }

/**
 * Checks a ticket's whole chain: numbers without a gap from 1, each event naming the hash of the one before it. Names the
 * first event that cannot be trusted: the missing number, or the event whose successor names another hash. `head`, when
 * known from elsewhere (the ticket's row, the daily anchor), shows an edited last event and a cut tail too, which a chain
 * alone cannot; then the last event there is named.
 */
export function verifyChain(events: TicketEvent[], head?: string): ChainResult {
  let prev = genesisHash
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1) return { ok: false, brokenSeq: index + 1 }
    if (event.prev !== prev) return { ok: false, brokenSeq: Math.max(1, index) }
    prev = hashEvent(event)
  }
  if (head !== undefined && head !== prev) return { ok: false, brokenSeq: Math.max(1, events.length) }
  return { ok: true, head: prev }
}
