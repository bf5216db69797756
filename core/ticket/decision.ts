import type { Problem } from "@/core/problem"
import type { EventBody } from "./event"

/** How a pool moved: checked and written together with the events. */
export type PoolMove = { key: string; sequence: number; personId: string }

/**
 * The answer to a command. `needs`: read these pools and ask again. `refused`: the command makes no sense in this state
 * (todo no longer active, not your todo, …); nothing happens. An empty `events` list = a stale tick, nothing to do.
 */
export type Decision =
  | { type: "events"; events: EventBody[]; pools: PoolMove[] }
  | { type: "needs"; pools: { key: string; personIds: string[] }[] }
  | { type: "refused"; problem: Problem }
