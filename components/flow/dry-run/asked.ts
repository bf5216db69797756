import * as z from "zod"
import { valuesSchema, type Values } from "@/core/ticket/event"

/** What the page was opened for, by its address: `?tests` shows the tests, `?fields=` is JSON that the form begins with. */
export type Asked = { showsTests: boolean; fields: Values }

const json = z
  .string()
  .max(20_000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue({ code: "custom", message: "not JSON" })
      return z.NEVER
    }
  })
  .pipe(valuesSchema)

/** Read loosely: an address that somebody shortened opens the page all the same. */
export function askedOf(query: Pick<URLSearchParams, "get" | "has">): Asked {
  return { showsTests: query.has("tests"), fields: json.safeParse(query.get("fields")).data ?? {} }
}

/** Where a draft is tried with these values of its form. */
export const tryAddress = (flowId: string, fields: Values): string =>
  `/flows/${flowId}/dry-run?fields=${encodeURIComponent(JSON.stringify(fields))}`
