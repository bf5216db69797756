import { randomUUID } from "node:crypto"
import postgres from "postgres"
import * as z from "zod"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { feedStream } from "@/server/feed/stream"
import { openTicket } from "@/server/ticket/open"

// The other web process of bench/publish: an open page's live feed, and tickets that are started here. Says when it heard of
// a publication, and which version a ticket started then was opened with. Instants in ms since 1970, with fractions.

const [tenantText, personId = "", adminUrl = ""] = process.argv.slice(2)
const tenant: TenantRef = z
  .object({ id: z.string(), schema: z.string(), slug: z.string() })
  .parse(JSON.parse(tenantText ?? ""))
const now = () => performance.timeOrigin + performance.now()
const newsSchema = z.object({ body: z.object({ what: z.string(), flowId: z.string() }) })

async function startedVersion(flowId: string): Promise<string> {
  const origin = { type: "manual" } as const
  const request = { flowId, key: randomUUID(), by: personId, origin, initiatorId: personId, variables: {} }
  const { ticketId } = await openTicket(tenant, request)
  const [row] = await withTenant(tenant).sql<{ version_id: string }[]>`
    select version_id from ticket where id = ${ticketId}`
  return row?.version_id ?? ""
}

async function listen() {
  const stream = feedStream({
    tenant,
    personId,
    lastEventId: null,
    signal: new AbortController().signal,
    stillAllowed: () => Promise.resolve(true),
    recheckMs: 60_000,
  })
  const decoder = new TextDecoder()
  let text = ""
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    const at = now()
    text += decoder.decode(chunk, { stream: true })
    const events = text.split("\n\n")
    text = events.pop() ?? ""
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1]
      const news = /^event: flow$/m.test(event) && data ? newsSchema.safeParse(JSON.parse(data)).data : null
      if (news?.body.what !== "released") continue
      const versionId = await startedVersion(news.body.flowId)
      process.send?.({ heardAt: at, startedAt: now(), versionId })
    }
  }
}

const admin = postgres(adminUrl, { max: 1, fetch_types: false })
await admin.listen("bench_publish", () => process.send?.({ heardAt: now(), startedAt: 0, versionId: "" }))
void listen()
process.on("disconnect", () => process.exit(0))
setTimeout(() => process.send?.("ready"), 1500)
