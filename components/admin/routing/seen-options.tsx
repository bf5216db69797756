"use client"

import { PATH_SEPARATOR } from "@/core/call/route-call"
import type { RuleList } from "./routing-page"

/** What callers said, pressed and dialled lately, offered while typing: `<id>-intents`, `<id>-paths`, `<id>-numbers`. */
export function SeenOptions({ id, seen }: { id: string; seen: RuleList["seen"] }) {
  return (
    <>
      <datalist id={`${id}-intents`}>
        {seen.intents.map(({ intent }) => (
          <option key={intent}>{intent}</option>
        ))}
      </datalist>
      <datalist id={`${id}-paths`}>
        {seen.paths.map(({ path }) => (
          <option key={path.join(PATH_SEPARATOR)}>{path.join(PATH_SEPARATOR)}</option>
        ))}
      </datalist>
      <datalist id={`${id}-numbers`}>
        {seen.dialled.map(({ dialled }) => (
          <option key={dialled}>{dialled}</option>
        ))}
      </datalist>
    </>
  )
}
