import * as z from "zod"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { wake } from "@/server/feed/wake"
import type { Editor } from "../editable-flow"
import { visibleFlow } from "../visible-flow"

/** A page says that it is still there this often; the browser of a tab in the background may take a minute. */
export const beatMs = 10_000
/** After so long without a word somebody has left. */
export const expiryMs = 35_000
/** Tabs of one flow that are told of; more would fill the feed with who looks where. */
const viewersMax = 50

const tab = z.string().regex(/^[a-z0-9-]{8,40}$/)

export const viewerInput = z.strictObject({
  flowId: z.uuid(),
  /** Made up by the page when it opened. */
  tab,
  /** What is chosen there. */
  nodeId: z.string().max(200).nullable(),
  isLeaving: z.boolean(),
})

export const viewersSchema = z.strictObject({
  others: z.array(
    z.strictObject({ tab: z.string(), personId: z.uuid(), name: z.string(), nodeId: z.string().nullable() }),
  ),
})

/**
 * A page says that it has the flow open and what is chosen in it, and hears who else has. Pages are told of what changed by
 * the feed (`flow.viewer`); this answer, at each beat, is what puts right what the feed could not tell: who just vanished.
 */
export async function view(
  tenant: TenantRef,
  editor: Editor,
  input: z.infer<typeof viewerInput>,
): Promise<z.infer<typeof viewersSchema>> {
  await visibleFlow(tenant, editor, input.flowId)
  const { sql } = withTenant(tenant)
  const { flowId, nodeId } = input
  const { personId } = editor
  const isNews = await sql.begin(async (tx) => {
    await tx`delete from flow_viewer where flow_id = ${flowId} and seen_at < now() - ${expiryMs} * interval '1 ms'`
    const [was] = await tx<{ node_id: string | null }[]>`
      select node_id from flow_viewer where flow_id = ${flowId} and tab = ${input.tab} and person_id = ${personId}
      for update`
    if (input.isLeaving) {
      await tx`delete from flow_viewer where flow_id = ${flowId} and tab = ${input.tab} and person_id = ${personId}`
      if (!was) return false
    } else {
      await tx`
        insert into flow_viewer (flow_id, tab, person_id, node_id, seen_at)
        select ${flowId}, ${input.tab}, ${personId}, ${nodeId}, now()
        where ${was !== undefined} or (select count(*) from flow_viewer where flow_id = ${flowId}) < ${viewersMax}
        on conflict (flow_id, tab, person_id) do update set node_id = excluded.node_id, seen_at = excluded.seen_at`
      if (was && was.node_id === nodeId) return false
    }
    const body = { flowId, tab: input.tab, personId, nodeId: input.isLeaving ? null : nodeId, isHere: !input.isLeaving }
    await tx`insert into feed_event (topic, body) values ('flow.viewer', ${tx.json(body)})`
    return true
  })
  if (isNews) wake(tenant)
  const others = await sql<{ tab: string; person_id: string; name: string; node_id: string | null }[]>`
    select v.tab, v.person_id, p.name, v.node_id from flow_viewer v join person p on p.id = v.person_id
    where v.flow_id = ${flowId} and not (v.tab = ${input.tab} and v.person_id = ${personId})
      and v.seen_at >= now() - ${expiryMs} * interval '1 ms'
    order by p.name, v.tab limit ${viewersMax}`
  return {
    others: others.map((row) => ({ tab: row.tab, personId: row.person_id, name: row.name, nodeId: row.node_id })),
  }
}
