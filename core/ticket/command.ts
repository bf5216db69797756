import * as z from "zod"
import { storableText, textSchema } from "@/core/text"
import {
  actorSchema,
  choicesSchema,
  decisionSchema,
  instantSchema,
  originSchema,
  resumeSchema,
  valuesSchema,
} from "./event"
import { migrationPlanSchema } from "./migration/plan-schema"

/** What came back for a request. `http`: any status; `failed`: no answer after all attempts, or no ticket opened. */
export const answerSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("http"),
    attempts: z.int().min(1),
    status: z.int(),
    /** As text; JSON where the service sent JSON. */
    body: z.string().max(1_000_000),
  }),
  z.strictObject({ type: z.literal("failed"), attempts: z.int().min(1), detail: textSchema }),
  z.strictObject({
    type: z.literal("opened"),
    index: z.int().min(0),
    ticketId: z.uuid(),
    number: z.int().min(1),
  }),
  z.strictObject({
    type: z.literal("ticket"),
    index: z.int().min(0),
    ticketId: z.uuid(),
    number: z.int().min(1),
    resolution: storableText(120),
    /** The fields of the ticket that ended. */
    variables: valuesSchema,
  }),
])
export type Answer = z.infer<typeof answerSchema>

/** What somebody or something asks of a ticket. `at` and `by` come from the shell, never from a browser. */
export const commandBodySchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("open"),
    ticketId: z.uuid(),
    number: z.int().min(1),
    flowId: z.uuid(),
    versionId: z.uuid(),
    /** What it is called until a create-ticket node gives it a name. */
    title: storableText(400),
    origin: originSchema,
    initiatorId: z.uuid().nullable(),
    variables: valuesSchema,
    /** Whom the initiator chose for later steps, by node. */
    choices: choicesSchema.optional(),
  }),
  z.strictObject({
    type: z.literal("decide"),
    todoId: z.string(),
    decision: decisionSchema,
    /** Outcome of a return visit, or of any kind that offers outcomes; null otherwise. */
    outcome: storableText(60).nullable(),
    comment: storableText(4000),
    fields: valuesSchema,
    /** Where a rejection sends the ticket, when the node leaves that to whoever rejects. */
    toNodeId: z.string().max(40).optional(),
    /** Whom they choose for the steps that come next, by node. */
    choices: choicesSchema.optional(),
  }),
  z.strictObject({ type: z.literal("transfer"), todoId: z.string(), toId: z.uuid(), comment: storableText(4000) }),
  z.strictObject({ type: z.literal("comment"), comment: storableText(4000).trim().min(1) }),
  /**
   * A timer is due: of a clock, or of the ticket's waits (`ticketItem`). Looks again, so that a double or late firing
   * changes nothing. `version`: the life of the clock it was armed in; one armed in an earlier life is stale.
   */
  z.strictObject({ type: z.literal("tick"), itemId: z.string(), version: z.int().min(1).optional() }),
  /** A calendar changed: every clock that runs counts anew. */
  z.strictObject({ type: z.literal("reschedule") }),
  /** Try the node of an incident again (after people, values or the condition's cause were put right). */
  z.strictObject({ type: z.literal("retry"), incidentId: z.string() }),
  z.strictObject({ type: z.literal("revoke"), comment: storableText(4000) }),
  /** Ask somebody to sign before or after me, or beside me with a vote of their own. */
  z.strictObject({
    type: z.literal("addSign"),
    todoId: z.string(),
    mode: z.enum(["before", "after", "parallel"]),
    personIds: z.array(z.uuid()).min(1).max(20),
    comment: storableText(4000),
  }),
  /** Take back an addition that is not decided yet. */
  z.strictObject({ type: z.literal("removeSign"), todoId: z.string(), comment: storableText(4000) }),
  /** Ask somebody for their opinion; the todo comes back. */
  z.strictObject({ type: z.literal("delegate"), todoId: z.string(), toId: z.uuid(), comment: storableText(4000) }),
  /** Take back my vote while the node is undecided. */
  z.strictObject({ type: z.literal("retract"), todoId: z.string() }),
  z.strictObject({
    type: z.literal("return"),
    todoId: z.string(),
    nodeId: z.string().max(40),
    resume: resumeSchema,
    comment: storableText(4000),
  }),
  /** Take back what I completed, while nobody after me has decided. */
  z.strictObject({ type: z.literal("withdraw"), activationId: z.string(), comment: storableText(4000) }),
  z.strictObject({
    type: z.literal("jump"),
    /** null: the whole ticket, out of all branches. */
    tokenId: z.string().nullable(),
    nodeId: z.string().max(40),
    comment: storableText(4000),
  }),
  z.strictObject({ type: z.literal("reopen"), nodeId: z.string().max(40), comment: storableText(4000) }),
  /** The warnings have been seen: those to come wait so many minutes. */
  z.strictObject({ type: z.literal("acknowledge"), todoId: z.string(), minutes: z.int().min(5).max(480) }),
  /** What was asked for is there. By the system. */
  z.strictObject({ type: z.literal("answer"), requestId: z.string(), answer: answerSchema }),
  z.strictObject({ type: z.literal("urge"), comment: storableText(4000) }),
  z.strictObject({
    type: z.literal("copy"),
    personIds: z.array(z.uuid()).min(1).max(50),
    comment: storableText(4000),
  }),
  /** The todo's clock stands still until it is resumed: its assignee waits for somebody outside. */
  z.strictObject({ type: z.literal("pause"), todoId: z.string(), comment: storableText(4000) }),
  z.strictObject({ type: z.literal("resume"), todoId: z.string(), comment: storableText(4000) }),
  /** Go on in another version; `fromVersionId` is the one the ticket must be on. */
  z.strictObject({
    type: z.literal("migrate"),
    fromVersionId: z.uuid(),
    versionId: z.uuid(),
    ...migrationPlanSchema.shape,
  }),
  /** Take a todo out of the queue of a group of mine. */
  z.strictObject({ type: z.literal("claim"), todoId: z.string() }),
  /** Put it back, for anybody of the group. */
  z.strictObject({ type: z.literal("unclaim"), todoId: z.string(), comment: storableText(4000) }),
  /** Somebody may have room: a todo that waits for that is given out, or goes on waiting. */
  z.strictObject({ type: z.literal("dispatch"), todoId: z.string() }),
])
export type CommandBody = z.infer<typeof commandBodySchema>

export const commandSchema = z.strictObject({ at: instantSchema, by: actorSchema, body: commandBodySchema })
export type Command = z.infer<typeof commandSchema>
