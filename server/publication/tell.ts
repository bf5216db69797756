import { sql } from "drizzle-orm"
import type { Sql, Tx } from "@/db/connect"
import type { Role } from "@/core/people/directory"
import { may, scopeSchema } from "@/server/flow/scope"

export type PublicationNotice = "publicationRequested" | "publicationApproved" | "publicationRejected"

/** Everybody who could decide, but for the one who asks. */
export async function deciders(query: Sql, flowId: string, butId: string): Promise<string[]> {
  const [flow] = await query<{ scope: unknown }[]>`select scope from flow where id = ${flowId}`
  const { edit } = scopeSchema.parse(flow?.scope)
  const people = await query<{ id: string; roles: Role[] }[]>`
    select id, roles from person where active and id <> ${butId}`
  return people.filter(({ roles }) => may(roles, edit)).map(({ id }) => id)
}

/** A message in the application, at once; and word to every page that shows the flow. */
export async function tell(
  tx: Tx,
  told: {
    kind: PublicationNotice
    requestId: string
    flowId: string
    flowName: string
    by: string
    personIds: string[]
  },
): Promise<void> {
  const { kind, requestId, flowId, flowName, by, personIds } = told
  const params = JSON.stringify({ flowId, title: flowName, message: by })
  await tx.execute(sql`
    insert into notification (dedupe_key, person_id, channel, kind, params, state, sent_at)
    select ${`${requestId}:${kind}:`} || id, id::uuid, 'inApp', ${kind}, ${params}::jsonb, 'sent', now()
    from jsonb_array_elements_text(${JSON.stringify(personIds)}::jsonb) id
    on conflict (dedupe_key) do nothing`)
  await tx.execute(sql`
    insert into feed_event (topic, person_id, body)
    select 'notice', id::uuid, jsonb_build_object('kind', ${kind}::text, 'title', ${flowName}::text, 'flowId', ${flowId}::text)
    from jsonb_array_elements_text(${JSON.stringify(personIds)}::jsonb) id
    union all select 'flow', null, jsonb_build_object('flowId', ${flowId}::text, 'what', 'request')`)
}
