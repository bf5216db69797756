export interface UnitNode {
  id: string
  name: string
  parentId: string | null
}

export type TreeRow<Unit extends UnitNode> = { unit: Unit; depth: number }

/**
 * Units in the order a tree reads, each with its depth. A unit whose parent is missing stands at the top, and units in
 * a ring (which the server refuses, but old data may hold) are listed once, at the top. Pure.
 */
export function unitTree<Unit extends UnitNode>(units: readonly Unit[]): TreeRow<Unit>[] {
  const ids = new Set(units.map(({ id }) => id))
  const childrenOf = (id: string | null) =>
    units.filter(({ parentId }) => (parentId !== null && ids.has(parentId) ? parentId : null) === id)
  const rows: TreeRow<Unit>[] = []
  const seen = new Set<string>()
  const walk = (unit: Unit, depth: number) => {
    if (seen.has(unit.id)) return
    seen.add(unit.id)
    rows.push({ unit, depth })
    for (const child of childrenOf(unit.id)) walk(child, depth + 1)
  }
  for (const unit of childrenOf(null)) walk(unit, 0)
  for (const unit of units) walk(unit, 0)
  return rows
}

/** "Service · Fees": a unit with the units above it. "" for one that is not there. Pure. */
export function unitPath(units: readonly UnitNode[], id: string | null): string {
  const names: string[] = []
  const seen = new Set<string>()
  for (let at = find(units, id); at && !seen.has(at.id); at = find(units, at.parentId)) {
    seen.add(at.id)
    names.unshift(at.name)
  }
  return names.join(" · ")
}

const find = (units: readonly UnitNode[], id: string | null) => units.find((unit) => unit.id === id)

/** A unit and everything below it: where it cannot be moved to. Pure. */
export function unitAndBelow(units: readonly UnitNode[], id: string): Set<string> {
  const found = new Set([id])
  // A set visits what is added while it is walked, each once.
  for (const at of found) for (const unit of units) if (unit.parentId === at) found.add(unit.id)
  return found
}
