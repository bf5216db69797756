import * as z from "zod"
import { fieldSchema } from "@/core/flow/graph"
import { choicesSchema, valuesSchema } from "@/core/ticket/event"
import type { TenantRef } from "@/db/tenant-client"
import { procedure, router } from "@/server/api/trpc"
import type { Session } from "@/server/auth/session"
import { clockExplanationSchema, explainTicketClock } from "./explain-clock"
import { getTicket, ticketDetailSchema } from "./get-ticket"
import { choiceOfferSchema } from "./choices-for"
import { countIncidents, incidentListInput, incidentListSchema, listIncidents } from "./incidents"
import { listTickets, ticketListInput, ticketListSchema } from "./list-tickets"
import { startByHand, startable } from "./start"
import { stepSchema, takeStep, type StepBody } from "./take-step"

const key = z.uuid()
const comment = z.string().trim().max(4000)
const nodeId = z.string().max(40)
/** Roles that work on tickets; who of them may do what, the engine says. */
const workers = ["supervisor", "agent", "designer"] as const

/** Roles that see what is stuck. */
const overseers = ["supervisor", "designer", "auditor"] as const

const ticketStep = <Shape extends z.ZodRawShape>(shape: Shape, ...roles: Parameters<typeof procedure>) =>
  procedure(...roles)
    .input(z.strictObject({ ticketId: z.uuid(), ...shape, key }))
    .output(stepSchema)

const act = (
  { tenant, session }: { tenant: TenantRef; session: Session },
  { ticketId, key: intent }: { ticketId: string; key: string },
  body: StepBody,
) => takeStep(tenant, { ticketId, key: intent, by: session.person.id, body })

export const ticketRouter = router({
  list: procedure()
    .input(ticketListInput)
    .output(ticketListSchema)
    .query(({ ctx, input }) => listTickets(ctx.tenant, input)),
  get: procedure()
    .input(z.strictObject({ ticketId: z.uuid() }))
    .output(ticketDetailSchema)
    .query(({ ctx, input }) => getTicket(ctx.session, input.ticketId)),
  explainClock: procedure()
    .input(z.strictObject({ ticketId: z.uuid(), clockId: z.string().regex(/^[das][0-9]{1,6}$/) }))
    .output(clockExplanationSchema)
    .query(({ ctx, input }) => explainTicketClock(ctx.session, input)),
  incidents: procedure(...overseers)
    .input(incidentListInput)
    .output(incidentListSchema)
    .query(({ ctx, input }) => listIncidents(ctx.session, input)),
  incidentCount: procedure(...overseers)
    .input(z.strictObject({}).optional())
    .output(z.strictObject({ total: z.int() }))
    .query(async ({ ctx }) => ({ total: await countIncidents(ctx.tenant) })),
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
            allFields: z.array(fieldSchema),
            builtIns: valuesSchema,
            choices: z.array(choiceOfferSchema),
          }),
        ),
      }),
    )
    .query(({ ctx }) => startable(ctx.session)),
  start: procedure()
    .input(z.strictObject({ flowId: z.uuid(), variables: valuesSchema, choices: choicesSchema.optional(), key }))
    .output(z.strictObject({ ticketId: z.uuid(), number: z.int() }))
    .mutation(({ ctx, input }) => startByHand(ctx.session, input)),
  comment: ticketStep({ comment: comment.min(1) }, ...workers).mutation(({ ctx, input }) =>
    act(ctx, input, { type: "comment", comment: input.comment }),
  ),
  revoke: ticketStep({ comment }, ...workers).mutation(({ ctx, input }) =>
    act(ctx, input, { type: "revoke", comment: input.comment }),
  ),
  retry: ticketStep({ incidentId: z.string().max(10) }, "supervisor", "designer").mutation(({ ctx, input }) =>
    act(ctx, input, { type: "retry", incidentId: input.incidentId }),
  ),
  withdraw: ticketStep({ activationId: z.string().max(10), comment }, ...workers).mutation(({ ctx, input }) =>
    act(ctx, input, { type: "withdraw", activationId: input.activationId, comment: input.comment }),
  ),
  urge: ticketStep({ comment }, ...workers).mutation(({ ctx, input }) =>
    act(ctx, input, { type: "urge", comment: input.comment }),
  ),
  copy: ticketStep({ personIds: z.array(z.uuid()).min(1).max(50), comment }, ...workers).mutation(({ ctx, input }) =>
    act(ctx, input, { type: "copy", personIds: input.personIds, comment: input.comment }),
  ),
  jump: ticketStep({ tokenId: z.string().max(10).nullable(), nodeId, comment }, ...workers).mutation(({ ctx, input }) =>
    act(ctx, input, { type: "jump", tokenId: input.tokenId, nodeId: input.nodeId, comment: input.comment }),
  ),
  reopen: ticketStep({ nodeId, comment }, ...workers).mutation(({ ctx, input }) =>
    act(ctx, input, { type: "reopen", nodeId: input.nodeId, comment: input.comment }),
  ),
})
