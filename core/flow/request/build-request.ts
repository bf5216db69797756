import type { Variable } from "@/core/expression/variable"
import type { Ask, Row, Value, Values } from "@/core/ticket/event"
import { placeholdersOf } from "../template"
import type { methods } from "./request-config"

export type ServiceRequest = {
  serviceId: string | null
  method: (typeof methods)[number]
  /** A template; values are escaped, so that none begins a new part of the address. */
  url: string
  /** Members by name; dots nest. */
  members: Record<string, Value>
  attemptsMax: number
  timeoutSec: number
}

/** The request as it goes out and as it stands in the trace. Pure. */
export function buildRequest(
  request: ServiceRequest,
  variables: Variable[],
  values: Values,
): Extract<Ask, { type: "http" }> {
  const { serviceId, method, members, attemptsMax, timeoutSec } = request
  const known = new Set(variables.map(({ key }) => key))
  let url = ""
  let end = 0
  for (const { key, ...place } of placeholdersOf(request.url)) {
    const value = known.has(key) ? (values[key] ?? null) : null
    url += request.url.slice(end, place.start) + encodeURIComponent(textOf(value))
    end = place.end
  }
  url += request.url.slice(end)
  const hasQuery = method === "GET" || method === "DELETE"
  if (hasQuery && Object.keys(members).length > 0) {
    const query = new URLSearchParams(Object.entries(members).flatMap(([name, value]) => pairs(name, value)))
    const [address = "", ...fragment] = url.split("#")
    url = `${address}${address.includes("?") ? "&" : "?"}${query}${fragment.length > 0 ? `#${fragment.join("#")}` : ""}`
  }
  const body = hasQuery ? null : JSON.stringify(nested(members))
  return { type: "http", serviceId, method, url, body, attemptsMax, timeoutSec }
}

const itemText = (item: string | Row): string => (typeof item === "string" ? item : JSON.stringify(item))

const textOf = (value: Value): string =>
  Array.isArray(value) ? value.map(itemText).join(",") : value === null ? "" : String(value)

const pairs = (name: string, value: Value): [string, string][] =>
  Array.isArray(value) ? value.map((item) => [name, itemText(item)]) : value === null ? [] : [[name, String(value)]]

/** { "customer.id": 1 } → { customer: { id: 1 } }. */
function nested(members: Record<string, Value>): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(members)) {
    const parts = name.split(".")
    let place = root
    for (const part of parts.slice(0, -1)) {
      if (typeof place[part] !== "object" || place[part] === null) place[part] = {}
      place = place[part] as Record<string, unknown>
    }
    place[parts.at(-1) ?? name] = value
  }
  return root
}
