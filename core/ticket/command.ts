import * as z from "zod"
import { storableText } from "@/core/text"
import { actorSchema, decisionSchema, instantSchema, originSchema, valuesSchema } from "./event"

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
  }),
  z.strictObject({
    type: z.literal("decide"),
    todoId: z.string(),
    decision: decisionSchema,
    /** Outcome of a return visit, or of any kind that offers outcomes; null otherwise. */
    outcome: storableText(60).nullable(),
    comment: storableText(4000),
    fields: valuesSchema,
  }),
  z.strictObject({ type: z.literal("transfer"), todoId: z.string(), toId: z.uuid(), comment: storableText(4000) }),
  z.strictObject({ type: z.literal("comment"), comment: storableText(4000).trim().min(1) }),
  /** A timer is due. Re-checks the state, so that a double or late firing changes nothing. */
  z.strictObject({ type: z.literal("tick"), todoId: z.string() }),
  /** Try the node of an incident again (after people, values or the condition's cause were put right). */
  z.strictObject({ type: z.literal("retry"), incidentId: z.string() }),
  z.strictObject({ type: z.literal("revoke"), comment: storableText(4000) }),
])
export type CommandBody = z.infer<typeof commandBodySchema>

export const commandSchema = z.strictObject({ at: instantSchema, by: actorSchema, body: commandBodySchema })
export type Command = z.infer<typeof commandSchema>
