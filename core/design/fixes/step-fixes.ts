import { readGraph } from "@/core/flow/executable"
import { checkLoops } from "@/core/flow/graph-checks"
import { readBranches, type Branches } from "@/core/flow/lint/branches"
import { readFlow } from "@/core/flow/lint/reading"
import type { DraftGraph, DraftNode } from "@/core/flow/graph"
import { nodeKind, nodeKinds } from "@/core/flow/nodes/kinds"
import { freeName } from "../fragment"
import { freePlace } from "../free-place"
import { fix, type Fix, type Fixer } from "./fix"
import {
  bypassed,
  endingOf,
  endsAsWell,
  endsOf,
  groupOf,
  isNamed,
  leadTo,
  nearestFirst,
  openExits,
  reach,
  reachedOf,
  titleOf,
  withoutNodes,
  type OpenExit,
} from "./ways"

// Problems of steps and of how they hang together.

const nodeOf = (graph: DraftGraph, nodeId: string | undefined) => graph.nodes.find(({ id }) => id === nodeId)
const placeholderId = () => "fix"
/** Places offered in a menu. */
const targetsMax = 3

/** The step, and what only leads to it: nothing is left that would hang. */
export const removeUnreachable: Fixer = ({ place: { nodeId } }, { graph }) => {
  const node = nodeOf(graph, nodeId)
  if (!node) return []
  const ids = reach(graph, [node.id], true)
  if (isNamed(graph, ids) || [...ids].some((id) => groupOf(nodeOf(graph, id)!) === "start")) return []
  // An end that only an unreachable step leads to is nobody's; the flow keeps at least one end.
  if (!endsOf(graph).some(({ id }) => !ids.has(id))) return []
  const after = withoutNodes(graph, ids)
  if (!endsAsWell(graph, after)) return []
  const { en, zh } = titleOf(node)
  const more = ids.size - 1
  const text =
    more === 0
      ? { en: `Remove “${en}”`, zh: `删除“${zh}”` }
      : { en: `Remove “${en}” and the ${more} before it`, zh: `删除“${zh}”及其前面的${more}个环节` }
  return [fix("remove", text, () => after)]
}

/** Takes a step out of the way. */
export const takeOut: Fixer = ({ place: { nodeId } }, { graph }) => {
  const node = nodeOf(graph, nodeId)
  const after = node && bypassed(graph, node.id)
  if (!node || !after || !endsAsWell(graph, after)) return []
  const { en, zh } = titleOf(node)
  return [fix("takeOut", { en: `Take “${en}” out`, zh: `去掉“${zh}”` }, () => after)]
}

/** Where an exit may lead: the ends nearest by, and steps that nothing leads to yet. */
function targetsOf(graph: DraftGraph, node: DraftNode): DraftNode[] {
  const reached = reachedOf(graph)
  const ending = endingOf(graph)
  const lost = graph.nodes.filter((one) => {
    if (reached.has(one.id) || one.id === node.id || nodeKind(one.kind)?.hasEntry === false) return false
    const onwards = reach(graph, [one.id])
    return groupOf(one) !== "end" && !onwards.has(node.id) && [...onwards].every((id) => ending.has(id))
  })
  return [...nearestFirst(endsOf(graph), node).slice(0, targetsMax), ...nearestFirst(lost, node).slice(0, targetsMax)]
}

function leadFixes(graph: DraftGraph, exit: OpenExit, targets: readonly DraftNode[]): Fix[] {
  const from = titleOf(nodeOf(graph, exit.nodeId))
  return targets.map((target) => {
    const to = titleOf(target)
    const text = {
      en: `Lead “${from.en}: ${exit.title.en}” to “${to.en}”`,
      zh: `将“${from.zh}：${exit.title.zh}”连接到“${to.zh}”`,
    }
    return fix(`lead:${target.id}`, text, (newId) => leadTo(graph, exit, target.id, newId))
  })
}

/** An exit that leads nowhere. */
export const connectExit: Fixer = ({ place: { nodeId, field } }, { graph }) => {
  const node = nodeOf(graph, nodeId)
  const exit = node && openExits(graph, node).find(({ exit }) => `exit.${exit}` === field)
  return node && exit ? leadFixes(graph, exit, targetsOf(graph, node)) : []
}

