import { useState } from "react"

/** The value as it was before while it says the same: a form that is the same is not drawn anew while somebody types. */
export function useSame<Json>(value: Json): Json {
  const text = JSON.stringify(value)
  const [kept, keep] = useState({ text, value })
  if (kept.text === text) return kept.value
  keep({ text, value })
  return value
}
