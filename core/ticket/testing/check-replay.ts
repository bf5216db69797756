import { canonicalJson } from "@/core/canonical-json"
import { invariant } from "@/core/problem"
import { packStep, unpackStep } from "../chain"
import { eventBodySchema } from "../event"
import { evolve } from "../evolve"
import { codecOf, type Packed } from "../packed"
import { ticketStateSchema, type TicketState } from "../state"
import type { Ledger } from "./ledger"

/**
 * As if the process had ended after each step: what it stored is read back with its keys in another order, as a jsonb column
 * gives it, and the events so far make exactly the state that was stored then. State and events are what their schemas
 * take, or nobody could load the ticket again, and packing them loses nothing. Throws what is not so.
 */
export function checkReplay(ledger: Pick<Ledger, "steps" | "events">): void {
  const { events } = ledger
  const steps = ledger.steps.filter((step) => step.events.length > 0)
  const stored = reread(events)
  let state: TicketState | null = null
  let seq = 0
  for (const step of steps) {
    state = stored.slice(seq, seq + step.events.length).reduce<TicketState | null>(evolve, state && reread(state))
    seq += step.events.length
    const bytes = canonicalJson(step.after)
    invariant(canonicalJson(state) === bytes, `the events up to ${seq} do not give the state that was stored`)
    const read = ticketStateSchema.safeParse(step.after)
    invariant(read.success, `the state after event ${seq} cannot be read: ${read.error?.message}`)
    invariant(throughCodec(states, read.data) === bytes, `packing changed the state after event ${seq}`)
  }
  invariant(seq === events.length, "events that no step wrote")
  // Their hashes are worked out anew from what was read back.
  const sealed = steps.flatMap((step) =>
    unpackStep(packStep(stored.slice(step.events[0]!.seq - 1, step.events.at(-1)!.seq))),
  )
  invariant(canonicalJson(sealed) === canonicalJson(events), "the stored events have another chain")
  for (const { body } of events) {
    eventBodySchema.parse(body)
    invariant(throughCodec(bodies, body) === canonicalJson(body), `packing changed a ${body.type}`)
  }
}

const bodies = codecOf(eventBodySchema)
const states = codecOf(ticketStateSchema)

/** A value packed, written, read and unpacked, in canonical JSON. */
const throughCodec = <T>(codec: { pack(value: T): Packed; unpack(packed: Packed): T }, value: T): string =>
  canonicalJson(codec.unpack(JSON.parse(JSON.stringify(codec.pack(value))) as Packed))

/** A value written and read, with the keys of every object in reverse. */
const reread = <T>(value: T): T => JSON.parse(JSON.stringify(value), (_, member: unknown) => reversed(member)) as T

function reversed(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toReversed())
}
