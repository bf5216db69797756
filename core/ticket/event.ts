import * as z from "zod"
import { channelNameSchema } from "@/core/warning/tier"
import { storableText, textSchema } from "@/core/text"
import { incidentCodes } from "./incident-code"
import { priorities } from "./priority"

/**
 * The trace of a ticket. Events are the truth: the stored state is a fold of them, and replaying them in a browser years
 * later gives the same bytes. So everything that came from outside (the time, who was on line, whom a pool chose, the
 * deadline a calendar gave) stands in the event itself.
 *
 * Instants are integers, milliseconds since 1970 UTC. Local ids (`t1` tokens, `a1` activations, `d1` todos, `i1`
 * incidents, `r1` requests) count up inside one ticket; a todo's global id is `<ticketId>.<local id>`.
 */
export const instantSchema = z.int()
const localId = z.string().regex(/^[tadir][0-9]{1,6}$/)
const personId = z.uuid()

const rowMembersMax = 20

/** A row of a table, or what is known of a file: simple values by column. */
export const rowSchema = z
  .record(z.string().max(64), z.union([storableText(2000), z.number(), z.boolean(), z.null()]))
  .refine((row) => Object.keys(row).length <= rowMembersMax, { error: `A row has at most ${rowMembersMax} values` })
export type Row = z.infer<typeof rowSchema>

/** Values of the flow's variables. Money in minor units, timestamps as ISO 8601 text, tables and files as rows. */
export const valueSchema = z.union([
  storableText(20_000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(storableText(2000)).max(200),
  z.array(rowSchema).max(100),
])
export type Value = z.infer<typeof valueSchema>
export const valuesSchema = z.record(z.string().max(64), valueSchema)
export type Values = Record<string, Value>

/** People chosen for steps, by node. */
export const choicesSchema = z.record(z.string().max(40), z.array(personId).max(20))
export type Choices = z.infer<typeof choicesSchema>

/** Who caused an event: a person, or a part of the system acting by rule. */
export const actorSchema = z.union([personId, z.enum(["system", "timer", "call"])])
export type Actor = z.infer<typeof actorSchema>

/** How the ticket came to be. `call` keeps the reason "why this flow" (rule and what it matched). */
export const originSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("manual") }),
  z.strictObject({ type: z.literal("api"), client: storableText(120) }),
  z.strictObject({
    type: z.literal("call"),
    callId: storableText(200),
    caller: storableText(64),
    dialled: storableText(64),
    intent: storableText(120).nullable(),
    ivrPath: z.array(storableText(120)).max(60),
    customerId: storableText(120).nullable(),
    ruleId: z.uuid(),
    ruleName: storableText(120),
    matched: z.array(
      z.strictObject({ what: z.enum(["ivrPath", "intent", "dialled", "any"]), value: storableText(400) }),
    ),
  }),
  /** A sub-flow node of another ticket opened it. `waits`: that ticket goes on when this one ends. */
  z.strictObject({
    type: z.literal("ticket"),
    ticketId: z.uuid(),
    number: z.int().min(1),
    requestId: localId,
    /** Which of the tickets that were asked for together, from 0. */
    index: z.int().min(0),
    /** Tickets above this one. */
    depth: z.int().min(1),
    waits: z.boolean(),
  }),
])
export type Origin = z.infer<typeof originSchema>

/** What a node asks of the world outside: a request to a service, or tickets of another flow. */
export const askSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("http"),
    /** The tenant's service that has the address and the secrets; null: `url` is whole. */
    serviceId: z.uuid().nullable(),
    method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
    url: storableText(4096),
    /** JSON text. */
    body: storableText(60_000).nullable(),
    attemptsMax: z.int().min(1),
    timeoutSec: z.int().min(1),
  }),
  z.strictObject({
    type: z.literal("tickets"),
    flowId: z.uuid(),
    /** Values of each ticket's form. */
    tickets: z.array(valuesSchema).min(1),
    waits: z.boolean(),
  }),
])
export type Ask = z.infer<typeof askSchema>

/** After a return: every later node once more, or straight back to whoever returned it. */
export const resumeSchema = z.enum(["again", "back"])
export type Resume = z.infer<typeof resumeSchema>

export const prioritySchema = z.enum(priorities)

export const decisionSchema = z.enum(["approve", "reject", "done"])
export type TodoDecision = z.infer<typeof decisionSchema>

export const incidentCodeSchema = z.enum(incidentCodes)

