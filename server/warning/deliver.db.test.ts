import { randomUUID } from "node:crypto"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { SMTPServer } from "smtp-server"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest"
import type { OwnPreferences } from "@/core/warning/preferences"
import { closeClients } from "@/db/close-clients"
import { withTenant } from "@/db/tenant-client"
import { createTestDatabase, type TestDatabase } from "@/db/testing/database"
import type { Session } from "@/server/auth/session"
import { resend } from "@/server/notification/resend"
import { addTestMember, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { saveMyDelivery } from "./change-preferences"
import { claimMessages } from "./claim"
import { deliver } from "./deliver"
import { listChannels } from "./list-channels"
import { removeChannel, saveChannel } from "./save-channel"

// Messages of a real outbox to providers that are played by servers on this machine. Time is the tests' own: the providers
// count by the same clock.

let database: TestDatabase
let session: Session
const open: (() => void)[] = []
const minute = 60_000
let now = 0
const clock = () => now

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  await closeClients()
  await database.drop()
})
beforeEach(async () => {
  vi.stubEnv("FIRSTCALL_OUTBOUND_ALLOWED_HOSTS", "127.0.0.1:*")
  vi.stubEnv("SMTP_URL", undefined)
  now = Date.now()
  session = (await createTestTenant()).session
})
afterEach(() => {
  vi.unstubAllEnvs()
  for (const close of open.splice(0)) close()
})

const baseUrl = "http://firstcall.test"
const signal = new AbortController().signal
const sql = () => withTenant(session.tenant).sql

