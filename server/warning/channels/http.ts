import type { Delivery } from "./channel"

/** A provider that does not answer in this time has failed; the attempt is repeated. */
export const providerTimeoutMs = 10_000
const replyBytesMax = 64 * 1024

export type ProviderReply = { status: number; body: unknown; retryAfterSec: number | undefined }

/** One request to a provider's fixed host. Throws what fetch throws; redirects are refused. */
export async function askProvider(url: string, init: RequestInit, signal: AbortSignal): Promise<ProviderReply> {
  const reply = await fetch(url, {
    ...init,
    redirect: "error",
    signal: AbortSignal.any([signal, AbortSignal.timeout(providerTimeoutMs)]),
  })
  const text = (await reply.text()).slice(0, replyBytesMax)
  const after = Number(reply.headers.get("retry-after"))
  return {
    status: reply.status,
    body: parseJson(text),
    retryAfterSec: Number.isFinite(after) && after > 0 ? Math.min(after, 3600) : undefined,
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A failure before there was an answer: always worth another try. */
export const unreachable = (provider: string, error: unknown): Delivery => ({
  ok: false,
  again: true,
  reason: `${provider} could not be reached: ${error instanceof Error ? error.message : "unknown"}`,
})

/** 429 and 5xx pass; every other refusal would be the same next time. */
export const refused = (provider: string, reply: ProviderReply, words: string): Delivery => ({
  ok: false,
  again: reply.status === 429 || reply.status >= 500,
  reason: `${provider} refused (${reply.status}): ${words}`.slice(0, 500),
  ...(reply.retryAfterSec === undefined ? {} : { retryAfterSec: reply.retryAfterSec }),
})
