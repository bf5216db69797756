import type { Field } from "@/core/flow/graph"
import type { Choices, Values } from "@/core/ticket/event"
import { withTenant } from "@/db/tenant-client"
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
      return {
        flowId: row.id,
        name: row.name,
        description: row.description,
        fields: flow.fields.filter((field) => asked.has(field.key)),
        choices: choicesFor(directory, flow, flow.startId),
      }
    }),
  )
  return { items }
}

/** Opens a ticket by hand; the person becomes its initiator. NOT_FOUND when the flow may not be started by them. */
export async function startByHand(
  session: Session,
  input: { flowId: string; variables: Values; choices?: Choices | undefined; key: string },
): Promise<{ ticketId: string; number: number }> {
  const [flow] = await withTenant(session.tenant).sql<{ scope: unknown }[]>`
    select scope from flow where id = ${input.flowId}`
  if (!flow || !may(session.person.roles, scopeSchema.parse(flow.scope).start)) throw new AppError("NOT_FOUND")
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
