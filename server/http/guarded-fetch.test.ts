import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http"
import type { AddressInfo, Socket } from "node:net"
import { createServer as createTcpServer } from "node:net"
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib"
import * as fc from "fast-check"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { isPublicAddress } from "./address"
import { guardedFetch, jsonOf } from "./guarded-fetch"
import type { Resolve } from "./target"

const open: (() => void)[] = []
beforeEach(() => vi.stubEnv("FIRSTCALL_OUTBOUND_ALLOWED_HOSTS", ""))
afterEach(() => {
  vi.unstubAllEnvs()
  for (const close of open.splice(0)) close()
})

/** A real server on this machine; allowed by the operator's list unless `isAllowed` says otherwise. */
async function serve(listener: RequestListener, { isAllowed = true } = {}) {
  const asked: { url: string; headers: IncomingMessage["headers"]; body: string }[] = []
  const server: Server = createServer((request, response) => {
    let body = ""
    request.on("data", (chunk: Buffer) => (body += chunk.toString()))
    request.on("end", () => {
      asked.push({ url: request.url ?? "", headers: request.headers, body })
      listener(request, response)
    })
  })
  const sockets = new Set<Socket>()
  server.on("connection", (socket) => sockets.add(socket).size)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  open.push(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  const { port } = server.address() as AddressInfo
  if (isAllowed) vi.stubEnv("FIRSTCALL_OUTBOUND_ALLOWED_HOSTS", `example.org:1, 127.0.0.1:${port}`)
  return { asked, port, sockets, url: `http://127.0.0.1:${port}` }
}

const json = (response: ServerResponse, value: unknown) =>
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value))

