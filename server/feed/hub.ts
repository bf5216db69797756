import * as z from "zod"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { log } from "@/server/log"
import { cursorText, feedEnd, isBefore, readFeed, type FeedCursor, type FeedRecord } from "./read"
import { listenForWakes, wakeToken } from "./wake"

/** One open stream. `send` gets the bytes of an event, the same buffer for every client; false = it was dropped. */
export type FeedClient = {
  personId: string
  /** Last event this client has, so that the hand-over from its backlog to the live stream has no gap or repeat. */
  cursor: FeedCursor
  send(chunk: Uint8Array): boolean
}

type Room = {
  tenant: TenantRef
  clients: Set<FeedClient>
  cursor: FeedCursor
  reading: boolean
  again: boolean
}

/** Without a wake a room looks this often: a wake lost with its process delays an event by this much at the most. */
const pollMs = 1000
/** Rows written by a transaction that began before another ended are looked at again this soon. */
const pendingMs = 12
const rowsPerRead = 500

type Hub = { rooms: Map<string, Room>; byToken: Map<string, Room>; started: Promise<void> | null; listening: boolean }
const hub = ((globalThis as { firstcallFeedHub?: Hub }).firstcallFeedHub ??= {
  rooms: new Map(),
  byToken: new Map(),
  started: null,
  listening: false,
})

const encoder = new TextEncoder()
export const encodeRecord = (record: FeedRecord): Uint8Array =>
  encoder.encode(
    `id: ${cursorText(record.cursor)}\nevent: ${record.topic}\ndata: ${JSON.stringify({ topic: record.topic, at: record.at, body: record.body })}\n\n`,
  )

/** Whether a record is for this person: rows that name somebody are for them alone. */
export const mayReceive = (record: FeedRecord, personId: string): boolean =>
  record.personId === null || record.personId === personId

export async function join(tenant: TenantRef, client: FeedClient): Promise<() => void> {
  await (hub.started ??= start())
  let room = hub.rooms.get(tenant.schema)
  if (!room) {
    const created: Room = {
      tenant,
      clients: new Set(),
      cursor: await feedEnd(withTenant(tenant).sql),
      reading: false,
      again: false,
    }
    room = hub.rooms.get(tenant.schema) ?? created
    if (room === created) {
      hub.rooms.set(tenant.schema, room)
      const token = await wakeToken(tenant.schema)
      if (token) hub.byToken.set(token, room)
    }
  }
  const joined = room
  // The room may be behind this client's backlog or ahead of it: it re-reads from the older of the two.
  if (isBefore(client.cursor, joined.cursor)) joined.cursor = client.cursor
  joined.clients.add(client)
  void read(joined)
  return () => {
    joined.clients.delete(client)
    if (joined.clients.size === 0) close(joined)
  }
}

function close(room: Room): void {
  hub.rooms.delete(room.tenant.schema)
  for (const [token, other] of hub.byToken) if (other === room) hub.byToken.delete(token)
}

async function start(): Promise<void> {
  await listenForWakes(
    (token) => {
      const room = hub.byToken.get(token)
      if (room) void read(room)
    },
    () => {
      hub.listening = true
      for (const room of hub.rooms.values()) void read(room)
    },
  )
  setInterval(() => {
    for (const room of hub.rooms.values()) void read(room)
  }, pollMs).unref()
}

async function read(room: Room): Promise<void> {
  if (room.reading) {
    room.again = true
    return
  }
  room.reading = true
  try {
    do {
      room.again = false
      const { records, pending } = await readFeed(withTenant(room.tenant).sql, room.cursor, rowsPerRead)
      for (const record of records) deliver(room, record)
      const last = records.at(-1)
      if (last) room.cursor = last.cursor
      if (records.length === rowsPerRead) room.again = true
      else if (pending) setTimeout(() => void read(room), pendingMs)
    } while (room.again && room.clients.size > 0)
  } catch (error) {
    log.warn({ error }, "the feed could not be read; the next poll tries again")
  } finally {
    room.reading = false
  }
}

function deliver(room: Room, record: FeedRecord): void {
  const { shared, notices } = split(record)
  let chunk: Uint8Array | null = null
  for (const client of room.clients) {
    if (!isBefore(client.cursor, record.cursor)) continue
    client.cursor = record.cursor
    let kept = true
    if (mayReceive(record, client.personId)) kept = client.send((chunk ??= encodeRecord(shared)))
    for (const notice of notices)
      if (kept && notice.personId === client.personId) kept = client.send(encodeRecord(notice))
    if (!kept) room.clients.delete(client)
  }
}

const noticesSchema = z.array(z.object({ personId: z.string() }).loose())

/** A step's row carries the notices of several people in one: everybody gets the rest of it, each their own notices. */
export function split(record: FeedRecord): { shared: FeedRecord; notices: FeedRecord[] } {
  const { notices, title, ...body } = record.body
  const own = noticesSchema.safeParse(notices)
  if (!own.success) return { shared: record, notices: [] }
  return {
    shared: { ...record, body },
    notices: own.data.map(({ personId, ...notice }) => ({
      ...record,
      topic: "notice",
      personId,
      body: { ...notice, ticketId: body["ticketId"], number: body["number"], title },
    })),
  }
}

/** For /api/health: whether this process hears wakes, and how many streams are open. */
export function feedHealth(): { listening: boolean; clients: number } {
  let clients = 0
  for (const room of hub.rooms.values()) clients += room.clients.size
  return { listening: hub.listening || hub.started === null, clients }
}
