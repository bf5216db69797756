import { promisify } from "node:util"
import { gunzip } from "node:zlib"

const inflate = promisify(gunzip)

export type BodyLimits = { bytesMax: number; timeoutMs: number }
export type Body = { ok: true; bytes: Uint8Array } | { ok: false; reason: "tooLarge" | "tooSlow" | "unreadable" }

/**
 * The whole body of a request, never more than `bytesMax` of it, compressed or not, and never longer than `timeoutMs`: a
 * body that does not end, drips a byte a second or unpacks to gigabytes costs this process one buffer. Content-Encoding may be
 * gzip; the answer is what was packed.
 */
export async function readBody(request: Request, { bytesMax, timeoutMs }: BodyLimits): Promise<Body> {
  const encoding = request.headers.get("content-encoding") ?? "identity"
  if (encoding !== "identity" && encoding !== "gzip") return { ok: false, reason: "unreadable" }
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) return { ok: false, reason: "tooLarge" }
  const raw = await readStream(request.body, { bytesMax, timeoutMs })
  if (!raw.ok || encoding === "identity") return raw
  try {
    return { ok: true, bytes: await inflate(raw.bytes, { maxOutputLength: bytesMax }) }
  } catch (error) {
    const isTooLarge = (error as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE"
    return { ok: false, reason: isTooLarge ? "tooLarge" : "unreadable" }
  }
}

async function readStream(stream: ReadableStream<Uint8Array> | null, limits: BodyLimits): Promise<Body> {
  if (!stream) return { ok: true, bytes: new Uint8Array() }
  const reader = stream.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  let timer: NodeJS.Timeout | undefined
  const tooSlow = new Promise<"tooSlow">((resolve) => {
    timer = setTimeout(() => resolve("tooSlow"), limits.timeoutMs)
  })
  try {
    for (;;) {
      const part = await Promise.race([reader.read(), tooSlow])
      if (part === "tooSlow") return { ok: false, reason: "tooSlow" }
      if (part.done) return { ok: true, bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) }
      size += part.value.byteLength
      if (size > limits.bytesMax) return { ok: false, reason: "tooLarge" }
      chunks.push(part.value)
    }
  } catch {
    return { ok: false, reason: "unreadable" }
  } finally {
    clearTimeout(timer)
    // Not awaited: a sender that never ends would hold us here.
    void reader.cancel().catch(() => {})
  }
}
