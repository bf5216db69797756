import * as z from "zod"
import { presenceSchema, roleSchema } from "@/core/people/directory"
import { decisionSchema, valuesSchema } from "@/core/ticket/event"
import { procedure, router } from "@/server/api/trpc"
import { loadDirectory } from "@/server/people/directory"
import { runStep } from "@/server/ticket/step"
import { inbox, inboxInput, inboxSchema } from "./inbox"
import { getTodo, todoDetailSchema } from "./get-todo"

const todoInput = { ticketId: z.uuid(), todoId: z.string().max(10) }
const key = z.uuid()
const stepSchema = z.strictObject({ version: z.int(), status: z.enum(["open", "closed"]) })

export const todoRouter = router({
  inbox: procedure()
    .input(inboxInput)
    .output(inboxSchema)
    .query(({ ctx, input }) => inbox(ctx.session, input)),
  get: procedure()
    .input(z.strictObject(todoInput))
    .output(todoDetailSchema)
    .query(({ ctx, input }) => getTodo(ctx.session, input)),
  decide: procedure("supervisor", "agent", "designer")
    .input(
      z.strictObject({
        ...todoInput,
        decision: decisionSchema,
        outcome: z.string().max(60).nullable(),
        comment: z.string().max(4000),
        fields: valuesSchema,
        key,
      }),
    )
    .output(stepSchema)
    .mutation(async ({ ctx, input }) => {
      const { ticketId, key, ...body } = input
      const by = ctx.session.person.id
      const result = await runStep(ctx.tenant, { ticketId, key, by, body: { type: "decide", ...body } })
      return { version: result.version, status: result.status }
    }),
  transfer: procedure("supervisor", "agent", "designer")
    .input(z.strictObject({ ...todoInput, toId: z.uuid(), comment: z.string().max(4000), key }))
    .output(stepSchema)
    .mutation(async ({ ctx, input }) => {
      const { ticketId, key, ...body } = input
      const by = ctx.session.person.id
      const result = await runStep(ctx.tenant, { ticketId, key, by, body: { type: "transfer", ...body } })
      return { version: result.version, status: result.status }
    }),
  colleagues: procedure()
    .input(z.strictObject({ search: z.string().max(80) }))
    .output(
      z.array(z.strictObject({ id: z.uuid(), name: z.string(), roles: z.array(roleSchema), presence: presenceSchema })),
    )
    .query(async ({ ctx, input }) => {
      const wanted = input.search.trim().toLowerCase()
      const { people } = await loadDirectory(ctx.tenant)
      return people
        .filter(
          (person) => person.active && (person.name.toLowerCase().includes(wanted) || person.email.includes(wanted)),
        )
        .slice(0, 30)
        .map(({ id, name, roles, presence }) => ({ id, name, roles, presence }))
    }),
})
