"use client"

import { useRef } from "react"

const pauseMs = 1000

/**
 * Letters typed in quick succession, as one lower-case text. Returns whether the key is one of them; a space is only
 * within a word, so that alone it can still press.
 */
export function useTypeAhead(onText: (text: string) => void) {
  const typed = useRef({ text: "", at: -Infinity })
  return (key: string): boolean => {
    const now = performance.now()
    const before = now - typed.current.at < pauseMs ? typed.current.text : ""
    if (key.length !== 1 || (key === " " && before === "")) return false
    const text = before + key.toLocaleLowerCase()
    typed.current = { text, at: now }
    onText(text)
    return true
  }
}
