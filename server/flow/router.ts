import * as z from "zod"
import { draftGraphSchema } from "@/core/flow/graph"
import { sketchSchema } from "@/core/flow/sketch"
import type { Problem } from "@/core/problem"
import { localeSchema, textSchema } from "@/core/text"
import { acceptedSchema } from "@/server/publication/schema"
import { procedure, router } from "@/server/api/trpc"
import type { Session } from "@/server/auth/session"
import { flowLayers, layersInput, layersSchema } from "@/server/visit/layers"
import { archiveFlow } from "./archive"
import { checkVersion } from "./check-version"
import { createFlow } from "./create-flow"
import { createFrom } from "./create-from"
import { editableFlow } from "./editable-flow"
import { exportedSchema, exportFlow, exportInput } from "./file/export-flow"
import { addComment, addCommentInput } from "./comment/add-comment"
import { listComments, threadsSchema } from "./comment/list-comments"
import { resolveThread, resolveThreadInput } from "./comment/resolve-thread"
import { flowDetailSchema, getFlow } from "./get-flow"
import { flowListSchema, listFlows } from "./list-flows"
import { publish } from "./publish"
import { ramp } from "./ramp"
import { reachInput, reachNow, reachSchema } from "./reach"
import { renameFlow } from "./rename"
import { retire } from "./retire"
import { rollBack } from "./roll-back"
import { saveDraft } from "./save-draft"
import { scopeSchema } from "./scope"
import { tenantStarters } from "./starters"
import { view, viewerInput, viewersSchema } from "./viewer/viewers"
import { getVersion, listVersions, releaseSchema, versionListSchema, versionSchema } from "./versions"

const editorOf = ({ person }: Session) => ({ personId: person.id, roles: person.roles })
const name = z.string().trim().min(1).max(120)
const problems = z.array(z.custom<Problem>())
const description = z.string().trim().max(2000)