/** What somebody who was added does for the one who added them. */
export const relationSchema = z.enum(["before", "after", "delegate"])
export type TodoRelation = z.infer<typeof relationSchema>

/** A clock inside its ticket: of a todo (`d1`), of a visit of a node (`a1`), or one of the flow's SLAs (`s1`). */
const clockId = z.string().regex(/^[das][0-9]{1,6}$/)

/** Who paused a clock: somebody, or its condition. */
export const pauseCauseSchema = z.enum(["manual", "condition"])
export type PauseCause = z.infer<typeof pauseCauseSchema>

export const clockEndSchema = z.enum(["stopped", "cancelled"])

/** What is left until a tier of a paused clock, in open milliseconds. */
export const tierLeftSchema = z.strictObject({
  level: z.int().min(1),
  ms: z.int().min(0),
  times: z.int().min(1).optional(),
})

/** A clock as it begins. `dueAt` and tier instants were computed from the calendar at that moment. */
const tierInstantSchema = z.strictObject({
  level: z.int().min(1),
  at: instantSchema,
  /** Absent: it has not fired yet; else it has so often, and does so again. */
  times: z.int().min(1).optional(),
})
const clockSchema = z.strictObject({
  targetMin: z.int().min(1),
  startedAt: instantSchema,
  dueAt: instantSchema,
  tiers: z.array(tierInstantSchema),
  /** It goes on from an earlier stretch: when the present one began, and what had been counted by then. */
  since: instantSchema.optional(),
  elapsedMs: z.int().min(0).optional(),
})
const dispatchedTodoSchema = z.strictObject({
  id: localId,
  /** null while it waits in a queue. */
  assigneeId: personId.nullable(),
  seat: z.int().min(0),
  state: z.enum(["active", "waiting", "skipped"]),
  /** Why this person: the rule, in words the page renders ("supervisor level 1 of Team A", "least loaded: 2 open"). */
  reason: textSchema,
  /** Votes of the seat; absent = 1. */
  weight: z.int().min(1).optional(),
  /** Whose work it is, when its assignee stands in for somebody. */
  ownerId: personId.optional(),
  /** `skipped` because this earlier approval says the same. */
  sameAs: localId.optional(),
  /** Its own clock, where its assignee's unit counts by another calendar than the others'. */
  clock: clockSchema.optional(),
  /** The group queue it waits in (core/people/queue). */
  queue: storableText(80).optional(),
  /** It waits there because everybody has as much as they can take, and is given out once somebody has not. */
  awaitsCapacity: z.literal(true).optional(),
})

/** Somebody a rule meant and did not reach. `repeat`: they are meant by another entry too. */
const passedOverSchema = z.strictObject({ personId, why: z.enum(["disabled", "away", "repeat", "full"]) })
export type PassedOver = z.infer<typeof passedOverSchema>

