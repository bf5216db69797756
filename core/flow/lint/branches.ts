import { calls, found, routesFrom, type FlowReading, type Lint } from "./reading"

// Splits that take several routes, and where their branches come together again. Each branch is walked by itself, and what
// it reaches carries its mark; where an edge brings a mark that another edge does not, branches meet.

/** Steps that all branches of one flow may be walked over together; far beyond what a flow that may run can need. */
const walkedMax = 2_000_000

type Marks = ReadonlySet<number>
const none: Marks = new Set()

/** Branches of a split come together at a node. `edgeIds`: by which they come. `count`: how many branches can be there. */
export type Meeting = { splitId: string; nodeId: string; isJoin: boolean; edgeIds: string[]; count: number }

type Split = { id: string; routes: { id: string; target: string }[]; marks: ReadonlyMap<string, Marks> }

export type Branches = { splits: Split[]; meetings: Meeting[]; isWhole: boolean }

/** Everywhere that branches of one split meet. Pure. */
export function readBranches(reading: FlowReading): Branches {
  const splits: Split[] = []
  const meetings: Meeting[] = []
  let left = walkedMax
  for (const { draft, kind, config } of reading.checked.values()) {
    const routes = kind.branches?.(config) === undefined ? [] : routesFrom(reading, draft.id)
    if (routes.length < 2) continue
    left -= routes.length * reading.draft.edges.length
    if (left < 0) return { splits, meetings, isWhole: false }
    const split = { id: draft.id, routes, marks: marksOf(reading, draft.id, routes) }
    splits.push(split)
    meetings.push(...meetingsOf(reading, split))
  }
  return { splits, meetings, isWhole: true }
}

function marksOf(reading: FlowReading, splitId: string, routes: Split["routes"]): Map<string, Marks> {
  const marks = new Map<string, Set<number>>()
  for (const [branch, { target }] of routes.entries()) {
    const seen = new Set(target === splitId ? [] : [target])
    for (const id of seen) {
      const own = marks.get(id)
      if (own) own.add(branch)
      else marks.set(id, new Set([branch]))
      // Back at the split everything begins anew.
      for (const edge of reading.outgoing.get(id) ?? []) if (edge.target !== splitId) seen.add(edge.target)
    }
  }
  return marks
}

function meetingsOf(reading: FlowReading, { id: splitId, routes, marks }: Split): Meeting[] {
  const branchOf = new Map(routes.map(({ id }, branch) => [id, new Set([branch])]))
  return [...marks].flatMap(([nodeId, { size: count }]): Meeting[] => {
    const node = reading.checked.get(nodeId)
    if (count < 2 || !node || node.kind.group === "end") return []
    const coming = (reading.incoming.get(nodeId) ?? [])
      .map((edge) => ({
        id: edge.id,
        marks: branchOf.get(edge.id) ?? (edge.source === splitId ? none : marks.get(edge.source)),
      }))
      .filter((edge) => (edge.marks?.size ?? 0) > 0)
    // One way that all of them have come already: they met before.
    if (coming.length < 2 || coming.some((edge) => edge.marks?.size === count)) return []
    return [{ splitId, nodeId, isJoin: node.kind.join !== undefined, edgeIds: coming.map(({ id }) => id), count }]
  })
}

export const lintBranches: Lint = (reading) => {
  const { splits, meetings, isWhole } = readBranches(reading)
  return [
    ...doneTwice(reading, meetings),
    ...(isWhole ? joins(reading, meetings, splits) : []),
    ...strays(reading, meetings, splits),
  ]
}

/** Branches that meet at something other than a join: each of them does it by itself. */
function doneTwice(reading: FlowReading, meetings: readonly Meeting[]) {
  const said = new Set<string>()
  return meetings.flatMap(({ splitId, nodeId, isJoin, count }) => {
    if (isJoin || said.has(nodeId)) return []
    said.add(nodeId)
    const [split, step] = [calls(reading, splitId), calls(reading, nodeId)]
    const text = {
      en: `${count} branches of “${split.en}” lead to “${step.en}” without a join, so it is done once for each.`,
      zh: `“${split.zh}”的${count}条分支未经汇合就到达“${step.zh}”，该环节会重复执行。`,
    }
    const hint = { en: "Put a join before it.", zh: "请在它之前加一个汇合节点。" }
    return [found("warning", "doneTwice", { nodeId }, text, { hint })]
  })
}

/** Joins that have nothing to wait for, or wait for more than can come. */
function joins(reading: FlowReading, meetings: readonly Meeting[], splits: readonly Split[]) {
  return [...reading.checked.values()].flatMap(({ draft: { id }, kind, config }) => {
    const rule = kind.join?.(config)
    const incoming = reading.incoming.get(id) ?? []
    if (!rule || incoming.length === 0 || !reading.reached.has(id)) return []
    const join = calls(reading, id)
    const most = meetings.reduce((sum, { nodeId, count }) => (nodeId === id ? sum + count - 1 : sum), 1)
    const isPassed = splits.some(({ marks }) => (marks.get(id)?.size ?? 0) > 1)
    if (most === 1 && !isPassed) {
      const text = {
        en: `“${join.en}” has nothing to wait for: no two branches of a split lead to it.`,
        zh: `“${join.zh}”没有可等待的分支：没有同一分支节点的两条路线通向它。`,
      }
      return [found("advice", "needlessJoin", { nodeId: id }, text)]
    }
    if (rule.count === null || rule.count <= most || rule.count > incoming.length) return []
    const text = {
      en: `“${join.en}” waits for ${rule.count} branches, but at most ${most} can come.`,
      zh: `“${join.zh}”等待${rule.count}条分支，但最多只会到达${most}条。`,
    }
    const hint = {
      en: "Routes of an exclusive split are one branch: only one of them is taken.",
      zh: "条件分支的多条路线只会走一条，算作一条分支。",
    }
    return [found("warning", "joinNeverFull", { nodeId: id, field: "count" }, text, { hint, suggestion: most })]
  })
}

/** A branch that never comes to the join where the others of its split do. */
function strays(reading: FlowReading, meetings: readonly Meeting[], splits: readonly Split[]) {
  return splits.flatMap((split) => {
    const own = meetings.filter(({ splitId, isJoin }) => isJoin && splitId === split.id)
    const [first] = own
    if (!first) return []
    return split.routes.flatMap(({ id, target }, branch) => {
      if (own.some(({ nodeId }) => split.marks.get(nodeId)?.has(branch))) return []
      const [step, join] = [calls(reading, target), calls(reading, first.nodeId)]
      const text = {
        en: `The branch to “${step.en}” never comes to “${join.en}”, which does not wait for it.`,
        zh: `通往“${step.zh}”的分支不会到达“${join.zh}”，汇合时不会等待它。`,
      }
      return [found("advice", "branchMissesJoin", { nodeId: split.id, edgeId: id }, text)]
    })
  })
}
