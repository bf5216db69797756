import { guardedFetch, type OutboundRequest } from "@/server/http/guarded-fetch"
import type { HttpProblem } from "@/server/http/problem"
import type { Delivery } from "./channel"

/** A provider that does not answer in this time has failed; the attempt is repeated. */
const providerTimeoutMs = 10_000
const replyBytesMax = 64 * 1024
/** However long a provider asks us to wait: a mistyped header must not silence a channel. */
const retryAfterSecMax = 3600

export type ProviderReply = { ok: true; status: number; body: unknown; retryAfterSec: number | undefined }

/** One request to a provider, whose base address a tenant may have chosen. Redirects are not followed. */
export async function askProvider(request: OutboundRequest, signal: AbortSignal): Promise<ProviderReply | HttpProblem> {
  const limits = { timeoutMs: providerTimeoutMs, bytesMax: replyBytesMax }
  const reply = await guardedFetch(request, { signal, limits })
  if (!reply.ok) return reply
  return {
    ok: true,
    status: reply.status,
    body: parseJson(reply.body.toString("utf8")),
    retryAfterSec: retryAfter(reply.headers["retry-after"], Date.now()),
  }
}

/** Seconds or a date (RFC 9110 §10.2.3), at most an hour; undefined when it is neither or past. */
export function retryAfter(header: string | undefined, nowMs: number): number | undefined {
  if (!header) return undefined
  const sec = /^\s*\d+\s*$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - nowMs) / 1000)
  return sec > 0 ? Math.min(sec, retryAfterSecMax) : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A failure before there was an answer. */
export const unreachable = (provider: string, { text, again }: HttpProblem): Delivery => ({
  ok: false,
  again,
  reason: { en: `${provider}: ${text.en}`, zh: `${provider}：${text.zh}` },
})

/** 408, 429 and 5xx pass; every other refusal would be the same next time. */
export const refused = (provider: string, reply: ProviderReply, words: string): Delivery => ({
  ok: false,
  again: reply.status === 408 || reply.status === 429 || reply.status >= 500,
  reason: `${provider} ${reply.status}: ${words}`.slice(0, 500),
  ...(reply.retryAfterSec === undefined ? {} : { retryAfterSec: reply.retryAfterSec }),
})
