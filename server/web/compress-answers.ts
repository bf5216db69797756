import type { IncomingMessage, ServerResponse } from "node:http"
import { subscribe } from "node:diagnostics_channel"
import compression from "compression"

// Next's own compression flushes after each of the hundred small pieces a page is written in: 8 ms of a page's 22, and a
// tenth more to send. Here the pieces are gathered first. Off in next.config, and done here, on every response of the
// process: `next start` has no place for it.

/** What is gathered; everything else (the feed above all) goes on as it comes. */
const gathered = /^(text\/html|text\/x-component|application\/json)\b/
const pieceBytes = 64 * 1024
/** A page that waits for its data shows what it has. */
const idleMs = 5

const compress = compression({ filter: (_, response) => gathered.test(String(response.getHeader("content-type"))) })

/** Compresses what this process answers from now on. */
export function compressAnswers(): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    compressAnswer(request, response)
  })
}

/** Lets one response be compressed, as its Accept-Encoding allows. To be called before anything is written. */
export function compressAnswer(request: IncomingMessage, response: ServerResponse): void {
  compress(request as never, response as never, () => {})
  const inner = response as ServerResponse & { flush?: (() => void) | undefined }
  const write = inner.write.bind(inner) as (chunk: Buffer) => boolean
  const end = inner.end.bind(inner) as (chunk?: Buffer) => ServerResponse
  const flush = inner.flush?.bind(inner)
  // Next calls this after every piece, where it finds it.
  inner.flush = undefined

  let held: Buffer[] = []
  let heldBytes = 0
  let timer: NodeJS.Timeout | undefined
  const take = () => {
    clearTimeout(timer)
    timer = undefined
    const all = held.length === 1 ? held[0]! : Buffer.concat(held)
    held = []
    heldBytes = 0
    return all
  }
  const asBuffer = (chunk: string | Uint8Array, encoding: unknown) =>
    typeof chunk === "string"
      ? Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8")
      : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)

  function gatherWrite(chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean {
    const callback = typeof encoding === "function" ? encoding : done
    const piece = asBuffer(chunk, encoding)
    if (typeof callback === "function") process.nextTick(callback)
    if (!gathered.test(String(inner.getHeader("content-type")))) return write(piece)
    held.push(piece)
    heldBytes += piece.length
    if (heldBytes >= pieceBytes) return write(take())
    timer ??= setTimeout(() => {
      if (inner.destroyed) return
      write(take())
      flush?.()
    }, idleMs)
    return true
  }
  function gatherEnd(chunk?: unknown, encoding?: unknown, done?: unknown): ServerResponse {
    const callback = [chunk, encoding, done].find((each) => typeof each === "function") as (() => void) | undefined
    if (callback) inner.once("finish", callback)
    if (typeof chunk === "string" || chunk instanceof Uint8Array) held.push(asBuffer(chunk, encoding))
    return held.length > 0 ? end(take()) : end()
  }
  inner.write = gatherWrite as ServerResponse["write"]
  inner.end = gatherEnd as ServerResponse["end"]
}
