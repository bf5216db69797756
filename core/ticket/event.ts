import * as z from "zod"
import { channelNameSchema } from "@/core/warning/tier"
import { storableText, textSchema } from "@/core/text"
import { priorities } from "./priority"

/**
 * The trace of a ticket. Events are the truth: the stored state is a fold of them, and replaying them in a browser years
 * later gives the same bytes. So everything that came from outside (the time, who was on line, whom a pool chose, the
 * deadline a calendar gave) stands in the event itself.
 *
 * Instants are integers, milliseconds since 1970 UTC. Local ids (`t1` tokens, `a1` activations, `d1` todos, `i1`
 * incidents) count up inside one ticket; a todo's global id is `<ticketId>.<local id>`.
 */
export const instantSchema = z.int()
const localId = z.string().regex(/^[tadi][0-9]{1,6}$/)
const personId = z.uuid()

/** Values of the flow's variables. Money in minor units, timestamps as ISO 8601 text. */
export const valueSchema = z.union([
  storableText(20_000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(storableText(2000)).max(200),
])
export type Value = z.infer<typeof valueSchema>
export const valuesSchema = z.record(z.string().max(64), valueSchema)
export type Values = Record<string, Value>

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
])
export type Origin = z.infer<typeof originSchema>

export const prioritySchema = z.enum(priorities)

export const decisionSchema = z.enum(["approve", "reject", "done"])
export type TodoDecision = z.infer<typeof decisionSchema>

/**
 * Why a node could not go on. `nobody`: its people rule named no one; `tooFewPeople`: more approvals are needed than
 * there are signers; `tooManyPeople`, `tooManySteps`: a limit of core/ticket/limits; `noRoute`: no condition held and
 * there is no fallback; `expression`: a condition could not be evaluated.
 */
export const incidentCodeSchema = z.enum([
  "nobody",
  "tooFewPeople",
  "tooManyPeople",
  "noRoute",
  "expression",
  "tooManySteps",
])
export type IncidentCode = z.infer<typeof incidentCodeSchema>

/** A todo as dispatched, with its clock. `dueAt` and tier instants were computed from the calendar at that moment. */
const dispatchedTodoSchema = z.strictObject({
  id: localId,
  /** null while a sequential signer's turn has not come (`waiting`). */
  assigneeId: personId,
  seat: z.int().min(0),
  state: z.enum(["active", "waiting", "skipped"]),
  /** Why this person: the rule, in words the page renders ("supervisor level 1 of Team A", "least loaded: 2 open"). */
  reason: textSchema,
})
const clockSchema = z.strictObject({
  targetMin: z.int().min(1),
  startedAt: instantSchema,
  dueAt: instantSchema,
  tiers: z.array(z.strictObject({ level: z.int().min(1), at: instantSchema })),
})

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
  }),
  z.strictObject({
    type: z.literal("cancelled"),
    todoIds: z.array(localId).min(1),
    reason: z.enum(["decided", "closed", "revoked", "inactive"]),
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
  }),
  z.strictObject({ type: z.literal("resolved"), incidentId: localId }),
  z.strictObject({ type: z.literal("revoked"), comment: storableText(4000) }),
  z.strictObject({ type: z.literal("closed"), resolution: z.string().max(120), resolutionText: textSchema.nullable() }),
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
