"use client"

import { useState } from "react"
import { newKey } from "./new-key"

/**
 * The key of what a form is about to ask for. It stays for repetitions of the same request; `renew` it when the input
 * changes or the request has been answered.
 */
export function useIntentKey(): { key: string; renew: () => void } {
  const [key, setKey] = useState(newKey)
  return { key, renew: () => setKey(newKey()) }
}
