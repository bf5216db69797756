import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { brotliDecompressSync, gunzipSync } from "node:zlib"
import { afterEach, expect, it } from "vitest"
import { compressAnswer } from "./compress-answers"

type Answer = { headers: IncomingMessage["headers"]; body: Buffer; arrivals: { at: number; bytes: number }[] }

let close = async () => {}
afterEach(() => close())

async function ask(handle: (response: ServerResponse) => void | Promise<void>, encoding?: string): Promise<Answer> {
  const server = createServer((incoming, response) => {
    compressAnswer(incoming, response)
    void handle(response)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  close = () => new Promise((resolve) => server.close(() => resolve()))
  const { port } = server.address() as AddressInfo
  const headers = encoding ? { "accept-encoding": encoding } : {}
  return new Promise((resolve, reject) => {
    const since = performance.now()
    request({ port, host: "127.0.0.1", headers, agent: false }, (answer) => {
      const chunks: Buffer[] = []
      const arrivals: Answer["arrivals"] = []
      answer.on("data", (chunk: Buffer) => {
        chunks.push(chunk)
        arrivals.push({ at: performance.now() - since, bytes: chunk.length })
      })
      answer.on("end", () => resolve({ headers: answer.headers, body: Buffer.concat(chunks), arrivals }))
    })
      .on("error", reject)
      .end()
  })
}

const pieces = Array.from({ length: 300 }, (_, index) => `<p>客户 ${index} called about a fee</p>`.repeat(20))
const html = pieces.join("")
const page = (response: ServerResponse) => {
  response.setHeader("Content-Type", "text/html; charset=utf-8")
  for (const piece of pieces) response.write(piece)
  response.end()
}

it("sends a page that is written in pieces as one compressed whole", async () => {
  const gzip = await ask(page, "gzip")
  expect(gzip.headers).toMatchObject({ "content-encoding": "gzip", vary: "Accept-Encoding" })
  expect(gunzipSync(gzip.body).toString()).toBe(html)
  expect(gzip.body.length).toBeLessThan(html.length / 10)
})

it("takes Brotli where it is understood, and sends it plain where nothing is", async () => {
  const brotli = await ask(page, "gzip, deflate, br")
  expect(brotli.headers["content-encoding"]).toBe("br")
  expect(brotliDecompressSync(brotli.body).toString()).toBe(html)
  const plain = await ask(page)
  expect(plain.headers["content-encoding"]).toBeUndefined()
  expect(plain.body.toString()).toBe(html)
})

it("shows what there is while the rest takes its time", async () => {
  const { body, arrivals } = await ask(async (response) => {
    response.setHeader("Content-Type", "text/html")
    response.write("<p>skeleton</p>")
    await sleep(300)
    response.end(html)
  }, "gzip")
  expect(gunzipSync(body).toString()).toBe(`<p>skeleton</p>${html}`)
  expect(arrivals[0]!.at).toBeLessThan(arrivals.at(-1)!.at - 200)
})

it("holds no event of a feed back, and leaves alone what is encoded already", async () => {
  const feed = await ask(async (response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Content-Encoding": "none" })
    for (let index = 0; index < 3; index++) {
      response.write(`data: ${index}\n\n`)
      await sleep(60)
    }
    response.end()
  }, "gzip")
  expect(feed.headers["content-encoding"]).toBe("none")
  expect(feed.arrivals).toHaveLength(3)
  const encoded = await ask((response) => {
    response.writeHead(200, { "Content-Type": "text/html", "Content-Encoding": "br" })
    response.end("as it is".repeat(400))
  }, "gzip, br")
  expect(encoded.headers["content-encoding"]).toBe("br")
  expect(encoded.body.toString()).toBe("as it is".repeat(400))
})

it("ends empty answers, and calls back when it has ended", async () => {
  let hasEnded = false
  const empty = await ask((response) => {
    response.writeHead(304)
    response.end(() => (hasEnded = true))
  }, "gzip")
  expect(empty.body).toHaveLength(0)
  expect(hasEnded).toBe(true)
})
