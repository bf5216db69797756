import * as z from "zod"
import { fieldSchema } from "@/core/flow/graph"
import { renderTemplate } from "@/core/flow/template"
import { originSchema, ticketEventSchema, valueSchema, valuesSchema } from "@/core/ticket/event"
import { todoOptions, withdrawOptions } from "@/core/ticket/options"
import { formOf, requiredAt } from "@/core/ticket/todo-actions"
import { hiddenFrom } from "@/core/ticket/hidden-from"
import { withoutValues } from "@/core/ticket/without-values"
import { administratorsOf } from "@/core/people/units"
import { builtInValues, flowValues } from "@/core/flow/variables"
import { withTenant } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import type { Session } from "@/server/auth/session"
import { executableOf } from "@/server/flow/executable-of"
import { executableWith } from "@/server/flow/executable-with"
import { loadDirectory } from "@/server/people/directory"
import { readTicket } from "@/server/ticket/read-ticket"
import { earlierVersions } from "@/server/ticket/earlier-versions"
import { readEvents } from "@/server/ticket/read-events"
import { nodesOf } from "@/server/ticket/nodes-of"
import { choiceOfferSchema, choicesFor } from "@/server/ticket/choices-for"
import { inboxItemSchema } from "./inbox-item"
import { todoOptionsSchema, withdrawSchema } from "./options"
import { toInboxItem, type TodoRow } from "./to-inbox-item"

export const todoDetailSchema = inboxItemSchema.extend({
  instructions: z.string(),
  /** Whom to call, and which of how many attempts this is; null for todos without a call. */
  call: z.strictObject({ phone: z.string(), attempt: z.int(), attemptsMax: z.int() }).nullable(),
  fields: z.array(
    z.strictObject({ field: fieldSchema, value: valueSchema, editable: z.boolean(), required: z.boolean() }),
  ),
  /** What conditions of the form read beside its fields. */
  builtIns: valuesSchema,
  origin: originSchema,
  events: z.array(ticketEventSchema),
  people: z.record(z.string(), z.strictObject({ name: z.string() })),
  nodeNames: z.record(z.string(), z.string()),
  /** The ticket's own clocks, as the flow calls them. */
  slaNames: z.record(z.string(), z.string()),
  /** Numbers of the versions the ticket has been on, by id. */
  versionNumbers: z.record(z.string(), z.int()),
  /** What this person can do with it now; null once the ticket has gone on without it. */
  options: todoOptionsSchema.nullable(),
  /** What this person can take back. */
  withdraw: z.array(withdrawSchema),
  /** Whom they may choose for the steps that come next. */
  choices: z.array(choiceOfferSchema),
  version: z.int(),
})

const instructionsCharsMax = 4000
const phoneCharsMax = 100

/** Everything the work pane shows for one todo. NOT_FOUND also for a finished todo of a ticket that is gone. */
export async function getTodo(
  session: Session,
  input: { ticketId: string; todoId: string },
): Promise<z.infer<typeof todoDetailSchema>> {
  const { sql } = withTenant(session.tenant)
  const [[row], events, people] = await Promise.all([
    sql<(TodoRow & { version: number; version_number: number })[]>`
      select d.ticket_id, d.id, t.number, t.title, f.name as flow_name, t.version_id, t.priority, d.node_id,
        d.created_at, d.due_at, d.breached, d.paused_at, d.state, d.finished_at, d.assignee_id, p.name as assignee_name,
        d.owner_id, o.name as owner_name, d.queue,
        jsonb_build_object('origin', t.origin, 'state', t.state) as ticket, t.version,
        v.number as version_number
      from todo d join ticket t on t.id = d.ticket_id join flow f on f.id = t.flow_id
      join flow_version v on v.id = t.version_id
      left join person p on p.id = d.assignee_id left join person o on o.id = d.owner_id
      where d.ticket_id = ${input.ticketId} and d.id = ${input.todoId}`,
    readEvents(sql, input.ticketId),
    sql<{ id: string; name: string }[]>`select id, name from person`,
  ])
  if (!row) throw new AppError("NOT_FOUND")
  const flow = await executableOf(session.tenant, row.version_id)
  const state = await readTicket(session.tenant, input.ticketId)
  if (!state) throw new AppError("NOT_FOUND")
  const earlier = await earlierVersions(sql, events)
  const node = flow.nodes.get(row.node_id)
  const todo = state.todos[input.todoId]
  const form = node && formOf(node, todo ?? {})
  const directory = await loadDirectory(session.tenant)
  const administratorIds = administratorsOf(directory, flow.settings.administratorIds)
  const values = flowValues(state, flow.fields, directory)
  const render = (template: string, charsMax: number) => renderTemplate(template, flow.variables, values, charsMax)
  const asked = new Set(form?.fieldKeys ?? [])
  const me = session.person.id
  const mine = hiddenFrom(flow, {
    nodeIds: await nodesOf(sql, input.ticketId, me),
    isInitiator: state.initiatorId === me,
    isAdministrator: administratorIds.includes(me),
    roles: session.person.roles,
  })
  // What the step hides is hidden in its own work pane from everybody: whoever helps out sees what its people see.
  const hidden = new Set([...(form?.hidden ?? []), ...mine])
  const required = new Set(node ? requiredAt(node, todo ?? {}) : [])
  return {
    ...toInboxItem(row, node ? flow : await executableWith(session.tenant, row.version_id, row.node_id), directory),
    instructions: form ? render(form.instructions, instructionsCharsMax) : "",
    call:
      form?.phone === undefined
        ? null
        : {
            phone: render(form.phone, phoneCharsMax).trim(),
            attempt: (state.activations[todo?.activationId ?? ""]?.attempts ?? 0) + 1,
            attemptsMax: form.callsMax ?? 1,
          },
    fields: flow.fields
      .filter(({ key }) => !hidden.has(key))
      .map((field) => ({
        field,
        value: state.variables[field.key] ?? null,
        editable: row.state === "active" && asked.has(field.key),
        required: asked.has(field.key) && (field.required || required.has(field.key)),
      })),
    builtIns: builtInValues(state, directory),
    origin: state.origin,
    events: hidden.size === 0 ? events : events.map((event) => withoutValues(event, hidden)),
    people: Object.fromEntries(people.map((person) => [person.id, { name: person.name }])),
    nodeNames: Object.fromEntries(
      [...earlier.flatMap(({ graph }) => graph.nodes), ...flow.nodes.values()].map((item) => [item.id, item.name]),
    ),
    slaNames: Object.fromEntries((flow.settings.slas ?? []).map(({ id, name }) => [id, name])),
    versionNumbers: Object.fromEntries(
      [...earlier, { id: row.version_id, number: row.version_number }].map(({ id, number }) => [id, number]),
    ),
    options: todo
      ? todoOptions({ flow, state, directory, administratorIds, at: Date.now() }, todo, session.person.id)
      : null,
    withdraw: withdrawOptions(state, session.person.id),
    choices: todo?.parentId === undefined && row.state === "active" ? choicesFor(directory, flow, row.node_id) : [],
    version: row.version,
  }
}