const bodies = [
  z.strictObject({
    type: z.literal("opened"),
    ticketId: z.uuid(),
    number: z.int().min(1),
    flowId: z.uuid(),
    versionId: z.uuid(),
    title: storableText(400),
    origin: originSchema,
    initiatorId: personId.nullable(),
    variables: valuesSchema,
    choices: choicesSchema.optional(),
  }),
  /** A token arrived at a node: one visit of it. `edgeId` is null for the start. `tried` lists what the split evaluated. */
  z.strictObject({
    type: z.literal("entered"),
    tokenId: localId,
    activationId: localId,
    nodeId: z.string(),
    visit: z.int().min(1),
    edgeId: z.string().nullable(),
  }),
  z.strictObject({
    type: z.literal("dispatched"),
    activationId: localId,
    todos: z.array(dispatchedTodoSchema),
    /** Approvals needed to pass; 1 for everything else. */
    need: z.int().min(1),
    /** One clock for each todo that is active now; null when the node has no SLA. */
    clock: clockSchema.nullable(),
    /** Set when the rule named nobody and the empty rule decided. */
    empty: z.enum(["pass", "reject", "named", "flowAdministrator"]).nullable(),
    /** Members of the queue's group who are told. */
    told: z.array(personId).optional(),
    /** Whom the rule meant besides, and why they have no todo. */
    passedOver: z.array(passedOverSchema).optional(),
  }),
  /** The next signer's turn in a sequential approval. */
  z.strictObject({ type: z.literal("activated"), todoId: localId, clock: clockSchema.nullable() }),
  z.strictObject({
    type: z.literal("decided"),
    todoId: localId,
    decision: decisionSchema,
    outcome: storableText(60).nullable(),
    comment: storableText(4000),
    fields: valuesSchema,
    /** Approved, but those asked to sign after have their turn first. */
    pending: z.literal(true).optional(),
    choices: choicesSchema.optional(),
  }),
  z.strictObject({
    type: z.literal("cancelled"),
    todoIds: z.array(localId).min(1),
    reason: z.enum([
      "decided",
      "closed",
      "revoked",
      "inactive",
      "returned",
      "withdrawn",
      "jumped",
      "removed",
      "failed",
    ]),
  }),
  z.strictObject({
    type: z.literal("transferred"),
    todoId: localId,
    fromId: personId,
    toId: personId,
    comment: storableText(4000),
  }),
  z.strictObject({
    type: z.literal("set"),
    title: storableText(400).optional(),
    priority: prioritySchema.optional(),
    category: storableText(120).optional(),
  }),
  z.strictObject({ type: z.literal("commented"), comment: storableText(4000).min(1) }),
  /** A remind node asked for a message. */
  z.strictObject({
    type: z.literal("reminded"),
    activationId: localId,
    personIds: z.array(personId),
    channels: z.array(channelNameSchema),
    message: storableText(2000),
  }),
  /** An escalation tier fired. `collapsed`: lower tiers that were due too and are only logged (a late worker). */
  z.strictObject({
    type: z.literal("warned"),
    todoId: localId,
    level: z.int().min(1),
    collapsed: z.array(z.int().min(1)),
    personIds: z.array(personId),
    channels: z.array(channelNameSchema),
    /** When it fires again. */
    again: tierInstantSchema.optional(),
  }),
  z.strictObject({ type: z.literal("breached"), todoId: localId }),
  /** A node is finished and its token leaves by `exit`. */
  z.strictObject({ type: z.literal("completed"), activationId: localId, exit: z.string() }),
  z.strictObject({
    type: z.literal("incident"),
    incidentId: localId,
    activationId: localId,
    code: incidentCodeSchema,
    detail: textSchema,
    /** The values the failed condition saw. */
    values: valuesSchema,
    /** Who is told: the flow's administrators, or the tenant's owners when there is none. */
    personIds: z.array(personId),
    /** A condition of this clock failed; the node itself goes on. */
    clockId: clockId.optional(),
  }),
  z.strictObject({ type: z.literal("resolved"), incidentId: localId }),
  z.strictObject({ type: z.literal("revoked"), comment: storableText(4000) }),
  z.strictObject({ type: z.literal("closed"), resolution: z.string().max(120), resolutionText: textSchema.nullable() }),

  /** A split: its token goes on as one token for each edge. The split's id is that of its activation. */
  z.strictObject({
    type: z.literal("forked"),
    activationId: localId,
    tokens: z.array(z.strictObject({ id: localId, edgeId: z.string() })).min(1),
  }),
  /** A token waits at a join for the others. */
  z.strictObject({ type: z.literal("waited"), activationId: localId, edgeId: z.string().nullable() }),
  /**
   * A join goes on: `tokenId` for all of them, the `others` are gone. `leaves`: the split that is over for it; `early`:
   * the split's tokens that are still on their way will go no further than this join.
   */
  z.strictObject({
    type: z.literal("joined"),
    activationId: localId,
    tokenId: localId,
    others: z.array(localId),
    leaves: localId.nullable(),
    early: z.boolean(),
  }),
  /** Tokens end. Their todos were cancelled before. `late`: they came to a join that has gone on without them. */
  z.strictObject({
    type: z.literal("ended"),
    tokenIds: z.array(localId).min(1),
    reason: z.enum(["end", "rejected", "late", "early", "returned", "withdrawn", "jumped", "failed"]),
  }),
  /** A branch was rejected and waits for the others; then the split fails. */
  z.strictObject({ type: z.literal("branchRejected"), tokenId: localId, splitId: localId }),
  /** The last token of a split leaves it from inside: the split failed as a whole, or is about to start anew. */
  z.strictObject({
    type: z.literal("splitLeft"),
    splitId: localId,
    tokenId: localId,
    reason: z.enum(["rejected", "restarted"]),
  }),
  /**
   * Somebody was asked to sign before or after the todo's assignee, to give an opinion (`delegate`), or to take a seat of
   * their own (`parallel`). `need` is what the node needs now.
   */
  z.strictObject({
    type: z.literal("added"),
    todoId: localId,
    mode: z.enum(["before", "after", "parallel", "delegate"]),
    todos: z.array(dispatchedTodoSchema).min(1),
    need: z.int().min(1),
    /** Of those that are active now. Who signs before, or gives an opinion, has what is left of the asker's time. */
    clock: clockSchema.nullable(),
    comment: storableText(4000),
  }),
  /** Somebody who was added is not asked any more. The todos were cancelled before. */
  z.strictObject({ type: z.literal("removed"), todoIds: z.array(localId).min(1), need: z.int().min(1) }),
  /**
   * What the todos added to this one amount to: those before have signed and it is its assignee's turn (`active`); those
   * after have (`approved`); or one of them rejected.
   */
  z.strictObject({ type: z.literal("settled"), todoId: localId, state: z.enum(["active", "approved", "rejected"]) }),
  /** A vote is taken back before the decision; its clock goes on as if it had never stopped. */
  z.strictObject({ type: z.literal("retracted"), todoId: localId }),
  z.strictObject({
    type: z.literal("returned"),
    /** null when a rejection sent the ticket back by rule. */
    todoId: localId.nullable(),
    nodeId: z.string(),
    resume: resumeSchema,
    comment: storableText(4000),
  }),
  z.strictObject({ type: z.literal("withdrawn"), activationId: localId, comment: storableText(4000) }),
  /** An administrator moved the ticket. `tokenId` null: all of it, out of all branches. */
  z.strictObject({
    type: z.literal("jumped"),
    tokenId: localId.nullable(),
    nodeId: z.string(),
    comment: storableText(4000),
  }),
  z.strictObject({
    type: z.literal("reopened"),
    tokenId: localId,
    nodeId: z.string(),
    comment: storableText(4000),
  }),
  /**
   * A token leaves what it was doing for another node. What it did from activation `since` on no longer counts (null:
   * everything does). `personId`: who gets the work there, whatever the rule says; `backTo`: where it goes next.
   */
  z.strictObject({
    type: z.literal("moved"),
    tokenId: localId,
    since: localId.nullable(),
    cause: z.enum(["returned", "withdrawn", "jumped"]),
    personId: personId.nullable(),
    backTo: z.string().nullable(),
  }),
  z.strictObject({ type: z.literal("urged"), personIds: z.array(personId), comment: storableText(4000) }),
  /** For their information. By a person, or by a node (`activationId`). */
  z.strictObject({
    type: z.literal("copied"),
    activationId: localId.nullable(),
    personIds: z.array(personId),
    comment: storableText(4000),
  }),
  /** A node gave fields of the flow new values. */
  z.strictObject({ type: z.literal("valued"), activationId: localId, fields: valuesSchema }),
  /** A node waits until an instant. */
  z.strictObject({ type: z.literal("delayed"), activationId: localId, until: instantSchema }),
  /** A calendar changed: the clock that runs counts by it from the beginning. Tiers that have fired stay fired. */
  z.strictObject({ type: z.literal("rescheduled"), todoId: localId, clock: clockSchema }),
  /** Somebody has seen the warnings: those to come wait until `until`. */
  z.strictObject({
    type: z.literal("acknowledged"),
    todoId: localId,
    until: instantSchema,
    tiers: z.array(tierInstantSchema),
  }),
  /** A node asks the world outside for something, and waits for the answer unless the ask says otherwise. */
  z.strictObject({ type: z.literal("asked"), requestId: localId, activationId: localId, ask: askSchema }),
  /**
   * What was asked for is there: a service answered, or could not be reached for good (`status` null, with the reason);
   * or the last of the tickets has ended.
   */
  z.strictObject({
    type: z.literal("answered"),
    requestId: localId,
    activationId: localId,
    attempts: z.int().min(1),
    status: z.int().nullable(),
    detail: textSchema.nullable(),
    /** What of the answer went into fields. */
    fields: valuesSchema,
  }),
  /** A ticket that was asked for is open. `goesOn`: that was all the node waited for. */
  z.strictObject({
    type: z.literal("childOpened"),
    requestId: localId,
    activationId: localId,
    index: z.int().min(0),
    ticketId: z.uuid(),
    number: z.int().min(1),
    goesOn: z.boolean(),
  }),
  /** A ticket that was asked for has ended. `results`: what the node keeps of it until all have. */
  z.strictObject({
    type: z.literal("childEnded"),
    requestId: localId,
    activationId: localId,
    index: z.int().min(0),
    ticketId: z.uuid(),
    number: z.int().min(1),
    resolution: storableText(120),
    results: valuesSchema,
  }),
  /** Nobody waits for the answer any more: the ticket went another way, or ended. */
  z.strictObject({ type: z.literal("recalled"), requestId: localId, activationId: localId }),
  /** The customer was not reached, or asked to be called again: so many attempts have been made. */
  z.strictObject({ type: z.literal("attempted"), activationId: localId, attempt: z.int().min(1), outcome: z.string() }),

  // A clock's life, besides what `dispatched`, `activated` and the end of the work itself say of a todo's.
  /** What it measures had begun before, or its start condition has come to hold. */
  z.strictObject({ type: z.literal("clockStarted"), clockId, clock: clockSchema }),
  /** `elapsedMs`: all open time counted so far. */
  z.strictObject({
    type: z.literal("clockPaused"),
    clockId,
    cause: pauseCauseSchema,
    elapsedMs: z.int().min(0),
    left: z.array(tierLeftSchema),
    comment: storableText(4000),
  }),
  z.strictObject({
    type: z.literal("clockResumed"),
    clockId,
    cause: pauseCauseSchema,
    dueAt: instantSchema,
    tiers: z.array(tierInstantSchema),
    comment: storableText(4000),
  }),
  /** A condition ended it: fulfilled, or it does not apply any more. */
  z.strictObject({
    type: z.literal("clockEnded"),
    clockId,
    as: clockEndSchema,
    elapsedMs: z.int().min(0),
  }),
  /** It starts from nothing, with all its tiers. */
  z.strictObject({ type: z.literal("clockReset"), clockId, clock: clockSchema }),
  /** As `warned`, `breached` and `rescheduled`, of a visit's clock or a ticket's. */
  z.strictObject({
    type: z.literal("clockWarned"),
    clockId,
    level: z.int().min(1),
    collapsed: z.array(z.int().min(1)),
    personIds: z.array(personId),
    channels: z.array(channelNameSchema),
    again: tierInstantSchema.optional(),
  }),
  z.strictObject({ type: z.literal("clockBreached"), clockId }),
  z.strictObject({ type: z.literal("clockRescheduled"), clockId, clock: clockSchema }),
  /**
   * The ticket goes on in another version of its flow. `nodes`, `edges`: what ids that change become (null: gone). `needs`:
   * approvals needed where the other version's rule differs. `open`: everything with a clock: it is kept, running or
   * paused, with its tiers up to `levels`; or it is gone (`levels` null), or begins anew as `clock`.
   */
  z.strictObject({
    type: z.literal("migrated"),
    fromVersionId: z.uuid(),
    versionId: z.uuid(),
    nodes: z.record(z.string(), z.string().nullable()),
    edges: z.record(z.string(), z.string()),
    clocks: z.enum(["keep", "restart"]),
    needs: z.array(z.strictObject({ activationId: localId, need: z.int().min(1) })),
    open: z.array(z.strictObject({ id: clockId, levels: z.int().min(0).nullable(), clock: clockSchema.nullable() })),
  }),
  /** A todo left its queue: a member claimed it, a supervisor gave it to somebody, or there was room for it again. */
  z.strictObject({
    type: z.literal("assigned"),
    todoId: localId,
    toId: personId,
    how: z.enum(["claimed", "given", "dispatched"]),
    comment: storableText(4000),
    reason: textSchema.optional(),
    /** Whose work it is, when its assignee stands in for somebody. */
    ownerId: personId.optional(),
  }),
  /** A todo went to a queue: put back by somebody, or by the rule of a warning. Its clock runs on. */
  z.strictObject({
    type: z.literal("queued"),
    todoId: localId,
    fromId: personId,
    queue: storableText(80),
    comment: storableText(4000),
    /** Members of the group who are told. */
    personIds: z.array(personId),
  }),
] as const

export const eventBodySchema = z.discriminatedUnion("type", bodies)
export type EventBody = z.infer<typeof eventBodySchema>
export type EventType = EventBody["type"]

/**
 * An event as stored. `seq` counts from 1 without a gap inside the ticket; `prev` is the hash of the event before it
 * (base64url SHA-256 of its canonical JSON; the genesis value for the first), so that an edit anywhere shows.
 */
export const ticketEventSchema = z.strictObject({
  seq: z.int().min(1),
  at: instantSchema,
  by: actorSchema,
  prev: z.string(),
  body: eventBodySchema,
})
export type TicketEvent = z.infer<typeof ticketEventSchema>
