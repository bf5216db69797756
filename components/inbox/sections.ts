export const sectionNames = ["late", "soon", "later", "open"] as const
export type SectionName = (typeof sectionNames)[number]

const soonMs = 60 * 60_000

/**
 * Open work by urgency, in the order it came (deadlines first): late, due within the hour, later, and `open` for what
 * has no deadline. Empty sections are left out.
 */
export function sectionsOf<Item extends { dueAt: number | null }>(
  items: readonly Item[],
  now: number,
): { name: SectionName; items: Item[] }[] {
  const nameOf = ({ dueAt }: Item): SectionName =>
    dueAt === null ? "open" : dueAt < now ? "late" : dueAt < now + soonMs ? "soon" : "later"
  return sectionNames
    .map((name) => ({ name, items: items.filter((item) => nameOf(item) === name) }))
    .filter((section) => section.items.length > 0)
}
