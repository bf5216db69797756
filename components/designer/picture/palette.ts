/** The colours of a picture, as #rrggbb: other programs know no newer notations. */
export type Palette = Record<
  | "background"
  | "surface"
  | "foreground"
  | "muted"
  | "border"
  | "edge"
  | "ground"
  | "people"
  | "peopleInk"
  | "ok"
  | "breached"
  | "accent",
  string
> & { tones: Record<string, { fill: string; frame: string; line: string }> }

const plain = {
  background: "var(--background)",
  surface: "var(--surface)",
  foreground: "var(--foreground)",
  muted: "var(--muted)",
  border: "var(--border-strong)",
  edge: "color-mix(in oklab, var(--muted) 55%, var(--background))",
  ground: "var(--default)",
  people: "var(--accent-soft)",
  peopleInk: "var(--accent-soft-foreground)",
  ok: "var(--ok)",
  breached: "var(--breached)",
  accent: "var(--accent)",
}
const toneNames = ["grey", "amber", "green", "blue", "violet", "red"] as const

/** Reads the page's colours in one of its themes. Only in a browser. */
export function readPalette(theme: "light" | "dark"): Palette {
  const probe = document.createElement("div")
  probe.className = theme
  probe.dataset["theme"] = theme
  probe.style.display = "none"
  document.body.append(probe)
  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  const hex = (color: string): string => {
    probe.style.color = color
    if (!pixel) return "#808080"
    pixel.clearRect(0, 0, 1, 1)
    pixel.fillStyle = getComputedStyle(probe).color
    pixel.fillRect(0, 0, 1, 1)
    const [r = 0, g = 0, b = 0] = pixel.getImageData(0, 0, 1, 1).data
    return `#${[r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("")}`
  }
  const colors = Object.fromEntries(Object.entries(plain).map(([name, color]) => [name, hex(color)]))
  const tones = Object.fromEntries(
    toneNames.map((tone) => {
      probe.classList.add(`note--${tone}`)
      const mixed = (part: number, other: string) => hex(`color-mix(in oklab, var(--tone) ${part}%, ${other})`)
      const fill = mixed(18, "var(--surface)")
      const frame = mixed(7, "var(--background)")
      const line = mixed(45, "var(--background)")
      probe.classList.remove(`note--${tone}`)
      return [tone, { fill, frame, line }]
    }),
  )
  probe.remove()
  return { ...(colors as Omit<Palette, "tones">), tones }
}
