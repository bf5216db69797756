import { createServer, type IncomingMessage, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { SMTPServer } from "smtp-server"
import { Webhook } from "standardwebhooks"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import type { OutgoingMessage } from "./channel"
import { channels } from "./channels"
import { email } from "./email"
import { phone } from "./phone"
import { retryAfter } from "./http"
import { sms } from "./sms"
import { webhook } from "./webhook"
import { clipBytes, wecom } from "./wecom"

// The providers are played by servers on this machine that answer with the payloads their documentation prints; the mail
// server is a real one. What is asked of a provider is what its documentation demands.

const message: OutgoingMessage = {
  key: "warned:019a:d1:1:p1",
  to: { personId: "p1", name: "李娜", email: "li.na@example.com", phone: "+8613900000001", wecomId: "LiNa" },
  subject: "时限预警（第1级）：#12 费用减免",
  text: "“主管审批”即将超时。",
  link: "http://localhost:3000/tickets/1",
  about: {
    kind: "todoWarned",
    level: 1,
    ticketId: "t1",
    ticketNumber: 12,
    ticketTitle: "费用减免",
    todoId: "d1",
    priority: "high",
    dueAt: Date.UTC(2026, 0, 2, 3),
  },
}
const signal = new AbortController().signal

type Asked = { method: string; path: string; headers: IncomingMessage["headers"]; body: string }
const open: (() => void)[] = []
// Providers on this machine are what an operator would have to allow.
beforeEach(() => vi.stubEnv("FIRSTCALL_OUTBOUND_ALLOWED_HOSTS", "127.0.0.1:*"))
afterEach(() => {
  vi.unstubAllEnvs()
  for (const close of open.splice(0)) close()
})

async function provider(
  answer: (asked: Asked) => { status?: number; headers?: Record<string, string>; body: unknown },
) {
  const asked: Asked[] = []
  const server: Server = createServer((request, response) => {
    let body = ""
    request.on("data", (chunk: Buffer) => (body += chunk.toString()))
    request.on("end", () => {
      const call = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body }
      asked.push(call)
      const { status = 200, headers = {}, body: reply } = answer(call)
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(reply))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  open.push(() => server.close())
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function mailServer(refuse?: number) {
  const mails: { to: string[]; data: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === "firstcall" && password === "right" ? done(null, { user: username }) : done(new Error("bad login")),
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) =>
      done(refuse ? Object.assign(new Error("mailbox unavailable"), { responseCode: refuse }) : null),
    onData(stream, session, done) {
      let data = ""
      stream.on("data", (chunk: Buffer) => (data += chunk.toString()))
      stream.on("end", () => {
        mails.push({ to: session.envelope.rcptTo.map((rcpt) => rcpt.address), data })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  open.push(() => server.close())
  const { port } = server.server.address() as AddressInfo
  return { mails, port, settings: { url: `smtp://127.0.0.1:${port}`, from: "Firstcall <no-reply@example.com>" } }
}

describe("e-mail", () => {
  test("arrives at a real mail server with a message id that repeats with the attempt", async () => {
    const { mails, settings } = await mailServer()
    expect(await email.send(message, settings, signal)).toMatchObject({ ok: true })
    expect(await email.send(message, settings, signal)).toMatchObject({ ok: true })
    expect(mails).toHaveLength(2)
    expect(mails[0]?.to).toEqual(["li.na@example.com"])
    const ids = mails.map((mail) => /^Message-ID: (.*)$/im.exec(mail.data)?.[1])
    expect(ids[0]).toBe(ids[1])
    expect(ids[0]).toContain("warned.019a.d1.1.p1")
  })

  test("a line break in a subject does not become a header", async () => {
    const { mails, settings } = await mailServer()
    await email.send({ ...message, subject: "a\r\nBcc: x@example.org" }, settings, signal)
    expect(mails[0]?.to).toEqual(["li.na@example.com"])
    expect(mails[0]?.data).not.toMatch(/^Bcc:/im)
  })

  test("5xx is final, 4xx and a dead server pass", async () => {
    const final = await mailServer(550)
    expect(await email.send(message, final.settings, signal)).toMatchObject({ ok: false, again: false })
    const busy = await mailServer(451)
    expect(await email.send(message, busy.settings, signal)).toMatchObject({ ok: false, again: true })
    const dead = { url: "smtp://127.0.0.1:1", from: "no-reply@example.com" }
    expect(await email.send(message, dead, signal)).toMatchObject({ ok: false, again: true })
  })
})

describe("a tenant's own mail server", () => {
  const own = (port: number, password: string) => ({
    host: "127.0.0.1",
    port,
    security: "none" as const,
    username: "firstcall",
    password,
    from: "Hotline <hotline@example.com>",
  })

  test("takes mail with the right password and says clearly that a wrong one is wrong", async () => {
    const { mails, port } = await mailServer()
    expect(await email.send(message, own(port, "right"), signal)).toMatchObject({ ok: true })
    expect(mails).toHaveLength(1)
    const refused = await email.send(message, own(port, "wrong"), signal)
    expect(refused).toMatchObject({ ok: false, again: false })
    expect(refused).toMatchObject({ reason: { en: expect.stringContaining("user name or the password") as string } })
  })

  test("must be on the internet, on a port for mail, unless the operator allows it", async () => {
    const { mails, port } = await mailServer()
    vi.stubEnv("FIRSTCALL_OUTBOUND_ALLOWED_HOSTS", "")
    expect(await email.send(message, own(port, "right"), signal)).toMatchObject({ ok: false, again: false })
    for (const host of ["127.0.0.1", "169.254.169.254", "::1", "localhost"])
      expect(await email.send(message, { ...own(25, "right"), host }, signal)).toMatchObject({
        ok: false,
        again: false,
      })
    expect(mails).toHaveLength(0)
  })

  test("must offer STARTTLS where it is asked for", async () => {
    const { mails, port } = await mailServer()
    const answer = await email.send(message, { ...own(port, "right"), security: "starttls" }, signal)
    expect(answer).toMatchObject({ ok: false })
    expect(mails).toHaveLength(0)
  })

  test("refuses settings with a line break or without an address", () => {
    for (const from of ["a@b\r\nBcc: x@y", "nobody", ""])
      expect(email.settings.safeParse({ ...own(25, "x"), from }).success).toBe(false)
  })
})

describe("webhook", () => {
  const secret = `whsec_${Buffer.from("k".repeat(32)).toString("base64")}`

  test("is signed so that the standard's own library accepts it, with the message's key as its id", async () => {
    const { asked, url } = await provider(() => ({ body: {} }))
    expect(await webhook.send(message, { url, secret }, signal)).toEqual({ ok: true, receipt: "HTTP 200" })
    const [call] = asked
    const body = new Webhook(secret).verify(call!.body, call!.headers as Record<string, string>)
    expect(call!.headers["webhook-id"]).toBe(message.key)
    expect(body).toMatchObject({
      type: "notification.todoWarned",
      data: {
        level: 1,
        person: { id: "p1", email: "li.na@example.com" },
        ticket: { id: "t1", number: 12, title: "费用减免", priority: "high" },
        dueAt: "2026-01-02T03:00:00.000Z",
      },
    })
    expect(() => new Webhook(secret).verify(`${call!.body} `, call!.headers as Record<string, string>)).toThrow()
  })

  test("429 and 5xx pass after a bounded time, 4xx do not, 410 stops the channel", async () => {
    const answer = async (status: number, headers: Record<string, string> = {}) => {
      const { url } = await provider(() => ({ status, headers, body: {} }))
      return webhook.send(message, { url, secret }, signal)
    }
    expect(await answer(429, { "retry-after": "7" })).toMatchObject({ ok: false, again: true, retryAfterSec: 7 })
    expect(await answer(503, { "retry-after": "1000000000" })).toMatchObject({ again: true, retryAfterSec: 3600 })
    expect(await answer(500)).toMatchObject({ again: true })
    expect(await answer(404)).toMatchObject({ ok: false, again: false })
    expect(await answer(302, { location: "http://127.0.0.1:5432/" })).toMatchObject({ ok: false, again: false })
    expect(await answer(410)).toMatchObject({ ok: false, again: false, stop: true })
  })

  test("to the inside is refused", async () => {
    vi.stubEnv("FIRSTCALL_OUTBOUND_ALLOWED_HOSTS", "")
    for (const url of [
      "http://127.0.0.1/",
      "http://169.254.169.254/latest",
      "http://[::1]/",
      "https://example.com:22/",
    ])
      expect(await webhook.send(message, { url, secret }, signal)).toMatchObject({ ok: false, again: false })
  })
})

describe("Retry-After", () => {
  const now = Date.UTC(2026, 0, 1)
  test.each([
    ["7", 7],
    ["1e9", undefined],
    ["1000000000", 3600],
    ["0", undefined],
    ["-5", undefined],
    ["", undefined],
    ["Thu, 01 Jan 2026 00:00:30 GMT", 30],
    ["Wed, 31 Dec 2025 00:00:00 GMT", undefined],
    ["Fri, 01 Jan 2027 00:00:00 GMT", 3600],
    ["soon", undefined],
  ])("%s is %s seconds", (header, expected) => expect(retryAfter(header, now)).toBe(expected))
})

describe("WeCom", () => {
  const token = { errcode: 0, errmsg: "ok", access_token: "accesstoken000001", expires_in: 7200 }
  const settings = (baseUrl: string, secret: string) => ({ corpId: "ww1", agentId: 1000002, secret, baseUrl })

  test("takes a token and sends the text; the token is used again", async () => {
    const { asked, url } = await provider(({ path }) =>
      path.startsWith("/cgi-bin/gettoken") ? { body: token } : { body: { errcode: 0, errmsg: "ok", msgid: "m1" } },
    )
    expect(await wecom.send(message, settings(url, "s-reuse"), signal)).toEqual({ ok: true, receipt: "m1" })
    await wecom.send(message, settings(url, "s-reuse"), signal)
    expect(asked.map((call) => call.path.split("?")[0])).toEqual([
      "/cgi-bin/gettoken",
      "/cgi-bin/message/send",
      "/cgi-bin/message/send",
    ])
    expect(JSON.parse(asked[1]!.body)).toMatchObject({ touser: "LiNa", msgtype: "text", agentid: 1000002 })
  })

  test("an expired token (42001) is fetched anew, once", async () => {
    let sends = 0
    const { asked, url } = await provider(({ path }) => {
      if (path.startsWith("/cgi-bin/gettoken")) return { body: token }
      return { body: ++sends === 1 ? { errcode: 42001, errmsg: "access_token expired" } : { errcode: 0, errmsg: "ok" } }
    })
    expect(await wecom.send(message, settings(url, "s-stale"), signal)).toMatchObject({ ok: true })
    expect(asked).toHaveLength(4)
  })

  test("over the rate limit (45009) passes; a wrong secret (40001) and an unknown account do not", async () => {
    const limited = await provider(({ path }) =>
      path.startsWith("/cgi-bin/gettoken")
        ? { body: token }
        : { body: { errcode: 45009, errmsg: "reach max api daily quota limit" } },
    )
    expect(await wecom.send(message, settings(limited.url, "s-limit"), signal)).toMatchObject({
      ok: false,
      again: true,
    })
    const wrong = await provider(() => ({ body: { errcode: 40001, errmsg: "invalid credential" } }))
    expect(await wecom.send(message, settings(wrong.url, "s-wrong"), signal)).toMatchObject({ ok: false, again: false })
    const unknown = await provider(({ path }) =>
      path.startsWith("/cgi-bin/gettoken")
        ? { body: token }
        : { body: { errcode: 0, errmsg: "ok", invaliduser: "LiNa" } },
    )
    expect(await wecom.send(message, settings(unknown.url, "s-unknown"), signal)).toMatchObject({
      ok: false,
      again: false,
    })
  })

  test("text is cut at 2,048 bytes without tearing a character", () => {
    const cut = clipBytes("预".repeat(1000), 2048)
    expect(new TextEncoder().encode(cut).length).toBeLessThanOrEqual(2048)
    expect(cut).toMatch(/^预+…$/)
  })
})

describe("Twilio", () => {
  const settings = (baseUrl: string) => ({
    accountSid: `AC${"0".repeat(32)}`,
    authToken: "t",
    from: "+8602100000000",
    baseUrl,
  })

  test("a text message is a POST to Messages with basic authorisation", async () => {
    const { asked, url } = await provider(() => ({ status: 201, body: { sid: "SM1", status: "queued" } }))
    expect(await sms.send(message, settings(url), signal)).toEqual({ ok: true, receipt: "SM1" })
    expect(asked[0]).toMatchObject({ method: "POST", path: `/2010-04-01/Accounts/AC${"0".repeat(32)}/Messages.json` })
    const form = new URLSearchParams(asked[0]!.body)
    expect(form.get("To")).toBe("+8613900000001")
    expect(form.get("Body")).toContain("#12")
    expect(asked[0]!.headers.authorization).toBe(`Basic ${Buffer.from(`AC${"0".repeat(32)}:t`).toString("base64")}`)
  })

  test("a call says the text in its language, with markup escaped", async () => {
    const { asked, url } = await provider(() => ({ status: 201, body: { sid: "CA1", status: "queued" } }))
    expect(await phone.send({ ...message, subject: "<Hangup/> & co" }, settings(url), signal)).toMatchObject({
      ok: true,
    })
    const twiml = new URLSearchParams(asked[0]!.body).get("Twiml") ?? ""
    expect(twiml).toContain('<Say language="zh-CN">')
    expect(twiml).not.toContain("<Hangup/>")
  })

  test("429 passes after its retry-after, 21211 (invalid number) does not", async () => {
    const busy = await provider(() => ({
      status: 429,
      headers: { "retry-after": "7" },
      body: { code: 20429, message: "Too Many Requests" },
    }))
    expect(await sms.send(message, settings(busy.url), signal)).toMatchObject({
      ok: false,
      again: true,
      retryAfterSec: 7,
    })
    const invalid = await provider(() => ({
      status: 400,
      body: { code: 21211, message: "The 'To' number is not a valid phone number." },
    }))
    expect(await sms.send(message, settings(invalid.url), signal)).toMatchObject({ ok: false, again: false })
  })

  test("nobody is called without a number", async () => {
    const nobody = { ...message, to: { ...message.to, phone: null } }
    expect(await phone.send(nobody, settings("http://127.0.0.1:1"), signal)).toMatchObject({ ok: false, again: false })
  })
})

test("every channel of a warning tier is listed under its own name", () => {
  expect(Object.entries(channels).every(([name, channel]) => channel.name === name)).toBe(true)
  expect(Object.keys(channels).sort()).toEqual(["email", "phone", "sms", "webhook", "wecom"])
})