/** No way to an end from here: the first exit after it that is still open leads to one. */
export const connectToEnd: Fixer = ({ place: { nodeId } }, { graph }) => {
  const node = nodeOf(graph, nodeId)
  if (!node) return []
  const onwards = [...reach(graph, [node.id])].flatMap((id) => nodeOf(graph, id) ?? [])
  const exit = onwards.flatMap((one) => openExits(graph, one))[0]
  const [end] = nearestFirst(endsOf(graph), node)
  const from = exit && nodeOf(graph, exit.nodeId)
  return from && end ? leadFixes(graph, exit, nearestFirst(endsOf(graph), from).slice(0, targetsMax)) : []
}

/** A flow without a start gets one before the first step that nothing leads to. */
export const addStart: Fixer = (_, { graph }) => {
  const kind = nodeKinds.find(({ group }) => group === "start")
  const entered = new Set(graph.edges.map(({ target }) => target))
  const first = graph.nodes
    .filter(({ kind: name }) => nodeKind(name)?.hasEntry)
    .toSorted((a, b) => Number(entered.has(a.id)) - Number(entered.has(b.id)) || a.position.x - b.position.x)[0]
  if (!kind || !first) return []
  const text = { en: `Add a start before “${titleOf(first).en}”`, zh: `在“${titleOf(first).zh}”前添加开始节点` }
  return [
    fix("addStart", text, (newId) => {
      const { x, y } = first.position
      const position = freePlace(graph, { x: x - 360, y })
      const config = kind.defaults() as DraftNode["config"]
      const start: DraftNode = { id: newId(), kind: kind.kind, name: kind.title[localeOf(graph)], position, config }
      const added = { ...graph, nodes: [start, ...graph.nodes] }
      const exit = openExits(added, start)[0]
      return exit ? leadTo(added, exit, first.id, newId) : added
    }),
  ]
}

/** A second start goes: tickets begin at one. */
export const removeStart: Fixer = ({ place: { nodeId } }, { graph }) => {
  const node = nodeOf(graph, nodeId)
  if (!node || isNamed(graph, new Set([node.id]))) return []
  const { en, zh } = titleOf(node)
  return [fix("remove", { en: `Remove “${en}”`, zh: `删除“${zh}”` }, () => withoutNodes(graph, new Set([node.id])))]
}

/** Reading a flow takes a moment; its problems ask one after the other. */
const branches = new WeakMap<DraftGraph, Branches>()
function branchesOf(graph: DraftGraph): Branches {
  const known = branches.get(graph) ?? readBranches(readFlow(graph))
  branches.set(graph, known)
  return known
}

/** Branches come together before the step instead of at it. */
export const insertJoin: Fixer = ({ place: { nodeId } }, { graph }) => {
  const node = nodeOf(graph, nodeId)
  const kind = nodeKinds.find(({ join }) => join !== undefined)
  const meetings = branchesOf(graph).meetings.filter((one) => one.nodeId === nodeId && !one.isJoin)
  const edgeIds = new Set(meetings.flatMap((one) => one.edgeIds))
  // A jump has no edge that could be bent.
  if (!node || !kind || [...edgeIds].some((id) => !graph.edges.some((edge) => edge.id === id))) return []
  const text = { en: `Put a join before “${titleOf(node).en}”`, zh: `在“${titleOf(node).zh}”前加汇合节点` }
  const build = (newId: () => string): DraftGraph => {
    const names = new Set(graph.nodes.map(({ name }) => name))
    const { x, y } = node.position
    // What stands to the right makes room.
    const rest = graph.nodes.map((one) =>
      one.position.x >= x ? { ...one, position: { x: one.position.x + 320, y: one.position.y } } : one,
    )
    const join: DraftNode = {
      id: newId(),
      kind: kind.kind,
      name: freeName(kind.title[localeOf(graph)], names),
      position: freePlace({ ...graph, nodes: rest }, { x, y }),
      config: kind.defaults() as DraftNode["config"],
    }
    const bent = graph.edges.map((edge) => (edgeIds.has(edge.id) ? { ...edge, target: join.id } : edge))
    const added = { ...graph, nodes: [...rest, join], edges: bent }
    const exit = openExits(added, join)[0]
    return exit ? leadTo(added, exit, node.id, newId) : added
  }
  return endsAsWell(graph, build(placeholderId)) ? [fix("insertJoin", text, build)] : []
}

