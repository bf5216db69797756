import { readFileSync } from "node:fs"
import { createServer, type AddressInfo, type Socket } from "node:net"
import path from "node:path"
import pino from "pino"
import { afterEach, describe, expect, test, vi } from "vitest"
import { isCallEvent, type CallEvent, type CtiEvent } from "@/core/call/event"
import { reduceCall } from "@/core/call/session"
import { followAsterisk, gapStart } from "./asterisk-ami"

/** What Asterisk said after the login of the recorder, without the answers to the recorder's own actions. */
const recording = readFileSync(path.join(import.meta.dirname, "fixtures/asterisk-ami/run1.raw.txt"), "utf8")
  .split("\r\n\r\n")
  .slice(1)
  .filter((message) => !message.startsWith("Response:"))
  .map((message) => `${message}\r\n\r\n`)
/** Lines of the first call alone: up to its hang-up. */
const firstCallEnds = recording.findIndex(
  (text) =>
    text.includes("Event: Hangup\r\n") && text.includes("ast-main-1795328837.0\r\nLinkedid: ast-main-1795328837.0"),
)

type Behaviour = {
  password?: string
  /** What it plays after a connection has asked how things are; the number counts connections from 0. */
  play?: (connection: number) => string
  /** Lines of the answers to QueueStatus and CoreShowChannels. */
  lists?: (connection: number) => Record<string, string[]>
  pings?: (connection: number) => boolean
  stamped?: boolean
}

/** A local Asterisk that plays recorded lines. */
async function serve(behaviour: Behaviour) {
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((socket) => {
    const connection = connections++
    sockets.add(socket)
    socket.on("error", () => {})
    socket.on("close", () => sockets.delete(socket))
    socket.write("Asterisk Call Manager/5.0.4\r\n")
    let buffer = ""
    socket.on("data", (bytes) => {
      buffer += bytes.toString()
      for (let end = buffer.indexOf("\r\n\r\n"); end >= 0; end = buffer.indexOf("\r\n\r\n")) {
        const headers = Object.fromEntries(
          buffer
            .slice(0, end)
            .split("\r\n")
            .map((line) => line.split(": ") as [string, string]),
        )
        buffer = buffer.slice(end + 4)
        answer(socket, connection, headers)
      }
    })
  })
  function answer(
    socket: Socket,
    connection: number,
    { Action = "", ActionID = "", Secret = "" }: Record<string, string>,
  ) {
    const respond = (text: string) => socket.write(`Response: ${text}\r\nActionID: ${ActionID}\r\n\r\n`)
    if (Action === "Login") {
      if (Secret !== (behaviour.password ?? "cti")) return respond("Error\r\nMessage: Authentication failed")
      respond("Success")
      return socket.write("Event: FullyBooted\r\nPrivilege: system,all\r\nStatus: Fully Booted\r\n\r\n")
    }
    if (Action === "CoreSettings") return respond("Success\r\nSystemName: ast-main")
    if (Action === "Ping") return (behaviour.pings?.(connection) ?? true) && respond("Success\r\nPing: Pong")
    const lists = behaviour.lists?.(connection) ?? {}
    respond("Success\r\nEventList: start")
    for (const line of lists[Action] ?? []) socket.write(`${line}\r\nActionID: ${ActionID}\r\n\r\n`)
    socket.write(`Event: ${Action}Complete\r\nActionID: ${ActionID}\r\nEventList: Complete\r\n\r\n`)
    if (Action !== "CoreShowChannels") return
    // In pieces that end anywhere, as a network delivers them.
    const text = behaviour.play?.(connection) ?? ""
    const stamped = behaviour.stamped === false ? text.replaceAll(/^Timestamp: .*\r\n/gm, "") : text
    for (let at = 0; at < stamped.length; at += 1013) socket.write(stamped.slice(at, at + 1013))
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    cut: () => sockets.forEach((socket) => socket.destroy()),
    close: () => {
      server.close()
      sockets.forEach((socket) => socket.destroy())
    },
  }
}

const cleanUps: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

type Options = {
  secret?: string
  openCalls?: string[]
  lastHeartbeat?: number | null
  emit?: (events: CtiEvent[]) => Promise<void>
}
async function follow(behaviour: Behaviour, options: Options = {}) {
  const server = await serve(behaviour)
  const events: CtiEvent[] = []
  const abort = new AbortController()
  const running = followAsterisk(
    {
      tenant: { id: "t", schema: "t", slug: "acme" },
      connector: { id: "c", key: "pbx" },
      settings: {
        host: "127.0.0.1",
        port: server.port,
        tls: false,
        username: "cti",
        inboundContexts: ["hotline"],
        wrapUpSec: 0,
        keysAsSteps: false,
      },
      secret: options.secret ?? "cti",
      emit: options.emit ?? (async (batch) => void events.push(...batch)),
      openCalls: async () => options.openCalls ?? [],
      lastHeartbeat: async () => options.lastHeartbeat ?? null,
      log: pino({ level: "silent" }),
      signal: abort.signal,
    },
    { heartbeatMs: 60, answerMs: 150, pauseFactor: 0.02 },
  )
  cleanUps.push(async () => {
    abort.abort()
    await running
    server.close()
  })
  return { server, events, types: () => events.map((event) => event.type), stop: () => abort.abort(), running }
}
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 15_000, interval: 10 })

