import * as z from "zod"
import { procedure, router } from "@/server/api/trpc"
import type { Session } from "@/server/auth/session"
import { askForPublication } from "./ask"
import { decidePublication, withdrawPublication } from "./decide"
import { lastRequest } from "./read"
import { requestSchema, wishSchema } from "./schema"

const editorOf = ({ person }: Session) => ({ personId: person.id, roles: person.roles })

/** Who may is said by the scope of the flow, as with publishing itself. */
export const publicationRouter = router({
  last: procedure()
    .input(z.strictObject({ flowId: z.uuid() }))
    .output(requestSchema.nullable())
    .query(({ ctx, input }) => lastRequest(ctx.tenant, editorOf(ctx.session), input.flowId)),
  ask: procedure()
    .input(wishSchema.extend({ flowId: z.uuid(), revision: z.int32() }))
    .output(z.strictObject({ requestId: z.uuid() }))
    .mutation(({ ctx, input }) => askForPublication(ctx.tenant, editorOf(ctx.session), input)),
  decide: procedure()
    .input(
      z.strictObject({
        requestId: z.uuid(),
        decision: z.enum(["approve", "reject"]),
        comment: z.string().trim().max(500),
      }),
    )
    .output(z.strictObject({ number: z.int().nullable() }))
    .mutation(({ ctx, input }) => decidePublication(ctx.tenant, editorOf(ctx.session), input)),
  withdraw: procedure()
    .input(z.strictObject({ requestId: z.uuid() }))
    .output(z.strictObject({ withdrawn: z.literal(true) }))
    .mutation(({ ctx, input }) => withdrawPublication(ctx.tenant, editorOf(ctx.session), input.requestId)),
})