describe("hostile addresses", () => {
  it.each([
    ["http://[::ffff:169.254.169.254]/latest/meta-data", "addressNotAllowed"],
    ["http://[::ffff:a9fe:a9fe]/", "addressNotAllowed"],
    ["http://[64:ff9b::7f00:1]/", "addressNotAllowed"],
    ["http://[64:ff9b:1::1]/", "addressNotAllowed"],
    ["http://[2002:7f00:1::]/", "addressNotAllowed"],
    ["http://[2001:0:7f00:1::]/", "addressNotAllowed"],
    ["http://[::127.0.0.1]/", "addressNotAllowed"],
    ["http://[fd00:ec2::254]/", "addressNotAllowed"],
    ["http://[fe80::1]/", "addressNotAllowed"],
    ["http://[fec0::1]/", "addressNotAllowed"],
    ["http://[ff02::1]/", "addressNotAllowed"],
    ["http://[::1]/", "addressNotAllowed"],
    ["http://[::]/", "addressNotAllowed"],
    ["http://[5f00::1]/", "addressNotAllowed"],
    ["http://[2001:db8::1]/", "addressNotAllowed"],
    ["http://2130706433/", "addressNotAllowed"],
    ["http://0x7f000001/", "addressNotAllowed"],
    ["http://0177.0.0.1/", "addressNotAllowed"],
    ["http://127.1/", "addressNotAllowed"],
    ["http://0/", "addressNotAllowed"],
    ["http://１２７.0.0.1/", "addressNotAllowed"],
    ["http://127。0。0。1/", "addressNotAllowed"],
    ["http://%31%32%37.0.0.1/", "addressNotAllowed"],
    ["http://127.0.0.1./", "addressNotAllowed"],
    ["http://100.100.100.200/", "addressNotAllowed"],
    ["http://168.63.129.16/", "addressNotAllowed"],
    ["http://169.254.169.254/", "addressNotAllowed"],
    ["http://192.0.0.192/", "addressNotAllowed"],
    ["http://10.0.0.1/", "addressNotAllowed"],
    ["http://172.31.255.255/", "addressNotAllowed"],
    ["http://192.168.1.1/", "addressNotAllowed"],
    ["http://198.18.0.1/", "addressNotAllowed"],
    ["http://224.0.0.1/", "addressNotAllowed"],
    ["http://255.255.255.255/", "addressNotAllowed"],
    ["http://240.0.0.1/", "addressNotAllowed"],
    ["http://localhost/", "addressNotAllowed"],
    ["https://user@example.com/", "credentialsInUrl"],
    ["https://user:pass@example.com/", "credentialsInUrl"],
    ["http://example.com@127.0.0.1/", "credentialsInUrl"],
    ["gopher://example.com/", "schemeNotAllowed"],
    ["file:///etc/passwd", "schemeNotAllowed"],
    ["ftp://example.com/", "schemeNotAllowed"],
    ["data:text/plain,hi", "schemeNotAllowed"],
    ["javascript:alert(1)", "schemeNotAllowed"],
    ["https://example.com:22/", "portNotAllowed"],
    ["http://example.com:5432/", "portNotAllowed"],
    ["http://127.0.0.1:6379/", "portNotAllowed"],
    ["http://256.256.256.256/", "badUrl"],
    ["//example.com", "badUrl"],
    ["example.com", "badUrl"],
    ["", "badUrl"],
    [`https://example.com/${"a".repeat(2100)}`, "badUrl"],
  ])("%s is refused: %s", async (url, code) => {
    const answer = await guardedFetch({ url })
    expect(answer).toMatchObject({ ok: false, code })
    if (!answer.ok) expect([answer.text.en, answer.text.zh].every((text) => text.length > 5)).toBe(true)
  })

  it("counts an ordinary public address as public, and no private one whatever its bits", () => {
    for (const address of ["8.8.8.8", "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
      expect(isPublicAddress(address)).toBe(true)
    for (const address of ["", "abc", "8.8.8", "010.8.8.8", "8.8.8.8.8", "fe80::1%eth0", "2606:2800::1%1"])
      expect(isPublicAddress(address)).toBe(false)
    const octet = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(fc.constantFrom("10", "127", "0", "240", "224"), octet, octet, octet, (first, a, b, c) => {
        const v4 = `${first}.${a}.${b}.${c}`
        for (const form of [v4, `::ffff:${v4}`, `::${v4}`, `64:ff9b::${v4}`]) expect(isPublicAddress(form)).toBe(false)
      }),
    )
  })

  it.each([
    { addresses: ["93.184.216.34", "127.0.0.1"] },
    { addresses: ["2606:2800:220:1:248:1893:25c8:1946", "fd00::1"] },
    { addresses: ["10.1.2.3"] },
  ])("a name with $addresses is refused: all of them must be public", async ({ addresses }) => {
    const resolve: Resolve = async () =>
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }))
    expect(await guardedFetch({ url: "http://mixed.example/" }, { resolve })).toMatchObject({
      code: "addressNotAllowed",
    })
  })

  it("a name that answers differently each time never leads anywhere but to what was checked", async () => {
    const { port, asked } = await serve((_, response) => json(response, {}), { isAllowed: false })
    vi.stubEnv("FIRSTCALL_OUTBOUND_ALLOWED_HOSTS", `rebind.example:${port}`)
    let reached = 0
    const inner = createTcpServer((socket) => {
      reached++
      socket.destroy()
    })
    await new Promise<void>((resolve) => inner.listen(port, "127.0.0.2", resolve))
    open.push(() => inner.close())
    const rebinding = (): Resolve => {
      let looks = 0
      return async () => [{ address: looks++ === 0 ? "127.0.0.1" : "127.0.0.2", family: 4 }]
    }
    for (let round = 0; round < 500; round++)
      expect(await guardedFetch({ url: `http://rebind.example:${port}/` }, { resolve: rebinding() })).toMatchObject({
        ok: true,
        status: 200,
      })
    expect(asked).toHaveLength(500)
    expect(reached).toBe(0)
  })

  it("connects to the address that was checked, and asks the resolver once", async () => {
    const { port, asked } = await serve((_, response) => json(response, { here: true }), { isAllowed: false })
    vi.stubEnv("FIRSTCALL_OUTBOUND_ALLOWED_HOSTS", `pinned.example:${port}`)
    let looks = 0
    const resolve: Resolve = async () => [{ address: looks++ === 0 ? "127.0.0.1" : "127.0.0.99", family: 4 }]
    const answer = await guardedFetch({ url: `http://pinned.example:${port}/a?b=1` }, { resolve })
    expect(answer).toMatchObject({ ok: true, status: 200 })
    expect(looks).toBe(1)
    // The name, not the address, is what the server is asked for.
    expect(asked[0]?.headers.host).toBe(`pinned.example:${port}`)
    expect(asked[0]?.url).toBe("/a?b=1")
  })

  it("allows what the operator listed and nothing beside it", async () => {
    const { url, port } = await serve((_, response) => json(response, {}))
    expect(await guardedFetch({ url })).toMatchObject({ ok: true })
    expect(await guardedFetch({ url: `http://127.0.0.2:${port}/` })).toMatchObject({ code: "portNotAllowed" })
    expect(await guardedFetch({ url: "http://127.0.0.1/" })).toMatchObject({ code: "addressNotAllowed" })
  })

  it("does not follow a redirect to the inside", async () => {
    const inner = await serve((_, response) => json(response, { secret: true }), { isAllowed: false })
    for (const status of [301, 302, 303, 307, 308]) {
      const { url } = await serve((_, response) => response.writeHead(status, { location: inner.url }).end())
      expect(await guardedFetch({ url })).toMatchObject({ ok: false, code: "redirect" })
    }
    expect(inner.asked).toHaveLength(0)
  })
})

