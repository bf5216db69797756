import * as z from "zod"

/** What names a node, an edge or an annotation within its flow. */
export const idSchema = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[A-Za-z0-9_-]+$/)
  .refine((id) => !["__proto__", "constructor", "prototype"].includes(id))