async function listen(answer: (path: string, body: string) => { status?: number; body: unknown }): Promise<string> {
  const server = createServer((request, response) => {
    let body = ""
    request.on("data", (chunk: Buffer) => (body += chunk.toString()))
    request.on("end", () => {
      const { status = 200, body: reply } = answer(request.url ?? "", body)
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(reply))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  open.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** As WeCom: more than 30 a minute or 1,000 an hour to one person are answered with "ok" and thrown away. */
async function droppingWecom() {
  const shown: { to: string; text: string; at: number }[] = []
  let dropped = 0
  const url = await listen((path, body) => {
    if (path.startsWith("/cgi-bin/gettoken")) return { body: { errcode: 0, errmsg: "ok", access_token: "t" } }
    const { touser: to, text } = JSON.parse(body) as { touser: string; text: { content: string } }
    const within = (ms: number) => shown.filter((one) => one.to === to && one.at > now - ms).length
    if (within(minute) >= 30 || within(60 * minute) >= 1000) dropped++
    else shown.push({ to, text: text.content, at: now })
    return { body: { errcode: 0, errmsg: "ok", msgid: "m" } }
  })
  const settings = { corpId: `ww-${randomUUID()}`, agentId: 1, baseUrl: url }
  await saveChannel(session.tenant, session.person.id, {
    channel: "wecom",
    settings,
    secrets: { secret: randomUUID() },
  })
  return { shown, dropped: () => dropped }
}

async function mailbox() {
  const mails: { to: string; text: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, envelope, done) {
      let data = ""
      stream.on("data", (chunk: Buffer) => (data += chunk.toString()))
      stream.on("end", () => {
        mails.push({ to: envelope.envelope.rcptTo[0]?.address ?? "", text: data.replaceAll("=\r\n", "") })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  open.push(() => server.close())
  const { port } = server.server.address() as AddressInfo
  await saveChannel(session.tenant, session.person.id, {
    channel: "email",
    settings: { host: "127.0.0.1", port, security: "none", username: "", password: "", from: "a@example.com" },
    secrets: {},
  })
  return mails
}

let lastNumber = 0
/** A ticket and a message about it, written at the present instant of the test. */
async function write(person: Session, channel: string, { level = 1, kind = "todoWarned" } = {}): Promise<number> {
  const number = ++lastNumber
  const ticketId = randomUUID()
  const at = new Date(now)
  await sql()`
    insert into ticket (id, number, flow_id, opened_at, origin, version_id, title, priority, category, status,
      open_incidents, version, head, state)
    values (${ticketId}, ${number}, ${randomUUID()}, ${at}, '{}', ${randomUUID()}, 'Fee', 'normal', 'x', 'open', 0, 1, '',
      '{}')`
  await sql()`
    insert into notification (dedupe_key, person_id, channel, kind, ticket_id, level, params, state, created_at,
      next_attempt_at)
    values (${`${ticketId}:1:${person.person.id}:${channel}`}, ${person.person.id}, ${channel}, ${kind}, ${ticketId},
      ${kind === "todoWarned" ? level : null}, '{"nodeName":"Approval","message":"Look"}', 'queued', ${at}, ${at})`
  return number
}

/** Takes what is due by the test's clock, as the sweep does by the database's, and shares it among `processes`. */
async function work(processes = 1) {
  const rows = await sql()<{ id: string }[]>`
    update notification set next_attempt_at = now() + interval '1 year', waits_for = null
    where id in (select id from notification where state = 'queued' and next_attempt_at <= ${new Date(now)})
    returning id`
  const tenant = { ...session.tenant, locale: "en" as const, timeZone: "Asia/Shanghai" }
  const shares = Array.from({ length: processes }, (_, at) =>
    rows.filter((_row, index) => index % processes === at).map(({ id }) => Number(id)),
  ).filter((ids) => ids.length > 0)
  return Promise.all(shares.map((ids) => deliver(tenant, ids, baseUrl, signal, clock)))
}

const states = async () =>
  Object.fromEntries(
    (await sql()`select state, count(*)::int as count from notification group by state`).map((row) => [
      row["state"],
      row["count"],
    ]),
  ) as Record<string, number>

const numbersIn = (texts: string[]) =>
  new Set(texts.flatMap((text) => [...text.matchAll(/#(\d+)/g)].map((match) => Number(match[1]))))

async function wecomMember(name: string): Promise<Session> {
  const member = await addTestMember(session, { name })
  await sql()`update person set wecom_id = ${name}, phone = '+8613900000001' where id = ${member.person.id}`
  return member
}

describe("a provider that silently drops what is above its limit", () => {
  it("never gets that much, and nobody misses anything, however many processes send", async () => {
    const { shown, dropped } = await droppingWecom()
    const [busy, calm] = [await wecomMember("Busy"), await wecomMember("Calm")]
    await sql()`insert into delivery_preference (person_id, value) values (${busy.person.id}, '{"perHourMax":1000}')`
    const written: number[] = []
    const calmly: number[] = []
    for (let second = 0; second < 240; second += 2) {
      for (let n = 0; n < 4; n++) written.push(await write(busy, "wecom"))
      if (second % 60 === 0) calmly.push(await write(calm, "wecom"))
      await work(3)
      now += 2000
    }
    for (let rest = 0; rest < 10; rest++) {
      now += minute
      await work(3)
    }
    expect(dropped()).toBe(0)
    const textsOf = (to: string) => shown.filter((one) => one.to === to).map(({ text }) => text)
    expect([...numbersIn(textsOf("Busy"))].toSorted((a, b) => a - b)).toEqual(written)
    expect([...numbersIn(textsOf("Calm"))].toSorted((a, b) => a - b)).toEqual(calmly)
    expect((await states())["queued"] ?? 0).toBe(0)
  })

  it("what is held back at level 2 goes out by text message as well, once", async () => {
    await droppingWecom()
    const texts: string[] = []
    const url = await listen((_, body) => {
      texts.push(new URLSearchParams(body).get("Body") ?? "")
      return { status: 201, body: { sid: "SM1" } }
    })
    const settings = { accountSid: `AC${"0".repeat(32)}`, from: "+8602100000000", baseUrl: url }
    await saveChannel(session.tenant, session.person.id, { channel: "sms", settings, secrets: { authToken: "t" } })
    const busy = await wecomMember("Held")
    await sql()`insert into delivery_preference (person_id, value) values (${busy.person.id}, '{"perHourMax":1000}')`
    for (let n = 0; n < 30; n++) {
      await write(busy, "wecom", { level: 1 })
      await work()
    }
    const first = await write(busy, "wecom", { level: 1 })
    const second = await write(busy, "wecom", { level: 2 })
    await work(2)
    await work(2)
    // The first: its wait is a minute and a little, longer than anybody should wait for a warning.
    expect([...numbersIn(texts)].toSorted((a, b) => a - b)).toEqual([first, second])
    const rows = await sql()`select channel, dedupe_key from notification where channel = 'sms'`
    expect(rows).toHaveLength(2)
  })
})

describe("what a person asked for", () => {
  it("a late evening reminder comes in the morning; the urgent warning of the same evening at once", async () => {
    const mails = await mailbox()
    const owl = await addTestMember(session)
    await sql()`
      insert into delivery_preference (person_id, value)
      values (${owl.person.id}, '{"quiet":{"fromMin":1320,"toMin":420},"timeZone":"Europe/Berlin"}')`
    now = Date.parse("2027-03-27T22:30:00+01:00")
    const reminder = await write(owl, "email", { kind: "reminded" })
    const urgent = await write(owl, "email", { level: 2 })
    await work()
    expect(numbersIn(mails.map(({ text }) => text))).toEqual(new Set([urgent]))
    const [held] = await sql()`select waits_for, next_attempt_at from notification where state = 'queued'`
    // The clocks go forward in that night.
    expect(held).toMatchObject({ waits_for: "quiet", next_attempt_at: new Date("2027-03-28T07:00:00+02:00") })
    now = Date.parse("2027-03-28T06:59:00+02:00")
    await work()
    expect(mails).toHaveLength(1)
    now = Date.parse("2027-03-28T07:00:00+02:00")
    await work()
    expect(numbersIn(mails.map(({ text }) => text))).toEqual(new Set([urgent, reminder]))
  })

  it("who turns quiet hours off does not wait for their end", async () => {
    const mails = await mailbox()
    const owl = await addTestMember(session)
    const save = (own: OwnPreferences) => saveMyDelivery(owl, { own, phone: null, wecomId: null })
    await save({ quiet: { fromMin: 0, toMin: 1439 } })
    now = Date.parse("2027-03-02T12:00:00+08:00")
    await write(owl, "email", { kind: "reminded" })
    await work()
    expect(mails).toHaveLength(0)
    await save({})
    await work()
    expect(mails).toHaveLength(1)
  })

  it("500 mails at once are a handful, and name every ticket", async () => {
    const mails = await mailbox()
    const lead = await addTestMember(session)
    const written: number[] = []
    for (let n = 0; n < 500; n++) written.push(await write(lead, "email"))
    await work(4)
    expect(mails.length).toBeLessThanOrEqual(5)
    expect([...numbersIn(mails.map(({ text }) => text))].toSorted((a, b) => a - b)).toEqual(written)
    const rows = await sql()`select count(*)::int as n from notification where sent_with is not null`
    expect(rows[0]!["n"]).toBe(500)
  })

  it("a digest gathers what comes within its window", async () => {
    const mails = await mailbox()
    const reader = await addTestMember(session)
    await sql()`insert into tenant_setting (key, value)
      values ('delivery', '{"quiet":null,"urgentFromLevel":2,"digestMin":10,"perHourMax":30}')`
    for (let n = 0; n < 4; n++) {
      await write(reader, "email")
      await work()
      now += 2 * minute
    }
    expect(mails).toHaveLength(0)
    now += 2 * minute
    await work()
    expect(mails).toHaveLength(1)
    expect(numbersIn(mails.map(({ text }) => text)).size).toBe(4)
  })
})

describe("a webhook", () => {
  it("that answers 410 stops the channel, says so, and goes on when it is saved again", async () => {
    let status = 410
    const asked: string[] = []
    const url = await listen((_, body) => {
      asked.push(body)
      return { status, body: {} }
    })
    const save = () =>
      saveChannel(session.tenant, session.person.id, { channel: "webhook", settings: { url }, secrets: {} })
    expect((await save()).made).toMatch(/^whsec_/)
    await write(session, "webhook")
    await work()
    await write(session, "webhook")
    await work()
    expect(asked).toHaveLength(1)
    expect(await states()).toEqual({ failed: 1, held: 1 })
    const stateOf = async () => (await listChannels(session.tenant)).channels.find(({ name }) => name === "webhook")
    expect(await stateOf()).toMatchObject({ state: "stopped", held: 1 })
    status = 200
    const again = await save()
    expect(again).toEqual({ held: 1, made: null })
    expect(await stateOf()).toMatchObject({ state: "own", stopped: null })
  })

  it("gets every message by itself, at any hour and at any rate", async () => {
    const asked: string[] = []
    const url = await listen((_, body) => {
      asked.push(body)
      return { body: {} }
    })
    await saveChannel(session.tenant, session.person.id, { channel: "webhook", settings: { url }, secrets: {} })
    await sql()`insert into tenant_setting (key, value)
      values ('delivery', '{"quiet":{"fromMin":0,"toMin":1439},"urgentFromLevel":null,"digestMin":60,"perHourMax":1}')`
    for (let n = 0; n < 40; n++) await write(session, "webhook")
    await work(2)
    expect(asked).toHaveLength(40)
  })
})

describe("a channel without a provider", () => {
  it("holds its messages, also after its settings were taken away", async () => {
    await write(session, "sms")
    await work()
    expect(await states()).toEqual({ held: 1 })
    await mailbox()
    await removeChannel(session.tenant, session.person.id, { channel: "email" })
    await write(session, "email")
    await work()
    expect(await states()).toEqual({ held: 2 })
  })

  it("sends what it held once it is set up and somebody says so, in this tenant only", async () => {
    const { session: neighbour } = await createTestTenant()
    await write(session, "email")
    await work()
    await withTenant(neighbour.tenant).sql`
      insert into notification (dedupe_key, person_id, channel, kind, params, state)
      values ('n', ${neighbour.person.id}, 'email', 'reminded', '{}', 'held')`
    const mails = await mailbox()
    expect(await resend(session.tenant, session.person.id, { channel: "email" })).toEqual({ queued: 1 })
    expect(await resend(session.tenant, session.person.id, { channel: "email" })).toEqual({ queued: 0 })
    now = Date.now() + 1000
    await work()
    expect(mails).toHaveLength(1)
    expect(await states()).toEqual({ sent: 1 })
    const rows = await withTenant(neighbour.tenant).sql`select state from notification`
    expect(rows).toMatchObject([{ state: "held" }])
    const audits = await sql()`select after from audit where action = 'notification.resent'`
    expect(audits).toMatchObject([{ after: { messages: 1 } }])
  })

  it("is not claimed again by the sweep", async () => {
    await write(session, "sms")
    await work()
    expect(await claimMessages(session.tenant)).toEqual([])
  })
})

it("a provider that is down is tried again, and the answer is kept", async () => {
  let status = 503
  const url = await listen(() => ({ status, body: { sid: "SM9", message: "down" } }))
  const settings = { accountSid: `AC${"0".repeat(32)}`, from: "+8602100000000", baseUrl: url }
  await saveChannel(session.tenant, session.person.id, { channel: "sms", settings, secrets: { authToken: "t" } })
  await sql()`update person set phone = '+8613900000009' where id = ${session.person.id}`
  await write(session, "sms")
  expect(await work()).toMatchObject([{ retried: 1 }])
  const read = async () => (await sql()`select state, attempts, answer, error from notification`)[0]
  expect(await read()).toMatchObject({ state: "queued", attempts: 1, answer: "Twilio 503: down" })
  status = 201
  now += 10 * minute
  expect(await work()).toMatchObject([{ sent: 1 }])
  expect(await read()).toMatchObject({ state: "sent", attempts: 2, answer: "SM9", error: null })
})
