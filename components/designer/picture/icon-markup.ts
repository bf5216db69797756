import { createElement } from "react"
import { createRoot } from "react-dom/client"
import { flushSync } from "react-dom"
import { KindIcon } from "../kind-icon"

/** The insides of kinds' icons as SVG, by their names. Only in a browser. */
export function iconMarkup(names: Iterable<string>): Map<string, string> {
  return new Map(
    [...new Set(names)].map((name) => {
      const holder = document.createElement("div")
      const root = createRoot(holder)
      flushSync(() => root.render(createElement(KindIcon, { name })))
      const inside = holder.querySelector("svg")?.innerHTML ?? ""
      root.unmount()
      return [name, inside]
    }),
  )
}
