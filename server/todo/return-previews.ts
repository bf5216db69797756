import * as z from "zod"
import { administratorsOf } from "@/core/people/units"
import { resumeSchema } from "@/core/ticket/event"
import { todoOptions } from "@/core/ticket/options"
import { returnPreview, type ReturnPreview } from "@/core/ticket/return-preview"
import { AppError } from "@/server/api/app-error"
import type { Session } from "@/server/auth/session"
import { executableOf } from "@/server/flow/executable-of"
import { loadDirectory } from "@/server/people/directory"
import { readTicket } from "@/server/ticket/read-ticket"

export const returnPreviewSchema: z.ZodType<ReturnPreview> = z.strictObject({
  nodeId: z.string(),
  again: z.array(z.string()),
  cancelled: z.array(
    z.strictObject({
      todoId: z.string(),
      nodeId: z.string(),
      assigneeId: z.string().nullable(),
      isElsewhere: z.boolean(),
    }),
  ),
  branches: z.int(),
  mayComeBack: z.boolean(),
  resume: resumeSchema.nullable(),
})

/**
 * What would be undone at each step this person may send the todo back to, by returning or by rejecting it; the last step
 * first. Empty when they may not. NOT_FOUND for a todo that is no longer in the ticket's state.
 */
export async function returnPreviews(
  { tenant, person }: Session,
  { ticketId, todoId }: { ticketId: string; todoId: string },
): Promise<ReturnPreview[]> {
  const state = await readTicket(tenant, ticketId)
  const todo = state && Object.hasOwn(state.todos, todoId) ? state.todos[todoId] : undefined
  if (!state || !todo) throw new AppError("NOT_FOUND")
  const flow = await executableOf(tenant, state.versionId)
  const directory = await loadDirectory(tenant)
  const administratorIds = administratorsOf(directory, flow.settings.administratorIds)
  const options = todoOptions({ flow, state, directory, administratorIds, at: Date.now() }, todo, person.id)
  const targets = options.return?.nodeIds ?? options.rejectTo ?? []
  return targets.flatMap((nodeId) => returnPreview(flow, state, todo, nodeId) ?? [])
}