const withName = (graph: DraftGraph, nodeId: string, name: string): DraftGraph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === nodeId ? { ...node, name } : node)),
})

/** A name that no other step has: what it is, or what it is called with a number behind it. */
export const nameStep: Fixer = ({ place: { nodeId } }, { graph }) => {
  const node = nodeOf(graph, nodeId)
  if (!node) return []
  const names = new Set(graph.nodes.map(({ name }) => name.trim()))
  const { en, zh } = titleOf(node)
  const wanted = node.name.trim() === "" ? [...new Set([en, zh])] : [node.name.trim()]
  return wanted.map((stem) => {
    const name = freeName(stem, names)
    return fix(`name:${name}`, { en: `Call it “${name}”`, zh: `命名为“${name}”` }, () => withName(graph, node.id, name))
  })
}

/** To the nearest free place. */
export const moveAside: Fixer = ({ place: { nodeId } }, { graph }) => {
  const node = nodeOf(graph, nodeId)
  if (!node) return []
  const others = { ...graph, nodes: graph.nodes.filter(({ id }) => id !== nodeId) }
  const build = (): DraftGraph => {
    const position = freePlace(others, node.position)
    return { ...graph, nodes: graph.nodes.map((one) => (one.id === nodeId ? { ...one, position } : one)) }
  }
  return [fix("moveAside", { en: "Move it to a free place", zh: "移到空白处" }, build)]
}

/** A way back to where it came from leads to an end instead. */
export const endSelfLoop: Fixer = ({ place: { nodeId, edgeId } }, { graph }) => {
  const node = nodeOf(graph, nodeId)
  if (!node) return []
  return nearestFirst(endsOf(graph), node)
    .slice(0, targetsMax)
    .map((end) => {
      const text = { en: `Lead it to “${titleOf(end).en}”`, zh: `改为连接到“${titleOf(end).zh}”` }
      const edges = graph.edges.map((edge) => (edge.id === edgeId ? { ...edge, target: end.id } : edge))
      return fix(`lead:${end.id}`, text, () => ({ ...graph, edges }))
    })
}

const loopsOf = (graph: DraftGraph) => checkLoops(readGraph(graph, [])).length

/** A loop that nothing waits in gets somebody who works on the ticket each time round. */
export const personInLoop: Fixer = ({ place: { nodeId } }, { graph }) => {
  const node = nodeOf(graph, nodeId)
  const kind = nodeKinds.find(({ group, signing, exits, defaults }) => {
    return group === "people" && !signing && exits(defaults()).length === 1
  })
  if (!node || !kind) return []
  const after = reach(graph, [node.id])
  const before = reach(graph, [node.id], true)
  const back = graph.edges.filter(({ source, target }) => target === node.id && after.has(source) && before.has(source))
  if (back.length === 0) return []
  const build = (newId: () => string): DraftGraph => {
    const { x, y } = node.position
    const names = new Set(graph.nodes.map(({ name }) => name))
    const config = kind.defaults() as DraftNode["config"]
    const work: DraftNode = {
      id: newId(),
      kind: kind.kind,
      name: freeName(kind.title[localeOf(graph)], names),
      position: freePlace(graph, { x, y: y + 200 }),
      config,
    }
    const edges = graph.edges.map((edge) => (back.includes(edge) ? { ...edge, target: work.id } : edge))
    const added = { ...graph, nodes: [...graph.nodes, work], edges }
    const exit = openExits(added, work)[0]
    return exit ? leadTo(added, exit, node.id, newId) : added
  }
  // A loop may be knotted so that one person is not enough.
  const mended = build(placeholderId)
  if (loopsOf(mended) >= loopsOf(graph) || !endsAsWell(graph, mended)) return []
  const { en, zh } = titleOf(node)
  const text = { en: `Have somebody work on it on the way back to “${en}”`, zh: `在返回“${zh}”的路上加入人工办理` }
  return [fix("personInLoop", text, build)]
}

/** The language that steps are named in. */
const localeOf = ({ nodes }: DraftGraph): "en" | "zh" =>
  /\p{Script=Han}/u.test(nodes.map(({ name }) => name).join("")) ? "zh" : "en"