function outcomes(events: CtiEvent[]) {
  const calls = new Map<string, CallEvent[]>()
  for (const event of events.filter(isCallEvent)) calls.set(event.subject, [...(calls.get(event.subject) ?? []), event])
  return Object.fromEntries(
    [...calls].map(([subject, list]) => [subject.slice("call/ast-main-".length), reduceCall(list).outcome]),
  )
}
const afterAll = {
  "1795328837.0": "answered",
  "1795328845.9": "abandoned_queue",
  "1795328861.27": "abandoned_queue",
  "1795328866.40": "answered",
  "1795328878.58": "answered",
}

describe("a manager connection", () => {
  test("the recorded stream comes out as its calls, and heartbeats say that it lives", async () => {
    const { events, types } = await follow({ play: () => recording.join("") })
    await until(() => types().filter((type) => type === "cti.node.heartbeat").length > 2)
    expect(outcomes(events)).toEqual(afterAll)
    expect(types()).toContain("cti.node.resynced")
  })

  test("one that breaks is made anew; what was missed is known, and no event comes twice", async () => {
    const half = recording.slice(0, firstCallEnds - 20)
    const { server, events, types } = await follow({
      play: (connection) => (connection === 0 ? half : recording.slice(half.length)).join(""),
    })
    await until(() => types().includes("cti.call.answered"))
    server.cut()
    await until(() => Object.keys(outcomes(events)).length === 5)
    await until(() => JSON.stringify(outcomes(events)) === JSON.stringify(afterAll))
    expect(server.connections()).toBe(2)
    expect(types()).toContain("cti.node.down")
    const gaps = events.flatMap((event) =>
      event.type === "cti.node.resynced" && event.data.gap ? [event.data.gap] : [],
    )
    expect(gaps).toHaveLength(1)
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length)
  })

  test("a call that ended while nobody listened is closed, one that goes on is not", async () => {
    const channel = "Event: CoreShowChannel\r\nUniqueid: ast-main-5.0\r\nLinkedid: ast-main-5.0"
    const { events, types } = await follow(
      { lists: () => ({ CoreShowChannels: [channel] }) },
      { openCalls: ["ast-main-5.0", "ast-main-6.0"], lastHeartbeat: Date.now() - 600_000 },
    )
    await until(() => types().includes("cti.node.resynced"))
    expect(
      events.filter((event) => event.type === "cti.call.ended").map((event) => [event.subject, event.data]),
    ).toEqual([["call/ast-main-6.0", { callId: "ast-main-6.0", by: "system", inferred: true }]])
    expect(events.find((event) => event.type === "cti.node.resynced")?.data).toMatchObject({ gap: {} })
  })

  test("one that dies in silence is noticed by the heartbeat", async () => {
    const { server, types } = await follow({ pings: (connection) => connection > 0 })
    await until(() => types().includes("cti.node.heartbeat"))
    expect(server.connections()).toBe(2)
    expect(types()).toContain("cti.node.down")
  })

  test("a wrong password is said, and tried again without a rush", async () => {
    const { events, server } = await follow({ password: "other" })
    await until(() => server.connections() > 1)
    expect(events.find((event) => event.type === "cti.node.down")?.data).toMatchObject({
      reason: "Login was refused: Authentication failed",
    })
  })

  test("an Asterisk that stamps no times is told what to set", async () => {
    const { events } = await follow({ play: () => recording.slice(0, 30).join(""), stamped: false })
    await until(() => events.some((event) => event.type === "cti.node.down"))
    expect(events.find((event) => event.type === "cti.node.down")?.data).toMatchObject({
      reason: expect.stringContaining("timestampevents=yes") as string,
    })
    expect(events.some(isCallEvent)).toBe(false)
  })

  test("events that cannot be stored are kept and handed over later, all of them", async () => {
    const stored: CtiEvent[] = []
    let refusals = 2
    await follow(
      { play: () => recording.join("") },
      {
        emit: async (batch) => {
          if (refusals-- > 0) throw new Error("the database is away")
          stored.push(...batch)
        },
      },
    )
    await until(() => Object.keys(outcomes(stored)).length === 5)
    await until(() => JSON.stringify(outcomes(stored)) === JSON.stringify(afterAll))
  })

  test("it ends at once when it must", async () => {
    const { types, stop, running } = await follow({ play: () => recording.join("") })
    await until(() => types().includes("cti.node.heartbeat"))
    const startedAt = performance.now()
    stop()
    await running
    expect(performance.now() - startedAt).toBeLessThan(1000)
  })
})

test("a gap is only what nobody heard", () => {
  const now = Date.parse("2026-11-22T07:00:00Z")
  expect(gapStart(null, null, now)).toBeNull()
  expect(gapStart(now - 20_000, null, now)).toBeNull()
  expect(gapStart(now - 60_000, null, now)).toBe("2026-11-22T06:59:00.000000Z")
  expect(gapStart(now - 60_000, now - 30_000, now)).toBe("2026-11-22T06:59:30.000000Z")
  // Another process answered for it after we had lost it.
  expect(gapStart(now - 5_000, now - 30_000, now)).toBeNull()
})
