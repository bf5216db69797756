/**
 * What became of a call, or where it stands. The first four are open; a call leaves them once and for all, except that
 * a later fact of the vendor may still restate it (an abandoned caller who resumes, a contact record that arrives late).
 *
 * - `in_ivr` — with the machine, or reached us and nothing else is known yet.
 * - `waiting` — in a queue, nobody rings.
 * - `ringing` — an agent is offered the call.
 * - `talking` — with an agent, on hold included.
 * - `answered` — an agent had it, and it is over.
 * - `abandoned_queue` — the caller gave up waiting for a person; `abandoned_ivr` — gave up before that.
 * - `self_served` — the machine solved it.
 * - `diverted` — traffic control sent it to another channel.
 * - `unserved` — the queue put it out: time-out, full, nobody logged in, a key pressed, withdrawn.
 * - `not_reached` — outbound, nobody picked up.
 * - `lost` — the telephone system no longer knows it after a gap in its events.
 * - `phantom` — a virtual call: counted as a record, in no other figure.
 */
export const openOutcomes = ["in_ivr", "waiting", "ringing", "talking"] as const
export const closedOutcomes = [
  "answered",
  "abandoned_queue",
  "abandoned_ivr",
  "self_served",
  "diverted",
  "unserved",
  "not_reached",
  "lost",
  "phantom",
] as const
export const callOutcomes = [...openOutcomes, ...closedOutcomes] as const
export type CallOutcome = (typeof callOutcomes)[number]

const open: ReadonlySet<CallOutcome> = new Set(openOutcomes)
export function isOpen(outcome: CallOutcome): boolean {
  return open.has(outcome)
}
