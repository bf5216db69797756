import { currentSession } from "@/server/auth/current-session"
import { feedStream } from "@/server/feed/stream"

export const dynamic = "force-dynamic"
export const runtime = "nodejs"

/** The live feed as server-sent events: `Last-Event-ID` resumes, a comment every 15 s keeps proxies from closing it. */
export async function GET(request: Request): Promise<Response> {
  const session = await currentSession()
  if (!session) return Response.json({ error: "UNAUTHENTICATED" }, { status: 401 })
  const lastEventId = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("lastEventId")
  const stream = feedStream({
    tenant: session.tenant,
    personId: session.person.id,
    lastEventId,
    signal: request.signal,
    stillAllowed: async () => (await currentSession()) !== null,
    recheckMs: 2_500,
  })
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // `no-transform` keeps compression, which would hold events back, off this response.
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
      "content-encoding": "none",
    },
  })
}
