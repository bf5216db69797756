import * as z from "zod"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { wake } from "@/server/feed/wake"
import { newId } from "@/server/ticket/new-id"
import type { Editor } from "../editable-flow"
import { writeFlowNews } from "../flow-news"
import { visibleFlow } from "../visible-flow"
import { mentionsSchema, repliesMax } from "./list-comments"

export const addCommentInput = z.strictObject({
  flowId: z.uuid(),
  /** Absent begins a thread. */
  threadId: z.uuid().nullish(),
  /** What a new thread is about; null = the flow as a whole. A reply is about what its thread is about. */
  nodeId: z.string().min(1).max(200).nullable(),
  nodeName: z.string().max(200).nullable(),
  body: z.string().trim().min(1).max(4000),
  /** Members who are told. */
  mentions: mentionsSchema,
})
type Input = z.infer<typeof addCommentInput>

/**
 * Says something about a node or the flow. Whoever is mentioned gets an in-app message that leads here. NOT_FOUND when somebody
 * mentioned may not see the flow, or for a thread that is not this flow's; TOO_LARGE when a thread is full. A reply to a
 * closed thread opens it again: it would be overlooked there.
 */
export async function addComment(tenant: TenantRef, editor: Editor, input: Input): Promise<{ id: string }> {
  const { flowId, threadId } = input
  const { name: flowName, scope } = await visibleFlow(tenant, editor, flowId)
  const mentions = [...new Set(input.mentions)]
  const { sql } = withTenant(tenant)
  const id = newId()
  await sql.begin(async (tx) => {
    const allowed = ["owner", ...scope.see, ...scope.edit]
    const known =
      mentions.length === 0
        ? []
        : await tx<{ id: string }[]>`
            select id from person where id in ${tx(mentions)} and active
              and exists (select 1 from jsonb_array_elements_text(roles) role where role in ${tx(allowed)})`
    if (known.length !== mentions.length) throw new AppError("NOT_FOUND")
    if (threadId) await openThread(tx, flowId, threadId)
    await tx`
      insert into flow_comment (id, flow_id, thread_id, node_id, node_name, person_id, body, mentions)
      select ${id}::uuid, ${flowId}::uuid, ${threadId ?? id}::uuid,
        ${threadId ? tx`(select node_id from flow_comment where id = ${threadId})` : input.nodeId},
        ${threadId ? tx`(select node_name from flow_comment where id = ${threadId})` : input.nodeName},
        ${editor.personId}::uuid, ${input.body}, ${tx.json(mentions)}`
    const told = mentions.filter((personId) => personId !== editor.personId)
    await tell(tx, told, { id, flowId, threadId: threadId ?? id, flowName, message: input.body })
    await writeFlowNews(tx, { what: "comments", flowId })
  })
  wake(tenant)
  return { id }
}

type Tx = Parameters<Parameters<ReturnType<typeof withTenant>["sql"]["begin"]>[1]>[0]

async function openThread(tx: Tx, flowId: string, threadId: string): Promise<void> {
  const [thread] = await tx<{ count: number }[]>`
    select (select count(*)::int from flow_comment where thread_id = ${threadId}) as count
    from flow_comment where id = ${threadId} and thread_id = id and flow_id = ${flowId} for update`
  if (!thread) throw new AppError("NOT_FOUND")
  if (thread.count >= repliesMax) throw new AppError("TOO_LARGE")
  await tx`update flow_comment set resolved_at = null, resolved_by = null where id = ${threadId}`
}

/** What a message shows of the comment; the rest is read where it was said. */
const excerptMax = 160

async function tell(
  tx: Tx,
  personIds: string[],
  about: { id: string; flowId: string; threadId: string; flowName: string; message: string },
): Promise<void> {
  const { id, flowId, threadId, flowName } = about
  const params = { title: flowName, flowId, threadId, message: about.message.slice(0, excerptMax) }
  const notice = { kind: "mentioned", title: flowName, flowId, threadId }
  for (const personId of personIds) {
    await tx`
      insert into notification (dedupe_key, person_id, channel, kind, params, state, sent_at)
      values (${`comment:${id}:${personId}`}, ${personId}, 'inApp', 'mentioned', ${tx.json(params)}, 'sent', now())`
    await tx`insert into feed_event (topic, person_id, body) values ('notice', ${personId}, ${tx.json(notice)})`
  }
}
