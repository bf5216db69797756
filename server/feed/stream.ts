import { withTenant, type TenantRef } from "@/db/tenant-client"
import { encodeRecord, join, mayReceive, split, type FeedClient } from "./hub"
import { feedEnd, feedStart, isBefore, parseCursor, readFeed } from "./read"

/** A client that does not read is dropped when this much waits for it; it comes back and resumes. */
const unreadBytesMax = 256 * 1024
/** Beyond this many missed events a client is told to read anew (`reset`) instead of being sent them. */
const backlogMax = 2000
const heartbeatMs = 15_000
const streamsPerPersonMax = 5

const encoder = new TextEncoder()
type Streams = { byPerson: Map<string, Set<() => void>> }
const open = ((globalThis as { firstcallFeedStreams?: Streams }).firstcallFeedStreams ??= { byPerson: new Map() })

export type FeedRequest = {
  tenant: TenantRef
  personId: string
  lastEventId: string | null
  signal: AbortSignal
  /** Asked every few seconds; false ends the stream (the person was removed or signed out). */
  stillAllowed(): Promise<boolean>
  recheckMs: number
}

/** The body of `GET /api/feed`: backlog after `lastEventId`, then live events, heartbeats between. */
export function feedStream(request: FeedRequest): ReadableStream<Uint8Array> {
  let end = () => {}
  return new ReadableStream<Uint8Array>(
    {
      async start(controller) {
        let leave = () => {}
        let ended = false
        const timers: NodeJS.Timeout[] = []
        end = () => {
          if (ended) return
          ended = true
          leave()
          timers.forEach(clearInterval)
          forget(request.personId, end)
          try {
            controller.close()
          } catch {
            // Already closed by the client's side.
          }
        }
        request.signal.addEventListener("abort", end)
        remember(request.personId, end)

        const send = (chunk: Uint8Array): boolean => {
          if (ended) return false
          if ((controller.desiredSize ?? 0) < chunk.byteLength) {
            end()
            return false
          }
          controller.enqueue(chunk)
          return true
        }
        send(encoder.encode("retry: 1500\n\n"))
        const client: FeedClient = { personId: request.personId, cursor: { xid: "0", id: 0 }, send }
        const { sql } = withTenant(request.tenant)
        const from = parseCursor(request.lastEventId)
        client.cursor = from ?? (await feedEnd(sql))
        if (from) {
          const { records, pending } = await readFeed(sql, from, backlogMax)
          const oldest = await feedStart(sql)
          if (
            (pending && records.length === backlogMax) ||
            (oldest !== null && isBefore(from, oldest) && from.xid !== "0")
          ) {
            client.cursor = await feedEnd(sql)
            send(encoder.encode(`event: reset\ndata: {"topic":"reset","at":0,"body":{}}\n\n`))
          } else
            for (const record of records) {
              client.cursor = record.cursor
              const { shared, notices } = split(record)
              for (const part of [shared, ...notices])
                if (mayReceive(part, request.personId) && !send(encodeRecord(part))) return
            }
        }
        if (ended) return
        leave = await join(request.tenant, client)
        // The abort may have come while we were joining.
        if (ended) return leave()
        timers.push(setInterval(() => send(encoder.encode(": beat\n\n")), heartbeatMs))
        timers.push(
          setInterval(() => {
            void request.stillAllowed().then(
              (allowed) => {
                if (!allowed) end()
              },
              () => {},
            )
          }, request.recheckMs),
        )
      },
      cancel() {
        end()
      },
    },
    { highWaterMark: unreadBytesMax, size: (chunk) => chunk?.byteLength ?? 0 },
  )
}

function remember(personId: string, end: () => void): void {
  let streams = open.byPerson.get(personId)
  if (!streams) open.byPerson.set(personId, (streams = new Set()))
  streams.add(end)
  // A person with too many tabs keeps the newest.
  for (const oldest of streams) {
    if (streams.size <= streamsPerPersonMax) break
    oldest()
  }
}

function forget(personId: string, end: () => void): void {
  const streams = open.byPerson.get(personId)
  streams?.delete(end)
  if (streams?.size === 0) open.byPerson.delete(personId)
}

/** Ends every stream of this process; without it `next start` waits for open streams at shutdown. */
export function closeAllStreams(): void {
  for (const streams of open.byPerson.values()) for (const end of streams) end()
}
