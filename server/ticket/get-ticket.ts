import * as z from "zod"
import { draftGraphSchema } from "@/core/flow/graph"
import { nodeParts, type NodePart } from "@/core/flow/node-part"
import { peopleRuleSchema } from "@/core/people/rule"
import { administratorsOf } from "@/core/people/units"
import { ticketEventSchema } from "@/core/ticket/event"
import { hiddenFrom } from "@/core/ticket/hidden-from"
import { todoOptions, withdrawOptions } from "@/core/ticket/options"
import { ticketStateSchema } from "@/core/ticket/state"
import { mayAct } from "@/core/ticket/who-may"
import { valuesWithout, withoutValues } from "@/core/ticket/without-values"
import { channelNameSchema } from "@/core/warning/tier"
import { withTenant } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import type { Session } from "@/server/auth/session"
import { executableOf } from "@/server/flow/executable-of"
import { loadDirectory } from "@/server/people/directory"
import { todoOptionsSchema, withdrawSchema } from "@/server/todo/options"
import { earlierVersions } from "./earlier-versions"
import { nodesOf } from "./nodes-of"
import { fromStored, type StateRow } from "./stored-state"
import { readEvents } from "./read-events"
import { outsideSchema, readOutside } from "./read-outside"

const bothSchema = z.strictObject({ en: z.string(), zh: z.string() })
const partSchema: z.ZodType<NodePart> = z.strictObject({
  title: bothSchema.nullable(),
  icon: z.string(),
  group: z.enum(["start", "people", "automatic", "routing", "end"]).nullable(),
  hasEntry: z.boolean(),
  leadsTo: z.string().nullable(),
  exits: z.array(
    z.strictObject({
      id: z.string(),
      title: bothSchema,
      tone: z.enum(["neutral", "positive", "negative"]),
      many: z.boolean().optional(),
      optional: z.boolean().optional(),
      stops: z.boolean().optional(),
      goesBack: z.union([z.strictObject({ to: bothSchema }), z.strictObject({ nodeId: z.string() })]).optional(),
      plain: z.boolean().optional(),
    }),
  ),
  summary: bothSchema,
  people: peopleRuleSchema.nullable(),
  targetMin: z.number().nullable(),
  tiers: z.array(channelNameSchema),
})

export const ticketDetailSchema = z.strictObject({
  id: z.uuid(),
  number: z.int(),
  version: z.int(),
  head: z.string(),
  state: ticketStateSchema,
  events: z.array(ticketEventSchema),
  graph: draftGraphSchema,
  /** What the kinds say of the graph's nodes, by node id. */
  parts: z.record(z.string(), partSchema),
  /** Fields whose values the viewer is not told, here and in the events. */
  hiddenFields: z.array(z.string()),
  /** The versions it was on before it moved to this one, in order; `untilSeq` is the last event of each. */
  earlier: z.array(
    z.strictObject({
      id: z.uuid(),
      number: z.int(),
      untilSeq: z.int(),
      graph: draftGraphSchema,
      parts: z.record(z.string(), partSchema),
    }),
  ),
  flow: z.strictObject({ id: z.uuid(), name: z.string(), versionNumber: z.int(), currentNumber: z.int().nullable() }),
  people: z.record(z.string(), z.strictObject({ name: z.string() })),
  call: z
    .strictObject({
      callId: z.string(),
      caller: z.string(),
      dialled: z.string(),
      intent: z.string().nullable(),
      ivrPath: z.array(z.string()),
      outcome: z.string(),
      offeredAt: z.number(),
      answeredAt: z.number().nullable(),
      endedAt: z.number().nullable(),
      waitMs: z.number().nullable(),
      talkMs: z.number().nullable(),
    })
    .nullable(),
  outside: outsideSchema,
  notifications: z.array(
    z.strictObject({
      id: z.int(),
      channel: z.string(),
      kind: z.string(),
      personId: z.uuid(),
      level: z.int().nullable(),
      state: z.string(),
      createdAt: z.number(),
      sentAt: z.number().nullable(),
      readAt: z.number().nullable(),
      error: z.string().nullable(),
    }),
  ),
  may: z.strictObject({
    comment: z.boolean(),
    revoke: z.boolean(),
    retry: z.boolean(),
    urge: z.boolean(),
    copy: z.boolean(),
    jump: z.boolean(),
    reopen: z.boolean(),
    /** What the viewer can take back. */
    withdraw: z.array(withdrawSchema),
    /** What the viewer can do with each todo that is in the state. */
    todos: z.record(z.string(), todoOptionsSchema),
  }),
})

