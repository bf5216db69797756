import { nodeKinds } from "@/core/flow/nodes/kinds"
import type { Coverage } from "./run-engine"

const kindsWithPeople = nodeKinds.filter((kind) => kind.group === "people").map((kind) => kind.kind)

/** Node kind × command × result that a run worth its name has met, and what it must have seen happen. */
export const expectedCoverage: string[] = [
  ...nodeKinds.map(({ kind }) => `${kind} entered`),
  ...kindsWithPeople.flatMap((kind) => [
    `${kind} decide done`,
    `${kind} decide forbidden`,
    `${kind} tick done`,
    `${kind} tick stale`,
    `${kind} transfer done`,
    `${kind} transfer forbidden`,
    `${kind} transfer sameAssignee`,
    `${kind} transfer personUnknown`,
    `${kind} transfer alreadySigner`,
    `${kind} retry done`,
    `${kind} delegate done`,
    `${kind} delegate notAllowedHere`,
    `${kind} removeSign done`,
    `${kind} return done`,
    `${kind} return notAllowedHere`,
    `${kind} return commentMissing`,
  ]),
  "start decide done",
  "start transfer done",
  ...["done", "alreadySigner", "personUnknown", "mixedSigns", "notAllowedHere", "forbidden"].map(
    (result) => `approval addSign ${result}`,
  ),
  ...["done", "notAllowedHere", "forbidden"].map((result) => `approval retract ${result}`),
  "approval removeSign notAdded",
  ...["done", "nothingToWithdraw", "forbidden"].map((result) => `- withdraw ${result}`),
  ...["done", "targetUnknown"].map((result) => `- jump ${result}`),
  ...["done", "forbidden", "targetUnknown", "ticketOpen"].map((result) => `- reopen ${result}`),
  ...["done", "urgedLately", "nobodyToUrge", "forbidden"].map((result) => `- urge ${result}`),
  ...["done", "personUnknown"].map((result) => `- copy ${result}`),
  ...["end", "rejected", "late", "early", "returned", "withdrawn", "jumped", "failed"].map(
    (reason) => `ended ${reason}`,
  ),
  ...["rejected", "restarted"].map((reason) => `splitLeft ${reason}`),
  ...["active", "approved", "rejected"].map((state) => `settled ${state}`),
  ...["again", "back"].map((resume) => `returned ${resume}`),
  "branchRejected",
  "- answer done",
  "- answer forbidden",
  "- answer stale",
  "incident callFailed",
  "incident subFlowFailed",
  ...["asked", "answered", "childOpened", "childEnded", "recalled", "attempted"].map((type) => `saw ${type}`),
  ...["todo", "visit", "ticket"].flatMap((of) =>
    ["clockStarted", "clockPaused condition", "clockResumed condition", "clockEnded stopped", "clockEnded cancelled"]
      .concat("clockReset")
      .map((event) => `${event} of a ${of}`),
  ),
  ...["visit", "ticket"].flatMap((of) =>
    ["clockWarned", "clockBreached", "clockRescheduled"].map((event) => `${event} of a ${of}`),
  ),
  ...["clockPaused", "clockResumed"].map((event) => `${event} manual of a todo`),
  ...["done", "nothingToPause", "commentMissing", "forbidden"].map((result) => `approval pause ${result}`),
  ...["done", "nothingToResume"].map((result) => `approval resume ${result}`),
  "incident expression of a clock",
  "warned again",
  "reassigned by rule",
  "jumped by rule",
  "decided by rule: approve",
  "decided by rule: reject",
  "- reschedule forbidden",
  "skipped initiator",
  "skipped repeat",
  "substituted",
  "joined early",
  "approval decide commentMissing",
  "approval decide todoNotActive",
  "exclusive retry done",
  ...["decide", "transfer", "retry", "addSign", "return", "revoke"].map((command) => `- ${command} ticketClosed`),
  "- decide todoNotActive",
  "- decide todoNotFound",
  "- open alreadyOpen",
  "- retry incidentNotFound",
  "- retry forbidden",
  "- revoke forbidden",
  "- revoke decisionMade",
  "- comment forbidden",
  "- tick stale",
  "- revoke done",
  ...["nobody", "tooFewPeople", "expression"].map((code) => `incident ${code}`),
  ...["pass", "reject", "named", "flowAdministrator"].map((rule) => `empty ${rule}`),
  ...["decided", "revoked", "inactive", "returned", "withdrawn", "jumped", "removed", "failed"].map(
    (reason) => `cancelled ${reason}`,
  ),
  ...["approved", "rejected", "done", "satisfied", "unsatisfied", "unreachable", "next", "route"].map(
    (exit) => `exit ${exit}`,
  ),
  "warned collapsed",
  ...kindsWithPeople.flatMap((kind) => [`${kind} claim done`, `${kind} unclaim done`]),
  "approval claim claimedBefore",
  "handle claim claimedBefore",
  ...["claimed", "given", "dispatched"].map((how) => `assigned ${how}`),
  "queued by rule",
  "queued by hand",
  "awaits capacity",
  "passed over full",
  "passed over disabled",
  "chosen",
  "handle claim forbidden",
]

/** "approval decide done ×412, …": printed by the runs, so that a thinning generator shows before it blinds the test. */
export function describeCoverage(coverage: Coverage): string {
  return [...coverage]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, times]) => `${key} ×${times}`)
    .join(", ")
}
