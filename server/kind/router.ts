import * as z from "zod"
import { procedure, router } from "@/server/api/trpc"
import { kindListSchema, listKinds } from "./list-kinds"
import { removeKind } from "./remove-kind"
import { saveKind, saveKindInput } from "./save-kind"

export const kindRouter = router({
  list: procedure("designer")
    .input(z.strictObject({}).optional())
    .output(kindListSchema)
    .query(({ ctx }) => listKinds(ctx.session)),
  save: procedure("designer")
    .input(saveKindInput)
    .output(z.strictObject({ kindId: z.uuid(), revision: z.int() }))
    .mutation(({ ctx, input }) => saveKind(ctx.session, input)),
  remove: procedure("designer")
    .input(z.strictObject({ kindId: z.uuid() }))
    .output(z.void())
    .mutation(({ ctx, input }) => removeKind(ctx.session, input.kindId)),
})