/** One ticket with its whole trace, the graph it runs on, its call and the messages it caused. */
export async function getTicket(session: Session, ticketId: string): Promise<z.infer<typeof ticketDetailSchema>> {
  const { sql } = withTenant(session.tenant)
  const [[row], events, people, notifications, [call], outside] = await Promise.all([
    sql<
      (StateRow & {
        version: number
        head: string
        flow_name: string
        version_number: number
        current_number: number | null
        graph: unknown
      })[]
    >`
      select t.*, f.name as flow_name, v.number as version_number, v.graph, c.number as current_number
      from ticket t join flow f on f.id = t.flow_id join flow_version v on v.id = t.version_id
      left join flow_version c on c.id = f.current_version_id
      where t.id = ${ticketId}`,
    readEvents(sql, ticketId),
    sql<{ id: string; name: string }[]>`select id, name from person`,
    sql<
      {
        id: string
        channel: string
        kind: string
        person_id: string
        level: number | null
        state: string
        created_at: Date
        sent_at: Date | null
        read_at: Date | null
        error: string | null
      }[]
    >`
      select id, channel, kind, person_id, level, state, created_at, sent_at, read_at, error from notification
      where dedupe_key >= ${`${ticketId}:`} and dedupe_key < ${`${ticketId};`} order by id limit 500`,
    sql<
      {
        call_id: string
        ani: string | null
        dnis: string | null
        intent: string | null
        ivr_path: string[] | null
        outcome: string
        offered_at: Date
        answered_at: Date | null
        ended_at: Date | null
        wait_ms: string | null
        talk_ms: string | null
      }[]
    >`select call_id, ani, dnis, intent, ivr->'path' as ivr_path, outcome, offered_at, answered_at, ended_at, wait_ms, talk_ms
      from call where call_id = (select call_id from ticket where id = ${ticketId})`,
    readOutside(sql, ticketId),
  ])
  if (!row) throw new AppError("NOT_FOUND")
  const state = fromStored(row)
  const earlier = await earlierVersions(sql, events)
  const graph = draftGraphSchema.parse(row.graph)
  const me = session.person.id
  const flow = await executableOf(session.tenant, row.version_id)
  const directory = await loadDirectory(session.tenant)
  const administratorIds = administratorsOf(directory, graph.settings.administratorIds)
  const { initiatorRevokes } = flow.settings
  const hidden = hiddenFrom(flow, {
    nodeIds: await nodesOf(sql, ticketId, me),
    isInitiator: state.initiatorId === me,
    isAdministrator: administratorIds.includes(me),
    roles: session.person.roles,
  })
  const standing = { state, directory, administratorIds, initiatorRevokes, at: Date.now() }
  return {
    id: ticketId,
    number: row.number,
    version: row.version,
    head: row.head,
    state: hidden.size === 0 ? state : { ...state, variables: valuesWithout(state.variables, hidden) },
    events: hidden.size === 0 ? events : events.map((event) => withoutValues(event, hidden)),
    hiddenFields: [...hidden],
    graph,
    parts: nodeParts(graph),
    earlier: earlier.map((version) => ({ ...version, parts: nodeParts(version.graph) })),
    flow: {
      id: row.flow_id,
      name: row.flow_name,
      versionNumber: row.version_number,
      currentNumber: row.current_number,
    },
    people: Object.fromEntries(people.map((person) => [person.id, { name: person.name }])),
    call: call
      ? {
          callId: call.call_id,
          caller: call.ani ?? "",
          dialled: call.dnis ?? "",
          intent: call.intent,
          ivrPath: call.ivr_path ?? [],
          outcome: call.outcome,
          offeredAt: call.offered_at.getTime(),
          answeredAt: call.answered_at?.getTime() ?? null,
          endedAt: call.ended_at?.getTime() ?? null,
          waitMs: call.wait_ms === null ? null : Number(call.wait_ms),
          talkMs: call.talk_ms === null ? null : Number(call.talk_ms),
        }
      : null,
    outside,
    notifications: notifications.map((note) => ({
      id: Number(note.id),
      channel: note.channel,
      kind: note.kind,
      personId: note.person_id,
      level: note.level,
      state: note.state,
      createdAt: note.created_at.getTime(),
      sentAt: note.sent_at?.getTime() ?? null,
      readAt: note.read_at?.getTime() ?? null,
      error: note.error,
    })),
    may: {
      comment: mayAct("comment", me, standing),
      revoke: mayAct("revoke", me, standing),
      retry: mayAct("retry", me, standing),
      urge: mayAct("urge", me, standing),
      copy: mayAct("copy", me, standing),
      jump: mayAct("jump", me, standing),
      reopen: mayAct("reopen", me, standing),
      withdraw: withdrawOptions(state, me),
      todos: Object.fromEntries(
        Object.values(state.todos).map((todo) => [todo.id, todoOptions({ ...standing, flow }, todo, me)]),
      ),
    },
  }
}
