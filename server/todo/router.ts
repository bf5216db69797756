import * as z from "zod"
import { presenceSchema, roleSchema } from "@/core/people/directory"
import { choicesSchema, decisionSchema, resumeSchema, valuesSchema } from "@/core/ticket/event"
import type { TenantRef } from "@/db/tenant-client"
import type { Session } from "@/server/auth/session"
import { keepFiles } from "@/server/attachment/keep-files"
import { procedure, router } from "@/server/api/trpc"
import { loadDirectory } from "@/server/people/directory"
import { stepSchema, takeStep, type StepBody } from "@/server/ticket/take-step"
import { inbox, inboxInput, inboxSchema } from "./inbox"
import { getTodo, todoDetailSchema } from "./get-todo"
import { listQueues, queueSchema } from "./queues"
import { returnPreviews, returnPreviewSchema } from "./return-previews"

const todoInput = { ticketId: z.uuid(), todoId: z.string().max(10) }
const comment = z.string().max(4000)
const nodeId = z.string().max(40)

type Target = { ticketId: string; key: string }

/** A step on one todo. Every one of them names its key, so that a repetition answers the first result. */
const todoStep = <Shape extends z.ZodRawShape>(shape: Shape) =>
  procedure("supervisor", "agent", "designer")
    .input(z.strictObject({ ...todoInput, ...shape, key: z.uuid() }))
    .output(stepSchema)

const act = ({ tenant, session }: { tenant: TenantRef; session: Session }, { ticketId, key }: Target, body: StepBody) =>
  takeStep(tenant, { ticketId, key, by: session.person.id, body })

/** The command without what says whose it is. */
function rest<Input extends Target>({ ticketId: _ticketId, key: _key, ...command }: Input): Omit<Input, keyof Target> {
  return command
}

export const todoRouter = router({
  inbox: procedure()
    .input(inboxInput)
    .output(inboxSchema)
    .query(({ ctx, input }) => inbox(ctx.session, input)),
  get: procedure()
    .input(z.strictObject(todoInput))
    .output(todoDetailSchema)
    .query(({ ctx, input }) => getTodo(ctx.session, input)),
  returnPreviews: procedure("supervisor", "agent", "designer")
    .input(z.strictObject(todoInput))
    .output(z.array(returnPreviewSchema))
    .query(({ ctx, input }) => returnPreviews(ctx.session, input)),
  decide: todoStep({
    decision: decisionSchema,
    outcome: z.string().max(60).nullable(),
    comment,
    fields: valuesSchema,
    toNodeId: nodeId.optional(),
    choices: choicesSchema.optional(),
  }).mutation(async ({ ctx, input: { toNodeId, choices, ...input } }) => {
    await keepFiles(ctx.tenant, input.fields)
    return act(ctx, input, {
      type: "decide",
      ...rest(input),
      ...(toNodeId !== undefined && { toNodeId }),
      ...(choices && { choices }),
    })
  }),
  claim: todoStep({}).mutation(({ ctx, input }) => act(ctx, input, { type: "claim", ...rest(input) })),
  unclaim: todoStep({ comment }).mutation(({ ctx, input }) => act(ctx, input, { type: "unclaim", ...rest(input) })),
  queues: procedure()
    .input(z.strictObject({}).optional())
    .output(z.array(queueSchema))
    .query(({ ctx }) => listQueues(ctx.session)),
  transfer: todoStep({ toId: z.uuid(), comment }).mutation(({ ctx, input }) =>
    act(ctx, input, { type: "transfer", ...rest(input) }),
  ),
  delegate: todoStep({ toId: z.uuid(), comment }).mutation(({ ctx, input }) =>
    act(ctx, input, { type: "delegate", ...rest(input) }),
  ),
  addSign: todoStep({
    mode: z.enum(["before", "after", "parallel"]),
    personIds: z.array(z.uuid()).min(1).max(20),
    comment,
  }).mutation(({ ctx, input }) => act(ctx, input, { type: "addSign", ...rest(input) })),
  removeSign: todoStep({ comment }).mutation(({ ctx, input }) =>
    act(ctx, input, { type: "removeSign", ...rest(input) }),
  ),
  acknowledge: todoStep({ minutes: z.int().min(5).max(480) }).mutation(({ ctx, input }) =>
    act(ctx, input, { type: "acknowledge", ...rest(input) }),
  ),
  pause: todoStep({ comment }).mutation(({ ctx, input }) => act(ctx, input, { type: "pause", ...rest(input) })),
  resume: todoStep({ comment }).mutation(({ ctx, input }) => act(ctx, input, { type: "resume", ...rest(input) })),
  retract: todoStep({}).mutation(({ ctx, input }) => act(ctx, input, { type: "retract", ...rest(input) })),
  return: todoStep({ nodeId, resume: resumeSchema, comment }).mutation(({ ctx, input }) =>
    act(ctx, input, { type: "return", ...rest(input) }),
  ),
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
