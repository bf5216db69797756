import http from "node:http"
import https from "node:https"
import type { LookupFunction } from "node:net"
import { areAllowedHeaders, keptHeaders } from "./headers"
import { httpProblem, type HttpProblem } from "./problem"
import { readAnswer } from "./read-answer"
import { checkedAddresses, parseTarget, portOf, resolveName, type Address, type Resolve } from "./target"

export type OutboundMethod = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE"

export type OutboundRequest = {
  url: string
  method?: OutboundMethod
  /** Only those of the allow-list (`headers.ts`). */
  headers?: Record<string, string>
  body?: string | Uint8Array
}

export type OutboundLimits = {
  /** From the first look at the name to the last byte of the answer. */
  timeoutMs: number
  /** Of the request's body, and of the answer's, packed and unpacked. */
  bytesMax: number
}

/** Any status but a redirect is an answer. `body` is unpacked; `headers` are the few that are passed on, in lower case. */
export type OutboundAnswer = { ok: true; status: number; headers: Record<string, string>; body: Buffer }

export const outboundLimits: OutboundLimits = { timeoutMs: 15_000, bytesMax: 1024 * 1024 }

/**
 * One HTTP request to an address that a user chose. The name is resolved once, all its addresses must be public, and the
 * connection goes to exactly those, so a name that answers differently the second time gains nothing. Redirects are not
 * followed, no connection is kept, no proxy variable is read. Never throws; what is wrong comes back as a problem with a
 * code. `resolve` is the resolver, for tests.
 */
export async function guardedFetch(
  request: OutboundRequest,
  options: { signal?: AbortSignal; limits?: Partial<OutboundLimits>; resolve?: Resolve } = {},
): Promise<OutboundAnswer | HttpProblem> {
  const limits = { ...outboundLimits, ...options.limits }
  const target = parseTarget(request.url)
  if (!target.ok) return target
  if (!areAllowedHeaders(request.headers ?? {})) return httpProblem("headerNotAllowed")
  if (Buffer.byteLength(request.body ?? "") > limits.bytesMax) return httpProblem("requestTooLarge")

  const timeout = AbortSignal.timeout(limits.timeoutMs)
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
  const late = () => httpProblem(options.signal?.aborted ? "cancelled" : "tooSlow")
  if (signal.aborted) return late()
  let onAbort = () => {}
  const aborted = new Promise<HttpProblem>((resolve) => {
    onAbort = () => resolve(late())
    signal.addEventListener("abort", onAbort, { once: true })
  })
  const work = async () => {
    const checked = await checkedAddresses(target.url.hostname, portOf(target.url), options.resolve ?? resolveName)
    return checked.ok && !signal.aborted ? exchange(target.url, request, checked.addresses, limits, signal) : checked
  }
  try {
    const result = await Promise.race([work(), aborted])
    // The timer may have broken the connection just before the race was decided.
    if (signal.aborted) return late()
    return "addresses" in result ? late() : result
  } finally {
    signal.removeEventListener("abort", onAbort)
  }
}

const redirects = new Set([301, 302, 303, 307, 308])

async function exchange(
  url: URL,
  { method = "GET", headers = {}, body }: OutboundRequest,
  addresses: Address[],
  limits: OutboundLimits,
  signal: AbortSignal,
): Promise<OutboundAnswer | HttpProblem> {
  let answer: http.IncomingMessage
  try {
    answer = await new Promise((resolve, reject) => {
      const request = (url.protocol === "https:" ? https : http).request(url, {
        method,
        headers: {
          "user-agent": "Firstcall",
          "accept-encoding": "gzip, deflate, br",
          ...lowerCased(headers),
          ...(body !== undefined && { "content-length": String(Buffer.byteLength(body)) }),
        },
        agent: false,
        signal,
        lookup: pinned(addresses),
        maxHeaderSize: 16 * 1024,
      })
      request.once("response", resolve).on("error", reject)
      request.end(body)
    })
  } catch (error) {
    return httpProblem(isTls(error) ? "tlsFailed" : "unreachable")
  }
  // Errors after the race is decided have no other listener.
  answer.on("error", () => {})
  const status = answer.statusCode ?? 0
  if (redirects.has(status)) {
    answer.destroy()
    return httpProblem("redirect")
  }
  const read = await readAnswer(answer, limits.bytesMax)
  return read.ok ? { ok: true, status, headers: keptHeaders(answer.headers), body: read.bytes } : read
}

const lowerCased = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

/** A resolver that knows the checked addresses only. Node asks for all of them, or for one. */
const pinned =
  (addresses: Address[]): LookupFunction =>
  (_name, options, done) => {
    if (options.all) done(null, addresses)
    else done(null, addresses[0]?.address ?? "", addresses[0]?.family)
  }

const isTls = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(String(error.code))

/** The answer's body as JSON; `wrongContent` when its type or text says otherwise. */
export function jsonOf(answer: OutboundAnswer): { ok: true; value: unknown } | HttpProblem {
  const type = (answer.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? ""
  if (type !== "application/json" && !type.endsWith("+json")) return httpProblem("wrongContent")
  try {
    return { ok: true, value: JSON.parse(answer.body.toString("utf8")) }
  } catch {
    return httpProblem("wrongContent")
  }
}
