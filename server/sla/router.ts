import * as z from "zod"
import { procedure, router } from "@/server/api/trpc"
import { calendarListSchema, listCalendars } from "./list-calendars"

export const calendarRouter = router({
  list: procedure()
    .input(z.strictObject({}).optional())
    .output(calendarListSchema)
    .query(({ ctx }) => listCalendars(ctx.tenant)),
})
