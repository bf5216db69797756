/** The first `charsMax` UTF-16 units, one less where the cut would halve a character; "…" stands for the rest. */
export function clipText(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text
  const cut = text.slice(0, charsMax - 1)
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`
}