describe("a request", () => {
  it("arrives with its method, body and headers", async () => {
    const { url, asked } = await serve((_, response) => json(response, { fine: true }))
    const body = JSON.stringify({ 名: "值" })
    const answer = await guardedFetch({
      url: `${url}/hook`,
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Trace": "1" },
      body,
    })
    expect(answer).toMatchObject({ ok: true, status: 200 })
    expect(answer.ok && jsonOf(answer)).toEqual({ ok: true, value: { fine: true } })
    expect(asked[0]).toMatchObject({ url: "/hook", body, headers: { "x-trace": "1", "user-agent": "Firstcall" } })
  })

  it.each([
    { host: "inner" },
    { Connection: "close" },
    { "transfer-encoding": "chunked" },
    { "content-length": "1" },
    { cookie: "a=b" },
    { "x-forwarded-for": "127.0.0.1" },
    { "x-middleware-subrequest": "1" },
    { "X-aws-ec2-metadata-token": "1" },
    { "x-a": "b\r\nx-b: c" },
    { "x-a": "b\nc" },
    { "x-a": "\u0000" },
    { "x-a": "值" },
    { "x a": "b" },
    { "x-a\r\nx-b": "c" },
    { "x-long": "a".repeat(5000) },
  ] as Record<string, string>[])("is refused with the header %j", async (headers) => {
    const { url, asked } = await serve((_, response) => json(response, {}))
    expect(await guardedFetch({ url, headers })).toMatchObject({ ok: false, code: "headerNotAllowed" })
    expect(asked).toHaveLength(0)
  })

  it("is refused when its own body is too large", async () => {
    expect(
      await guardedFetch({ url: "https://example.com/", method: "POST", body: "a".repeat(1024 * 1024 + 1) }),
    ).toMatchObject({ code: "requestTooLarge" })
  })

  it("to nobody fails as unreachable, to a name nobody knows as not found", async () => {
    const { port, url } = await serve(() => {})
    open.pop()?.()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(port).toBeGreaterThan(0)
    expect(await guardedFetch({ url })).toMatchObject({ code: "unreachable", again: true })
    const resolve: Resolve = () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" }))
    expect(await guardedFetch({ url: "https://nowhere.example/" }, { resolve })).toMatchObject({ code: "nameNotFound" })
  })

  it("over https to a server that speaks none fails as TLS", async () => {
    const { url } = await serve((_, response) => json(response, {}))
    expect(await guardedFetch({ url: url.replace("http:", "https:") })).toMatchObject({ code: "tlsFailed" })
  })

  it("that is cancelled says so, before and during", async () => {
    const { url } = await serve(() => {})
    const stop = new AbortController()
    const running = guardedFetch({ url }, { signal: stop.signal })
    setTimeout(() => stop.abort(), 30)
    expect(await running).toMatchObject({ code: "cancelled" })
    expect(await guardedFetch({ url }, { signal: stop.signal })).toMatchObject({ code: "cancelled" })
  })
})

