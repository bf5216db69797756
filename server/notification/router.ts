import * as z from "zod"
import { pageDirection } from "@/server/api/page-input"
import { procedure, router } from "@/server/api/trpc"
import { outbox, outboxInput, outboxSchema } from "./outbox"
import { resend, resendInput } from "./resend"
import { listNotifications, markRead, markReadInput, notificationListSchema } from "./list"

export const notificationRouter = router({
  list: procedure()
    .input(z.strictObject({ cursor: z.int().nullish(), ...pageDirection }))
    .output(notificationListSchema)
    .query(({ ctx, input }) => listNotifications(ctx.tenant, ctx.session.person.id, input.cursor ?? null)),
  outbox: procedure("supervisor", "designer", "auditor")
    .input(outboxInput)
    .output(outboxSchema)
    .query(({ ctx, input }) => outbox(ctx.tenant, input)),
  resend: procedure("supervisor")
    .input(resendInput)
    .output(z.strictObject({ queued: z.int() }))
    .mutation(({ ctx, input }) => resend(ctx.tenant, ctx.session.person.id, input)),
  markRead: procedure()
    .input(markReadInput)
    .output(z.strictObject({ marked: z.int() }))
    .mutation(({ ctx, input }) => markRead(ctx.tenant, ctx.session.person.id, input)),
})
