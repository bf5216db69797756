import type { IncomingMessage } from "node:http"
import type { Readable } from "node:stream"
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib"
import { httpProblem, type HttpProblem } from "./problem"

const unpackers = { gzip: createGunzip, "x-gzip": createGunzip, deflate: createInflate, br: createBrotliDecompress }

/**
 * The body of an answer, never more than `bytesMax` of it, neither as it comes nor unpacked; what is above is not even
 * received. The declared length is not believed.
 */
export async function readAnswer(
  answer: IncomingMessage,
  bytesMax: number,
): Promise<{ ok: true; bytes: Buffer } | HttpProblem> {
  const encoding = (answer.headers["content-encoding"] ?? "identity").trim().toLowerCase()
  if (encoding !== "identity" && !Object.hasOwn(unpackers, encoding)) return httpProblem("unreadable")
  if (Number(answer.headers["content-length"] ?? 0) > bytesMax) return httpProblem("tooLarge")
  let received = 0
  let isTooLarge = false
  answer.on("data", (chunk: Buffer) => {
    received += chunk.length
    if (received > bytesMax) {
      isTooLarge = true
      answer.destroy()
    }
  })
  const unpack = encoding === "identity" ? null : unpackers[encoding as keyof typeof unpackers]()
  // Errors of the answer must reach the reader of the unpacked stream; `pipe` alone leaves it waiting for ever.
  if (unpack) answer.once("error", (error) => unpack.destroy(error)).once("close", () => endIfCut(answer, unpack))
  const source: Readable = unpack ? answer.pipe(unpack) : answer
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > bytesMax) return httpProblem("tooLarge")
      chunks.push(chunk)
    }
  } catch (error) {
    if (isTooLarge) return httpProblem("tooLarge")
    return httpProblem(isZlib(error) ? "unreadable" : "unreachable")
  } finally {
    answer.destroy()
    unpack?.destroy()
  }
  if (isTooLarge) return httpProblem("tooLarge")
  // A connection that closed before the declared end is not an answer.
  return answer.complete ? { ok: true, bytes: Buffer.concat(chunks) } : httpProblem("unreachable")
}

const endIfCut = (answer: IncomingMessage, unpack: Readable) => {
  if (!answer.complete) unpack.destroy(new Error("The answer broke off."))
}

const isZlib = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^(Z_|ERR_|ERR__ERROR_FORMAT)/.test(String(error.code))
