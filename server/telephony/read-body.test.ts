import { gzipSync } from "node:zlib"
import { describe, expect, test } from "vitest"
import { readBody } from "./read-body"

const limits = { bytesMax: 1000, timeoutMs: 200 }
const request = (body: BodyInit | ReadableStream<Uint8Array>, headers: Record<string, string> = {}) =>
  new Request("http://test/", { method: "POST", body, headers, duplex: "half" } as RequestInit)
const dripping = (everyMs: number, bytes: number) => {
  let timer: NodeJS.Timeout
  return new ReadableStream<Uint8Array>({
    start(controller) {
      timer = setInterval(() => controller.enqueue(new Uint8Array(bytes)), everyMs)
    },
    cancel() {
      clearInterval(timer)
    },
  })
}

describe("a request's body", () => {
  test("is read as it is, and unpacked when it was packed", async () => {
    expect(await readBody(request("hello"), limits)).toEqual({ ok: true, bytes: Uint8Array.from(Buffer.from("hello")) })
    const packed = await readBody(request(gzipSync("hello"), { "content-encoding": "gzip" }), limits)
    expect(packed.ok && Buffer.from(packed.bytes).toString()).toBe("hello")
  })

  test("up to the limit, not beyond it", async () => {
    expect((await readBody(request(new Uint8Array(1000)), limits)).ok).toBe(true)
    expect(await readBody(request(new Uint8Array(1001)), limits)).toEqual({ ok: false, reason: "tooLarge" })
  })

  test("an announced length beyond the limit is refused before reading", async () => {
    const endless = dripping(5, 1)
    const answer = await readBody(request(endless, { "content-length": "5000" }), limits)
    expect(answer).toEqual({ ok: false, reason: "tooLarge" })
  })

  test("chunks without end are refused at the limit", async () => {
    expect(await readBody(request(dripping(1, 400)), limits)).toEqual({ ok: false, reason: "tooLarge" })
  })

  test("a byte now and then is refused when time is up", async () => {
    expect(await readBody(request(dripping(20, 1)), limits)).toEqual({ ok: false, reason: "tooSlow" })
  })

  test("a bomb stops at the limit instead of filling the memory", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    const before = process.memoryUsage().rss
    const answer = await readBody(request(bomb, { "content-encoding": "gzip" }), { ...limits, bytesMax: 100_000 })
    expect(answer).toEqual({ ok: false, reason: "tooLarge" })
    expect(process.memoryUsage().rss - before).toBeLessThan(20_000_000)
  })

  test("what says gzip and is not, or is packed in another way, is unreadable", async () => {
    expect(await readBody(request("x", { "content-encoding": "gzip" }), limits)).toEqual({
      ok: false,
      reason: "unreadable",
    })
    expect(await readBody(request("x", { "content-encoding": "br" }), limits)).toEqual({
      ok: false,
      reason: "unreadable",
    })
  })
})
