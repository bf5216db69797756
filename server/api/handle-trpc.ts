import { fetchRequestHandler } from "@trpc/server/adapters/fetch"
import { flowLimits } from "@/core/flow/graph"
import type { Session } from "@/server/auth/session"
import { log } from "@/server/log"
import { type AppErrorCode, appErrors } from "./app-error"
import { clientAddress } from "./client-address"
import { createContext } from "./context"
import { readBody } from "./read-body"
import { appRouter } from "./router"
import { isSameOrigin } from "./same-origin"

const BODY_BYTES_MAX = 256 * 1024
/** What takes a whole flow takes as much as a flow may be, and some words beside it. */
const FLOW_PATHS: ReadonlySet<string> = new Set(["flow.saveDraft", "flow.createFrom"])
const FLOW_BODY_BYTES_MAX = flowLimits.graphBytes + 64 * 1024

function bodyBytesMax(url: string): number {
  const paths = decodeURIComponent(new URL(url).pathname.split("/").at(-1) ?? "").split(",")
  return paths.some((path) => FLOW_PATHS.has(path)) ? FLOW_BODY_BYTES_MAX : BODY_BYTES_MAX
}

/** Must not be below what components/trpc.ts puts in one request. */
export const BATCH_MAX = 20

/**
 * Answers a request to /api/trpc. Only pages of ours may call it, writing takes a POST with JSON, and what is too large is
 * refused before it is parsed.
 */
export async function handleTrpc(request: Request, loadSession: () => Promise<Session | null>): Promise<Response> {
  if (!isSameOrigin(request)) return refusal("FORBIDDEN", "Requests from other sites are refused.")
  if (request.method === "POST") {
    const type = request.headers.get("content-type") ?? ""
    if (!/^application\/json(;|$)/i.test(type))
      return refusal("INVALID", "The content type must be application/json.", 415)
    const body = await readBody(request, bodyBytesMax(request.url))
    if (body === null) return refusal("TOO_LARGE")
    request = new Request(request.url, { method: "POST", headers: request.headers, body, signal: request.signal })
  } else if (request.url.length > 16_000) return refusal("TOO_LARGE")

  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    maxBatchSize: BATCH_MAX,
    createContext: ({ resHeaders }) =>
      createContext({ loadSession, address: clientAddress(request.headers), answerHeaders: resHeaders }),
    responseMeta: () => ({ headers: { "cache-control": "no-store" } }),
    onError({ error, path }) {
      // What happens inside a procedure is logged there; here remain answers that cannot be written, and the like.
      if (error.code === "INTERNAL_SERVER_ERROR" && path === undefined) log.error({ error }, "request failed")
    },
  })
}

/** The shape of a tRPC error, so that the client shows it like any other. */
function refusal(
  code: AppErrorCode,
  message: string = appErrors[code].message,
  status: number = appErrors[code].http,
): Response {
  const app = { code, problems: [], retryAfterSec: null }
  const shape = { message, code: -32600, data: { code: appErrors[code].trpc, httpStatus: status, path: null, app } }
  return Response.json({ error: { json: shape } }, { status, headers: { "cache-control": "no-store" } })
}
