import * as z from "zod"
import { procedure, router } from "@/server/api/trpc"
import type { Session } from "@/server/auth/session"
import { cancelBackTest } from "./cancel"
import { backTestDetailSchema, backTestListSchema, getBackTest, listBackTests } from "./get"
import { listBackTestTickets, ticketListInput, ticketListSchema } from "./list-tickets"
import { startBackTest, startInput } from "./start"

const editorOf = ({ person }: Session) => ({ personId: person.id, roles: person.roles })
const byId = z.strictObject({ backTestId: z.uuid() })

/** Who may is said by the scope of the flow, as with its drafts and versions. */
export const backTestRouter = router({
  list: procedure()
    .input(z.strictObject({ flowId: z.uuid() }))
    .output(backTestListSchema)
    .query(({ ctx, input }) => listBackTests(ctx.tenant, editorOf(ctx.session), input.flowId)),
  get: procedure()
    .input(byId)
    .output(backTestDetailSchema)
    .query(({ ctx, input }) => getBackTest(ctx.tenant, editorOf(ctx.session), input.backTestId)),
  tickets: procedure()
    .input(ticketListInput)
    .output(ticketListSchema)
    .query(({ ctx, input }) => listBackTestTickets(ctx.tenant, editorOf(ctx.session), input)),
  start: procedure()
    .input(startInput)
    .output(z.strictObject({ backTestId: z.uuid() }))
    .mutation(({ ctx, input }) => startBackTest(ctx.tenant, editorOf(ctx.session), input)),
  cancel: procedure()
    .input(byId)
    .output(z.strictObject({ cancelled: z.literal(true) }))
    .mutation(({ ctx, input }) => cancelBackTest(ctx.tenant, editorOf(ctx.session), input.backTestId)),
})
