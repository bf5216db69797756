import * as z from "zod"
import { fieldSchema } from "@/core/flow/graph"
import { valuesSchema } from "@/core/ticket/event"
import { procedure, router } from "@/server/api/trpc"
import { getTicket, ticketDetailSchema } from "./get-ticket"
import { listTickets, ticketListInput, ticketListSchema } from "./list-tickets"
import { runStep, type StepRequest } from "./step"
import { startByHand, startable } from "./start"
import type { TenantRef } from "@/db/tenant-client"

const key = z.uuid()
const comment = z.string().trim().max(4000)
const stepSchema = z.strictObject({ version: z.int(), status: z.enum(["open", "closed"]) })

async function act(tenant: TenantRef, request: StepRequest): Promise<z.infer<typeof stepSchema>> {
  const { version, status } = await runStep(tenant, request)
  return { version, status }
}

export const ticketRouter = router({
  list: procedure()
    .input(ticketListInput)
    .output(ticketListSchema)
    .query(({ ctx, input }) => listTickets(ctx.tenant, input)),
  get: procedure()
    .input(z.strictObject({ ticketId: z.uuid() }))
    .output(ticketDetailSchema)
    .query(({ ctx, input }) => getTicket(ctx.session, input.ticketId)),
  startable: procedure()
    .input(z.strictObject({}).optional())
    .output(
      z.strictObject({
        items: z.array(
          z.strictObject({
            flowId: z.uuid(),
            name: z.string(),
            description: z.string(),
            fields: z.array(fieldSchema),
          }),
        ),
      }),
    )
    .query(({ ctx }) => startable(ctx.session)),
  start: procedure()
    .input(z.strictObject({ flowId: z.uuid(), variables: valuesSchema, key }))
    .output(z.strictObject({ ticketId: z.uuid(), number: z.int() }))
    .mutation(({ ctx, input }) => startByHand(ctx.session, input)),
  comment: procedure("supervisor", "agent", "designer")
    .input(z.strictObject({ ticketId: z.uuid(), comment: comment.min(1), key }))
    .output(stepSchema)
    .mutation(({ ctx, input }) =>
      act(ctx.tenant, {
        ticketId: input.ticketId,
        key: input.key,
        by: ctx.session.person.id,
        body: { type: "comment", comment: input.comment },
      }),
    ),
  revoke: procedure("supervisor", "agent", "designer")
    .input(z.strictObject({ ticketId: z.uuid(), comment, key }))
    .output(stepSchema)
    .mutation(({ ctx, input }) =>
      act(ctx.tenant, {
        ticketId: input.ticketId,
        key: input.key,
        by: ctx.session.person.id,
        body: { type: "revoke", comment: input.comment },
      }),
    ),
  retry: procedure("supervisor", "designer")
    .input(z.strictObject({ ticketId: z.uuid(), incidentId: z.string().max(10), key }))
    .output(stepSchema)
    .mutation(({ ctx, input }) =>
      act(ctx.tenant, {
        ticketId: input.ticketId,
        key: input.key,
        by: ctx.session.person.id,
        body: { type: "retry", incidentId: input.incidentId },
      }),
    ),
})
