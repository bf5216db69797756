import type { Field } from "@/core/flow/graph"
import { builtInValues } from "@/core/flow/variables"
import type { Directory } from "@/core/people/directory"
import type { Choices, Values } from "@/core/ticket/event"
import { requiredAt } from "@/core/ticket/todo-actions"
import { withTenant } from "@/db/tenant-client"
import { keepFiles } from "@/server/attachment/keep-files"
import { AppError } from "@/server/api/app-error"
import type { Session } from "@/server/auth/session"
import { executableOf } from "@/server/flow/executable-of"
import { may, scopeSchema } from "@/server/flow/scope"
import { loadDirectory } from "@/server/people/directory"
import { choicesFor, type ChoiceOffer } from "./choices-for"
import { openTicket } from "./open"

export type StartableFlow = {
  flowId: string
  name: string
  description: string
  fields: Field[]
  /** All of the flow's: conditions of the form may read others. */
  allFields: Field[]
  builtIns: Values
  choices: ChoiceOffer[]
}

/** The flows this person may start by hand, each with the form its start asks for. */
export async function startable(session: Session): Promise<{ items: StartableFlow[] }> {
  const rows = await withTenant(session.tenant).sql<
    { id: string; name: string; description: string; scope: unknown; version_id: string }[]
  >`
    select id, name, description, scope, current_version_id as version_id from flow
    where archived_at is null and current_version_id is not null order by number`
  const directory = await loadDirectory(session.tenant)
  const allowed = rows.filter((row) => may(session.person.roles, scopeSchema.parse(row.scope).start))
  const items = await Promise.all(
    allowed.map(async (row) => {
      const flow = await executableOf(session.tenant, row.version_id)
      const start = flow.nodes.get(flow.startId)
      const asked = new Set(start?.kind.form?.(start.config).fieldKeys)
      const required = new Set(start && requiredAt(start, {}))
      return {
        flowId: row.id,
        name: row.name,
        description: row.description,
        fields: flow.fields.flatMap((field) =>
          asked.has(field.key) ? [{ ...field, required: field.required || required.has(field.key) }] : [],
        ),
        allFields: flow.fields,
        builtIns: builtInsOf(directory, session.person.id, row.name),
        choices: choicesFor(directory, flow, flow.startId),
      }
    }),
  )
  return { items }
}

/** What the conditions of the form read beside its fields, before there is a ticket. */
function builtInsOf(directory: Directory, initiatorId: string, title: string): Values {
  const before = { number: 0, title, priority: "normal", category: "", openedAt: Date.now(), variables: {} } as const
  return builtInValues({ ...before, origin: { type: "manual" }, initiatorId }, directory)
}

/** Opens a ticket by hand; the person becomes its initiator. NOT_FOUND when the flow may not be started by them. */
export async function startByHand(
  session: Session,
  input: { flowId: string; variables: Values; choices?: Choices | undefined; key: string },
): Promise<{ ticketId: string; number: number }> {
  const [flow] = await withTenant(session.tenant).sql<{ scope: unknown }[]>`
    select scope from flow where id = ${input.flowId}`
  if (!flow || !may(session.person.roles, scopeSchema.parse(flow.scope).start)) throw new AppError("NOT_FOUND")
  await keepFiles(session.tenant, input.variables)
  const { ticketId, number } = await openTicket(session.tenant, {
    flowId: input.flowId,
    key: input.key,
    by: session.person.id,
    origin: { type: "manual" },
    initiatorId: session.person.id,
    variables: input.variables,
    choices: input.choices,
  })
  return { ticketId, number }
}
