import { execFile } from "node:child_process"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { parseEvent, sourceOf } from "@/core/call/event"
import { newSigningSecret, verifySignature } from "@/server/telephony/signature"
import { nodeExample } from "./node-example"

const run = promisify(execFile)
const secret = newSigningSecret()
let heard: { headers: Headers; body: Buffer } | null = null
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on("data", (part: Buffer) => parts.push(part))
  request.on("end", () => {
    heard = { headers: new Headers(request.headers as Record<string, string>), body: Buffer.concat(parts) }
    response.writeHead(202).end("taken")
  })
})

beforeAll(() => new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))

describe("the example for Node", () => {
  it.each([
    ["with the secret in it", secret],
    ["with the secret from the environment", null],
  ])("sends an event that is signed and valid, %s", async (_name, shown) => {
    heard = null
    const { port } = server.address() as AddressInfo
    const program = nodeExample({
      url: `http://127.0.0.1:${port}/api/ingest/acme/hotline`,
      sourcePrefix: sourceOf("acme", "hotline", ""),
      secret: shown,
    })
    const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", program], {
      env: { ...process.env, NODE_OPTIONS: "", FIRSTCALL_SECRET: secret },
    })
    expect(stdout).toContain("202 taken")
    const { headers, body } = heard ?? { headers: new Headers(), body: Buffer.alloc(0) }
    expect(verifySignature([secret], headers, body, Date.now())).toBe(true)
    expect(verifySignature([newSigningSecret()], headers, body, Date.now())).toBe(false)
    expect(parseEvent(JSON.parse(body.toString()))).toMatchObject({
      ok: true,
      event: { type: "cti.call.offered", source: sourceOf("acme", "hotline", "node-1") },
    })
    expect(headers.get("content-type")).toBe("application/cloudevents+json")
  })
})
