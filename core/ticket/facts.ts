import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { Calendar } from "@/core/sla/policy"
import type { Directory } from "@/core/people/directory"

/**
 * The durable pointer of one pool ("<flow id>:<node id>"), read by the shell. `sequence` counts its dispatches; the step
 * writes back `sequence + 1` only if nobody else has, so two concurrent dispatches never see the same pool twice.
 */
export type Pool = {
  sequence: number
  /** Who got the last todo of this pool; round-robin goes on after this person. */
  lastPersonId: string | null
  /** Open todos per person, for least loaded. Missing = 0. */
  open: Record<string, number>
  /** When each person last got or finished a todo, for longest idle. Missing = never. */
  idleSince?: Record<string, number>
  /** Sequences of the pools of single people (`personPool`), read in the same instant as `open`. Missing = 0. */
  turns?: Record<string, number>
}

/** What a decision may look at besides the flow, the state and the command. */
export type Facts = {
  directory: Directory
  /** Calendars by id; "default" is the tenant's own. */
  calendars: Record<string, Calendar>
  /** Pools read so far. A decision that needs another one says so (`needs`) and is taken again with it. */
  pools: Record<string, Pool>
  /** The version a `migrate` command names. */
  target?: { versionId: string; flow: ExecutableFlow }
  /** Who took a call, by the call's id: null for nobody we know. Read, like pools, when a decision asks for it. */
  callAgents?: Record<string, string | null>
}
