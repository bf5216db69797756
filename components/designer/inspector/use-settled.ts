import { useEffect, useState } from "react"

/** A value once it has stopped changing for a moment. Compared by what it says, so an equal copy changes nothing. */
export function useSettled<T>(value: T, afterMs = 250): T {
  const [settled, setSettled] = useState(value)
  const text = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as T), afterMs)
    return () => clearTimeout(timer)
  }, [text, afterMs])
  return settled
}
