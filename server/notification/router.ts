import { z } from "zod"
import { procedure, router } from "@/server/api/trpc"
import { listNotifications, markRead, markReadInput, notificationListSchema } from "./list"

export const notificationRouter = router({
  list: procedure()
    .input(z.strictObject({ cursor: z.int().nullish() }))
    .output(notificationListSchema)
    .query(({ ctx, input }) => listNotifications(ctx.tenant, ctx.session.person.id, input.cursor ?? null)),
  markRead: procedure()
    .input(markReadInput)
    .output(z.strictObject({ marked: z.int() }))
    .mutation(({ ctx, input }) => markRead(ctx.tenant, ctx.session.person.id, input)),
})
