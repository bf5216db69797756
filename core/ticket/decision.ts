import type { Problem } from "@/core/problem"
import type { EventBody } from "./event"

/** How a pool moved: checked and written together with the events. `sequence` is the one that was read. */
export type PoolMove = { key: string; sequence: number; personId: string }

/** Why a command was refused. `forbidden`: not this person's to do. `notFound`: no such todo or incident here. */
export type RefusalCode =
  | "alreadyOpen"
  | "ticketClosed"
  | "todoNotFound"
  | "todoNotActive"
  | "incidentNotFound"
  | "forbidden"
  | "decisionMade"
  | "decisionNotAllowed"
  | "commentMissing"
  | "fieldUnknown"
  | "fieldNotAsked"
  | "fieldMissing"
  | "fieldInvalid"
  | "sameAssignee"
  | "personUnknown"
  | "alreadySigner"
  | "notAllowedHere"
  | "tooDeep"
  | "mixedSigns"
  | "tooManyPeople"
  | "notAdded"
  | "lastSeat"
  | "targetMissing"
  | "targetUnknown"
  | "nothingToWithdraw"
  | "ticketOpen"
  | "urgedLately"
  | "nobodyToUrge"
  | "nothingToAcknowledge"
  | "nothingToPause"
  | "nothingToResume"
  | "otherVersion"
  | "claimedBefore"
  | "notQueued"
  | "choiceInvalid"

/**
 * The answer to a command. `needs`: read these pools, and who took these calls, and ask again. `refused`: the command makes no sense in this state
 * (todo no longer active, not your todo, …); nothing happens, and `problems` has every reason (`problem` is the first).
 * An empty `events` list = a stale tick, nothing to do.
 */
export type Decision =
  | { type: "events"; events: EventBody[]; pools: PoolMove[] }
  | { type: "needs"; pools: { key: string; personIds: string[] }[]; callIds?: string[] }
  | { type: "refused"; problem: Problem; problems: Problem[] }
