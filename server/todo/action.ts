import * as z from "zod"
import { textSchema } from "@/core/text"
import { decisionSchema } from "@/core/ticket/event"

/** A button of the inbox, as the node kind declares it. */
export const todoActionSchema = z.strictObject({
  decision: decisionSchema,
  outcome: z.string().nullable(),
  title: textSchema,
  tone: z.enum(["neutral", "positive", "negative"]),
  commentRequired: z.boolean(),
})
