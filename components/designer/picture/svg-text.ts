/** Characters that XML cannot hold at all, and half a surrogate pair. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Any text as XML text or attribute value. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(unwritable, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")

/** How wide a text is drawn, in px; `size`: of its letters, in px. */
export type Measure = (text: string, size: number) => number

/** The beginning of a text that fits, with "…" where something is left out. */
export function fit(text: string, size: number, width: number, measure: Measure): string {
  const line = text.replaceAll(/\s+/g, " ").trim()
  if (measure(line, size) <= width) return line
  const letters = Array.from(line)
  let [low, high] = [0, letters.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (measure(`${letters.slice(0, middle).join("")}…`, size) <= width) low = middle
    else high = middle - 1
  }
  return `${letters.slice(0, low).join("").trimEnd()}…`
}

/** A text in lines that fit; the last of `most` lines is cut off where there is more. Breaks between words and Chinese characters. */
export function wrap(text: string, size: number, width: number, most: number, measure: Measure): string[] {
  const lines: string[] = []
  for (const paragraph of text.split("\n")) {
    let line = ""
    for (const part of paragraph.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? [""]) {
      if (line !== "" && measure((line + part).trimEnd(), size) > width) {
        lines.push(line.trimEnd())
        line = part.trimStart()
      } else line += part
    }
    lines.push(line.trimEnd())
  }
  if (lines.length <= most) return lines.map((line) => fit(line, size, width, measure))
  const last = `${lines[most - 1] ?? ""}…`
  return [...lines.slice(0, most - 1), last].map((line) => fit(line, size, width, measure))
}