describe("an answer", () => {
  const limits = { timeoutMs: 300, bytesMax: 10_000 }

  it.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
  ] as const)("packed with %s is unpacked", async (encoding, pack) => {
    const { url } = await serve((_, response) =>
      response
        .writeHead(200, { "content-type": "application/json", "content-encoding": encoding })
        .end(pack(JSON.stringify({ a: "值" }))),
    )
    const answer = await guardedFetch({ url })
    expect(answer.ok && jsonOf(answer)).toEqual({ ok: true, value: { a: "值" } })
  })

  it("that unpacks to more than the limit is cut off", async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024))
    expect(bomb.length).toBeLessThan(60_000)
    const { url } = await serve((_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb))
    expect(await guardedFetch({ url }, { limits: { bytesMax: 100_000 } })).toMatchObject({ code: "tooLarge" })
  })

  it("that never ends is cut off, and the connection with it", async () => {
    let written = 0
    const { url, sockets } = await serve((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(8192))) written += 8192
      }
      response.on("drain", more)
      more()
    })
    const answer = await guardedFetch({ url }, { limits: { bytesMax: 100_000, timeoutMs: 5000 } })
    expect(answer).toMatchObject({ code: "tooLarge" })
    await vi.waitFor(() => expect([...sockets].every((socket) => socket.destroyed)).toBe(true))
    expect(written).toBeLessThan(20_000_000)
  })

  it("that declares too much is not even read; one that lies about little is counted", async () => {
    const declared = await serve((_, response) => {
      response.writeHead(200, { "content-length": "10737418240" })
      response.write("a")
    })
    expect(await guardedFetch({ url: declared.url }, { limits })).toMatchObject({ code: "tooLarge" })
  })

  it("that drips a byte at a time is too slow in total, though never silent", async () => {
    const { url } = await serve((_, response) => {
      const timer = setInterval(() => response.write("a"), 10)
      response.on("close", () => clearInterval(timer))
    })
    const before = performance.now()
    expect(await guardedFetch({ url }, { limits })).toMatchObject({ code: "tooSlow", again: true })
    expect(performance.now() - before).toBeLessThan(2000)
  })

  it("whose headers drip, or that never comes, is too slow", async () => {
    const silent = await serve(() => {})
    expect(await guardedFetch({ url: silent.url }, { limits })).toMatchObject({ code: "tooSlow" })
    const server = createTcpServer((socket) => {
      socket.on("error", () => {})
      socket.write("HTTP/1.1 200 OK\r\n")
      const timer = setInterval(() => socket.write("x-a: b\r\n"), 20)
      socket.on("close", () => clearInterval(timer))
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    open.push(() => server.close())
    const { port } = server.address() as AddressInfo
    vi.stubEnv("FIRSTCALL_OUTBOUND_ALLOWED_HOSTS", `127.0.0.1:${port}`)
    expect(await guardedFetch({ url: `http://127.0.0.1:${port}/` }, { limits })).toMatchObject({ code: "tooSlow" })
  })

  it("of a resolver that hangs is too slow as well", async () => {
    const resolve: Resolve = () => new Promise(() => {})
    expect(await guardedFetch({ url: "https://slow.example/" }, { limits, resolve })).toMatchObject({ code: "tooSlow" })
  })

  it("that breaks off is no answer", async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { "content-length": "100" })
      response.write("half", () => response.destroy())
    })
    expect(await guardedFetch({ url }, { limits })).toMatchObject({ code: "unreachable" })
    const packed = await serve((_, response) => {
      response.writeHead(200, { "content-encoding": "gzip", "content-length": "1000" })
      response.write(gzipSync("half").subarray(0, 15), () => response.destroy())
    })
    expect(await guardedFetch({ url: packed.url }, { limits })).toMatchObject({ ok: false, code: "unreachable" })
  })

  it("in a packing it is not, or that nobody knows, is unreadable", async () => {
    const wrong = await serve((_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end("plain"))
    expect(await guardedFetch({ url: wrong.url })).toMatchObject({ code: "unreadable" })
    const unknown = await serve((_, response) => response.writeHead(200, { "content-encoding": "zstd" }).end("plain"))
    expect(await guardedFetch({ url: unknown.url })).toMatchObject({ code: "unreadable" })
  })

  it("is JSON only when it says so and is", async () => {
    for (const [type, body] of [
      ["text/html", "{}"],
      ["application/json", "<html>"],
      ["application/json", ""],
    ] as const) {
      const { url } = await serve((_, response) => response.writeHead(200, { "content-type": type }).end(body))
      const answer = await guardedFetch({ url })
      expect(answer.ok && jsonOf(answer)).toMatchObject({ ok: false, code: "wrongContent" })
    }
  })

  it("of an error status is an answer, and its cookies are not passed on", async () => {
    const { url } = await serve((_, response) =>
      response.writeHead(429, { "retry-after": "7", "set-cookie": "a=b" }).end("busy"),
    )
    const answer = await guardedFetch({ url })
    expect(answer).toMatchObject({ ok: true, status: 429, headers: { "retry-after": "7" } })
    expect(answer.ok && Object.keys(answer.headers)).toEqual(["retry-after"])
  })
})
