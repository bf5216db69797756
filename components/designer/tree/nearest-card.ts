import type { Direction } from "@/core/design/nearest"

/** The card of the tree that lies in a direction from another one, sideways distance counting double; null at the rim. */
export function nearestCard(root: HTMLElement | null, from: string, direction: Direction): string | null {
  const cards = [...(root?.querySelectorAll<HTMLElement>(".tree-card") ?? [])].map((card) => {
    const { left, top, width, height } = card.getBoundingClientRect()
    return { id: card.dataset["id"] ?? "", x: left + width / 2, y: top + height / 2 }
  })
  const own = cards.find(({ id }) => id === from)
  if (!own) return null
  const isSideways = direction === "left" || direction === "right"
  const sign = direction === "left" || direction === "up" ? -1 : 1
  const ahead = cards.flatMap(({ id, x, y }) => {
    const [along, across] = isSideways ? [x - own.x, y - own.y] : [y - own.y, x - own.x]
    const far = sign * along
    return id === from || far <= 1 ? [] : [{ id, distance: far + 2 * Math.abs(across) }]
  })
  return ahead.toSorted((a, b) => a.distance - b.distance)[0]?.id ?? null
}
