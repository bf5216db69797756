import type { Text } from "@/core/text"

/** The parts of a node's line on the canvas that are there, with a dot between them. */
export function joinSummary(...parts: (Text | null)[]): Text {
  const there = parts.filter((part) => part !== null)
  return { en: there.map((part) => part.en).join(" · "), zh: there.map((part) => part.zh).join(" · ") }
}
