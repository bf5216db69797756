import { expect, type Page } from "@playwright/test"
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server"
import type { AppRouter } from "../server/api/router"

type Inputs = inferRouterInputs<AppRouter>
type Outputs = inferRouterOutputs<AppRouter>

/**
 * Calls a procedure with the page's own session, for what a journey arranges and does not look at. The same door as the
 * browser's: same-origin, cookie, JSON.
 */
export async function call<Noun extends keyof Inputs, Verb extends keyof Inputs[Noun] & keyof Outputs[Noun]>(
  page: Page,
  kind: "query" | "mutation",
  noun: Noun,
  verb: Verb,
  input: Inputs[Noun][Verb],
): Promise<Outputs[Noun][Verb]> {
  const url = `/api/trpc/${String(noun)}.${String(verb)}`
  const origin = new URL(page.url()).origin
  const headers = {
    origin,
    "sec-fetch-site": "same-origin",
    "content-type": "application/json",
    // A connection of its own: one that is kept may be closed by the server in the moment it is used again.
    connection: "close",
  }
  const body = { json: input ?? {} }
  const answer =
    kind === "query"
      ? await page.request.get(`${url}?input=${encodeURIComponent(JSON.stringify(body))}`, { headers })
      : await page.request.post(url, { headers, data: body })
  expect(answer.status(), `${url}: ${(await answer.text()).slice(0, 600)}`).toBe(200)
  const { result } = (await answer.json()) as { result: { data: { json: Outputs[Noun][Verb] } } }
  return result.data.json
}
