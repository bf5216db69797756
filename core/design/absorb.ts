import type { DraftGraph } from "@/core/flow/graph"
import type { Command } from "./command"
import type { History } from "./history"
import { difference, isEmptyPatch, type ItemChange, type Patch, type ValueChange } from "./patch"
import { same } from "./same"

type Item = { id: string }
type Fields = Record<string, unknown>

/**
 * What a remembered state of something becomes when somebody else changed it: each of its fields that still was as they found
 * it is as they left it. Fields that I had otherwise stay, because undoing brings back what I did and nothing else.
 */
function follow<T extends object>(remembered: T, was: T, is: T): T {
  const [old, then, now] = [remembered as Fields, was as Fields, is as Fields]
  const next: Fields = { ...old }
  for (const key of new Set([...Object.keys(then), ...Object.keys(now)])) {
    if (same(then[key], now[key])) continue
    const [mine, before, after] = [old[key], then[key], now[key]]
    if (same(mine, before)) {
      if (after === undefined) delete next[key]
      else next[key] = after
    } else if (isPlain(mine) && isPlain(before) && isPlain(after)) next[key] = follow(mine, before, after)
  }
  return next as T
}

const isPlain = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

function followItems<T extends Item>(changes: ItemChange<T>[], theirs: ItemChange<T>[]): ItemChange<T>[] {
  const news = new Map(theirs.map((change) => [change.id, change]))
  return changes.flatMap((change): ItemChange<T>[] => {
    const their = news.get(change.id)
    if (!their) return [change]
    // It came or went with them: bringing back a state of mine would undo their work.
    if (!their.before || !their.after) return []
    const { item: was } = their.before
    const { item: is } = their.after
    const side = (standing: ItemChange<T>["before"]) =>
      standing && { ...standing, item: follow(standing.item, was, is) }
    const [before, after] = [side(change.before), side(change.after)]
    return same(before?.item, after?.item) ? [] : [{ id: change.id, before, after }]
  })
}

function followValue<T extends object>(change: ValueChange<T> | null, theirs: ValueChange<T> | null) {
  if (!change || !theirs) return change
  const side = (value: T): T => (same(value, theirs.before) ? theirs.after : turn(value, theirs))
  const [before, after] = [side(change.before), side(change.after)]
  return same(before, after) ? null : { before, after }
}

/** Lists are followed as a whole, records by field. */
const turn = <T extends object>(value: T, { before, after }: ValueChange<T>): T =>
  Array.isArray(value) ? value : follow(value, before, after)

function followPatch(patch: Patch, theirs: Patch): Patch {
  const gone = new Set(theirs.nodes.flatMap(({ id, after }) => (after ? [] : [id])))
  const nodes = followItems(patch.nodes, theirs.nodes)
  const hangs = ({ before, after }: Patch["edges"][number]) =>
    [before, after].some((side) => side && (gone.has(side.item.source) || gone.has(side.item.target)))
  return {
    nodes,
    edges: followItems(patch.edges, theirs.edges).filter((change) => !hangs(change)),
    fields: followValue(patch.fields, theirs.fields),
    settings: followValue(patch.settings, theirs.settings),
    annotations: followItems(patch.annotations, theirs.annotations),
  }
}

/**
 * Brings in what somebody else made of the draft, so that it is on the screen and no step of mine: undo takes back what I
 * did, and leaves theirs. `graph` is the draft with their work in it. Pure.
 */
export function absorb(history: History, graph: DraftGraph): History {
  const theirs = difference(history.graph, graph)
  if (isEmptyPatch(theirs)) return history
  const steps = (list: History["past"]) =>
    list.flatMap((step) => {
      const command: Command = { ...step.command, patch: followPatch(step.command.patch, theirs) }
      return isEmptyPatch(command.patch) ? [] : [{ ...step, command }]
    })
  return { graph, past: steps(history.past), future: steps(history.future) }
}
