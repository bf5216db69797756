import { nodeCell } from "@/core/design/free-place"
import { calls, found, routesFrom, type Lint } from "./reading"

/** A split with one way out: every ticket takes it. */
export const lintOneRoute: Lint = (reading) =>
  [...reading.checked.values()].flatMap(({ draft: { id }, kind, config }) => {
    const leaving = reading.outgoing.get(id) ?? []
    const isSplit = kind.exits(config).some(({ many }) => many)
    if (!isSplit || leaving.length !== 1 || routesFrom(reading, id).length !== 1) return []
    const { en, zh } = calls(reading, id)
    const text = { en: `“${en}” has one route, so there is nothing to split.`, zh: `“${zh}”只有一条路线，无需分支。` }
    return [found("advice", "oneRoute", { nodeId: id }, text)]
  })

/** A step whose exit leads straight back to it. Without a person or a wait in it, it is a loop that stops publishing. */
export const lintSelfLoops: Lint = (reading) =>
  reading.draft.edges.flatMap(({ id, source, target, exit }) => {
    const node = reading.checked.get(source)
    const waits = node && (node.kind.decide !== undefined || node.kind.waits?.(node.config) === true)
    const way = node?.kind.exits(node.config).find((one) => one.id === exit)?.title
    if (source !== target || !waits || !way || !node.kind.hasEntry) return []
    const name = calls(reading, source)
    const text = {
      en: `Exit “${way.en}” of “${name.en}” leads back to the same step.`,
      zh: `“${name.zh}”的出口“${way.zh}”又回到了自己。`,
    }
    return [found("warning", "selfLoop", { nodeId: source, edgeId: id }, text)]
  })

/** An end that ends every branch, in a flow that never has more than one. */
export const lintTermination: Lint = (reading) => {
  const nodes = [...reading.checked.values()]
  if (nodes.some(({ kind, config }) => kind.branches?.(config) !== undefined)) return []
  return nodes.flatMap(({ draft: { id }, kind, config }) => {
    if (!kind.bpmn(config).isTerminating) return []
    const { en, zh } = calls(reading, id)
    const text = {
      en: `“${en}” ends all branches, and the flow has no branches.`,
      zh: `“${zh}”会终止所有分支，但流程中没有并行分支。`,
    }
    return [found("advice", "needlessTermination", { nodeId: id, field: "terminate" }, text)]
  })
}

/** The same words but for the space between them. */
export const sameWords = (condition: string) => condition.trim().replaceAll(/\s+/g, " ")

/** Two routes of an exclusive split with one condition: the later one is never taken. */
export const lintSameConditions: Lint = (reading) =>
  [...reading.checked.values()].flatMap(({ draft: { id }, kind, config }) => {
    const tries = kind.exits(config).some(({ many, plain }) => many && !plain) && kind.branches === undefined
    if (!tries) return []
    const seen = new Set<string>()
    const routes = routesFrom(reading, id).filter(({ fallback, condition }) => !fallback && condition.trim() !== "")
    return routes
      .toSorted((a, b) => a.priority - b.priority)
      .flatMap((route) => {
        const words = sameWords(route.condition)
        if (!seen.has(words)) {
          seen.add(words)
          return []
        }
        const text = {
          en: "A route above it has the same condition, so this one is never taken.",
          zh: "上方已有条件相同的路线，此路线永远不会被选中。",
        }
        return [found("warning", "sameCondition", { nodeId: id, edgeId: route.id, field: "condition" }, text)]
      })
  })

/** Half of a card covered is a card that cannot be read. */
const cover = { width: nodeCell.width / 2, height: nodeCell.height / 2 }

/** Cards that lie on each other. Each is compared with those of the squares around it only. */
export const lintCovered: Lint = (reading) => {
  const squares = new Map<string, { x: number; y: number }[]>()
  return reading.draft.nodes.flatMap(({ id, position: { x, y } }) => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return []
    const [column, row] = [Math.floor(x / cover.width), Math.floor(y / cover.height)]
    const around = [-1, 0, 1].flatMap((dx) =>
      [-1, 0, 1].flatMap((dy) => squares.get(`${column + dx} ${row + dy}`) ?? []),
    )
    const isCovered = around.some((one) => Math.abs(one.x - x) < cover.width && Math.abs(one.y - y) < cover.height)
    const key = `${column} ${row}`
    // What is covered anyway need not be looked at again: a heap in one place is compared with its first card only.
    if (!isCovered) squares.set(key, [...(squares.get(key) ?? []), { x, y }])
    if (!isCovered) return []
    const name = calls(reading, id)
    const text = { en: `“${name.en}” lies on another step.`, zh: `“${name.zh}”与其他环节重叠。` }
    return [found("advice", "coveredStep", { nodeId: id }, text)]
  })
}
