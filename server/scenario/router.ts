import * as z from "zod"
import { procedure, router } from "@/server/api/trpc"
import type { Session } from "@/server/auth/session"
import { listScenarios } from "./list"
import { removeScenario } from "./remove"
import { saveScenario, saveScenarioInput } from "./save"
import { keptScenarioSchema } from "./scenario"

const editorOf = ({ person }: Session) => ({ personId: person.id, roles: person.roles })

/** Whoever may see a flow reads its scenarios; whoever may edit it changes them. */
export const scenarioRouter = router({
  list: procedure()
    .input(z.strictObject({ flowId: z.uuid() }))
    .output(z.strictObject({ items: z.array(keptScenarioSchema) }))
    .query(async ({ ctx, input }) => ({
      items: await listScenarios(ctx.tenant, editorOf(ctx.session), input.flowId),
    })),
  save: procedure()
    .input(saveScenarioInput)
    .output(z.strictObject({ id: z.uuid(), revision: z.int() }))
    .mutation(({ ctx, input }) => saveScenario(ctx.tenant, editorOf(ctx.session), input)),
  remove: procedure()
    .input(z.strictObject({ scenarioId: z.uuid() }))
    .output(z.strictObject({ removed: z.literal(true) }))
    .mutation(({ ctx, input }) => removeScenario(ctx.tenant, editorOf(ctx.session), input.scenarioId)),
})