export const flowRouter = router({
  list: procedure()
    .input(z.strictObject({}).optional())
    .output(flowListSchema)
    .query(({ ctx }) => listFlows(ctx.tenant, ctx.session.person.roles)),
  get: procedure()
    .input(z.strictObject({ flowId: z.uuid() }))
    .output(flowDetailSchema)
    .query(({ ctx, input }) => getFlow(ctx.tenant, ctx.session.person.roles, input.flowId)),
  /** Whom a step would reach now; asks and changes nothing. */
  reach: procedure("designer", "supervisor")
    .input(reachInput)
    .output(reachSchema)
    .query(({ ctx, input }) => reachNow(ctx.session, input)),
  starters: procedure("designer")
    .input(z.strictObject({ locale: localeSchema }))
    .output(
      z.array(
        z.strictObject({
          key: z.string(),
          name: textSchema,
          description: textSchema,
          draft: draftGraphSchema,
          sketch: sketchSchema,
        }),
      ),
    )
    .query(({ ctx, input }) => tenantStarters(ctx.tenant, input.locale)),
  create: procedure("designer")
    .input(z.strictObject({ name, description, starter: z.string().max(60).nullable(), locale: localeSchema }))
    .output(z.strictObject({ flowId: z.uuid() }))
    .mutation(({ ctx, input }) => createFlow(ctx.tenant, editorOf(ctx.session), input)),
  /** A new flow from what a file held (api/flow-file reads it). */
  createFrom: procedure("designer")
    .input(z.strictObject({ name, description, draft: draftGraphSchema }))
    .output(z.strictObject({ flowId: z.uuid() }))
    .mutation(({ ctx, input }) => createFrom(ctx.tenant, editorOf(ctx.session), input)),
  /** The draft or a version as a file. */
  export: procedure()
    .input(exportInput)
    .output(exportedSchema)
    .query(({ ctx, input }) => exportFlow(ctx.tenant, ctx.session.person.roles, input)),
  saveDraft: procedure()
    .input(
      z.strictObject({
        flowId: z.uuid(),
        revision: z.int32(),
        draft: draftGraphSchema,
        tab: viewerInput.shape.tab.nullish(),
      }),
    )
    .output(z.strictObject({ revision: z.int(), savedAt: z.number() }))
    .mutation(({ ctx, input }) => saveDraft(ctx.tenant, editorOf(ctx.session), input)),
  publish: procedure()
    .input(
      z.strictObject({
        flowId: z.uuid(),
        revision: z.int32(),
        currentVersionId: z.uuid().nullable(),
        candidateVersionId: z.uuid().nullish(),
        candidatePercent: z.int().min(1).max(99).nullish(),
        message: z.string().trim().max(500),
        percent: z.int().min(1).max(99).nullish(),
        acceptedScenarioIds: acceptedSchema.optional(),
      }),
    )
    .output(z.strictObject({ versionId: z.uuid(), number: z.int() }))
    .mutation(({ ctx, input }) => publish(ctx.tenant, editorOf(ctx.session), input)),
  rollback: procedure()
    .input(z.strictObject({ flowId: z.uuid(), versionId: z.uuid(), expected: releaseSchema }))
    .output(z.strictObject({ warnings: problems }))
    .mutation(({ ctx, input }) => rollBack(ctx.tenant, editorOf(ctx.session), input)),
  retire: procedure()
    .input(z.strictObject({ flowId: z.uuid(), expected: releaseSchema }))
    .output(z.strictObject({ retired: z.literal(true) }))
    .mutation(({ ctx, input }) => retire(ctx.tenant, editorOf(ctx.session), input)),
  ramp: procedure()
    .input(
      z.strictObject({
        flowId: z.uuid(),
        versionId: z.uuid(),
        percent: z.int().min(0).max(100),
        expected: releaseSchema,
      }),
    )
    .output(z.strictObject({ warnings: problems }))
    .mutation(({ ctx, input }) => ramp(ctx.tenant, editorOf(ctx.session), input)),
  checkVersion: procedure()
    .input(z.strictObject({ flowId: z.uuid(), versionId: z.uuid() }))
    .output(z.strictObject({ problems }))
    .query(async ({ ctx, input }) => {
      await editableFlow(ctx.tenant, editorOf(ctx.session), input.flowId)
      return { problems: await checkVersion(ctx.tenant, input.flowId, input.versionId) }
    }),
  rename: procedure()
    .input(
      z.strictObject({
        flowId: z.uuid(),
        name,
        description,
        scope: scopeSchema,
        /** Only owners change it. */
        needsApproval: z.boolean().optional(),
      }),
    )
    .output(z.strictObject({ renamed: z.literal(true) }))
    .mutation(({ ctx, input }) => renameFlow(ctx.tenant, editorOf(ctx.session), input)),
  archive: procedure()
    .input(z.strictObject({ flowId: z.uuid() }))
    .output(z.strictObject({ archived: z.literal(true) }))
    .mutation(({ ctx, input }) => archiveFlow(ctx.tenant, editorOf(ctx.session), input.flowId)),
  versions: procedure()
    .input(z.strictObject({ flowId: z.uuid() }))
    .output(versionListSchema)
    .query(({ ctx, input }) => listVersions(ctx.tenant, ctx.session.person.roles, input.flowId)),
  /** What happens at each step, over a time. */
  layers: procedure()
    .input(layersInput)
    .output(layersSchema)
    .query(({ ctx, input }) => flowLayers(ctx.tenant, ctx.session.person.roles, input)),
  /** Says that a page has the flow open, and hears who else has. */
  view: procedure()
    .input(viewerInput)
    .output(viewersSchema)
    .mutation(({ ctx, input }) => view(ctx.tenant, editorOf(ctx.session), input)),
  comments: procedure()
    .input(z.strictObject({ flowId: z.uuid() }))
    .output(threadsSchema)
    .query(({ ctx, input }) => listComments(ctx.tenant, editorOf(ctx.session), input.flowId)),
  addComment: procedure()
    .input(addCommentInput)
    .output(z.strictObject({ id: z.uuid() }))
    .mutation(({ ctx, input }) => addComment(ctx.tenant, editorOf(ctx.session), input)),
  resolveThread: procedure()
    .input(resolveThreadInput)
    .output(z.strictObject({ isResolved: z.boolean() }))
    .mutation(({ ctx, input }) => resolveThread(ctx.tenant, editorOf(ctx.session), input)),
  version: procedure()
    .input(z.strictObject({ versionId: z.uuid() }))
    .output(versionSchema)
    .query(({ ctx, input }) => getVersion(ctx.tenant, ctx.session.person.roles, input.versionId)),
})
