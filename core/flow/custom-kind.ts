import * as z from "zod"
import { storableText } from "@/core/text"
import { requestShape } from "./request/request-config"

const bothTexts = (charsMax: number) =>
  z.strictObject({ en: storableText(charsMax).min(1), zh: storableText(charsMax).min(1) })
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/)

/** Icons a tenant may choose from: names of lucide icons the designer has at hand. */
export const customIcons = [
  "plug-zap",
  "database",
  "credit-card",
  "banknote",
  "user-search",
  "shield-check",
  "mail",
  "message-square",
  "file-text",
  "calendar",
  "truck",
  "wrench",
] as const

/** What the author of a flow fills in. `expression`: worked out on the ticket's values; the others are said once. */
export const customFieldSchema = z.strictObject({
  key: name,
  label: bothTexts(60),
  type: z.enum(["text", "number", "switch", "choice", "expression"]),
  required: z.boolean(),
  /** For `choice`. */
  options: z.array(storableText(60).min(1)).max(50),
})
export type CustomField = z.infer<typeof customFieldSchema>

/**
 * A node kind that a tenant has put together: what its author fills in, which service it asks, what may be kept of the
 * answer, and the ways out. A published version holds a copy, so that a later change of the kind never changes it.
 */
export const customKindSchema = z.strictObject({
  name: bothTexts(40),
  description: bothTexts(200),
  icon: z.enum(customIcons),
  fields: z.array(customFieldSchema).max(30),
  request: z.strictObject({
    serviceId: requestShape.serviceId.unwrap(),
    method: requestShape.method,
    /** What follows the service's address. */
    path: z.string().max(1000),
    attemptsMax: requestShape.attemptsMax,
    timeoutSec: requestShape.timeoutSec,
  }),
  /** What of the answer a flow may keep. */
  results: z.array(z.strictObject({ key: name, label: bothTexts(60), pointer: z.string().max(400) })).max(30),
  /** Ways out besides "failed". With several, `exitPointer` leads to the id of one in the answer. */
  exits: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/),
        title: bothTexts(40),
        tone: z.enum(["neutral", "positive", "negative"]),
      }),
    )
    .min(1)
    .max(10),
  exitPointer: z.string().max(400),
})
export type CustomKind = z.infer<typeof customKindSchema>
