import * as z from "zod"

/** What an infinite query sends beside its cursor; pages here only go forward. */
export const pageDirection = { direction: z.enum(["forward", "backward"]).optional() }
