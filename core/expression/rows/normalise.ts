import { guardsOf, type Row, type RowGroup, type RowItem } from "./row"

/**
 * The one form among all that mean the same and share a text: a group inside a group of its own kind joins it, a group
 * of one is its child, and "is not empty" directly before a row that needs it is part of that row. Groups without a
 * child stay as they are, for someone is still filling them. Pure; normalising twice changes nothing.
 */
export function normalise(root: RowGroup, nullable: ReadonlySet<string>): RowGroup {
  const item = normaliseItem(root, nullable)
  return item.kind === "group" ? item : { kind: "group", join: "and", not: false, children: [item] }
}

function normaliseItem(item: RowItem, nullable: ReadonlySet<string>): RowItem {
  if (item.kind === "row") return turnMembership(item)
  if (item.kind === "opaque") return item
  const flat = item.children
    .map((child) => normaliseItem(child, nullable))
    .flatMap((child) =>
      child.kind === "group" && child.join === item.join && !child.not && child.children.length > 0
        ? child.children
        : [child],
    )
  const children = item.join === "and" ? absorbGuards(flat, nullable) : flat
  const [only] = children
  if (!only || children.length > 1) return { ...item, children }
  if (!item.not) return only
  if (only.kind !== "row") return normaliseItem({ ...only, not: !only.not }, nullable)
  // Not of a row whose variable may be empty is another question than the row's own not: it holds for an empty one.
  if (guardsOf(only, nullable).length > 0) return { ...item, join: "and", children }
  return { ...only, not: !only.not }
}

/** `subject in tags` has one text, and reads from its left. */
function turnMembership(row: Row): Row {
  const [item] = row.operands
  if (row.operator !== "has" || item?.type !== "variable") return row
  return { ...row, key: item.key, operator: "oneOf", operands: [{ type: "variable", key: row.key }] }
}

/** A comment on the last line must not swallow the bracket after it. */
export function lineEnd(source: string): string {
  return source.includes("//") ? "\n" : ""
}

function absorbGuards(children: readonly RowItem[], nullable: ReadonlySet<string>): RowItem[] {
  const kept: RowItem[] = []
  for (const child of children) {
    const guards = child.kind === "row" ? guardsOf(child, nullable) : []
    while (guards.length > 0 && endsWithGuards(kept, guards)) kept.splice(kept.length - guards.length)
    kept.push(child)
  }
  return kept
}

function endsWithGuards(items: readonly RowItem[], guards: readonly string[]): boolean {
  const last = items.slice(-guards.length)
  return (
    last.length === guards.length &&
    last.every((item, index) => {
      return item.kind === "row" && item.operator === "isNotEmpty" && !item.not && item.key === guards[index]
    })
  )
}
