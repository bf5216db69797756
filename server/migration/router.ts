import * as z from "zod"
import { procedure, router } from "@/server/api/trpc"
import type { Session } from "@/server/auth/session"
import { changeMigration } from "./change-state"
import {
  getMigration,
  listMigrations,
  listResults,
  migrationListSchema,
  migrationSchema,
  resultListInput,
  resultListSchema,
} from "./get"
import { previewSchema, previewTickets } from "./preview"
import { migrationInputSchema, migrationStateSchema } from "./schema"
import { startMigration } from "./start"

const editorOf = ({ person }: Session) => ({ personId: person.id, roles: person.roles })
const byId = z.strictObject({ migrationId: z.uuid() })

/** Who may is said by the scope of the flow, as with its drafts and versions. */
export const migrationRouter = router({
  list: procedure()
    .input(z.strictObject({ flowId: z.uuid() }))
    .output(migrationListSchema)
    .query(({ ctx, input }) => listMigrations(ctx.tenant, editorOf(ctx.session), input.flowId)),
  get: procedure()
    .input(byId)
    .output(migrationSchema)
    .query(({ ctx, input }) => getMigration(ctx.tenant, editorOf(ctx.session), input.migrationId)),
  results: procedure()
    .input(resultListInput)
    .output(resultListSchema)
    .query(({ ctx, input }) => listResults(ctx.tenant, editorOf(ctx.session), input)),
  preview: procedure()
    .input(migrationInputSchema)
    .output(previewSchema)
    .query(({ ctx, input }) => previewTickets(ctx.tenant, editorOf(ctx.session), input)),
  start: procedure()
    .input(migrationInputSchema)
    .output(z.strictObject({ migrationId: z.uuid() }))
    .mutation(({ ctx, input }) => startMigration(ctx.tenant, editorOf(ctx.session), input)),
  change: procedure()
    .input(byId.extend({ action: z.enum(["pause", "continue", "cancel"]) }))
    .output(z.strictObject({ state: migrationStateSchema }))
    .mutation(({ ctx, input }) => changeMigration(ctx.tenant, editorOf(ctx.session), input)),
})
