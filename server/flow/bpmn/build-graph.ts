import { freePlace } from "@/core/design/free-place"
import type { TenantNames } from "@/core/flow/file/flow-file"
import type { DraftEdge, DraftNode } from "@/core/flow/graph"
import type { Exit } from "@/core/flow/node-kind"
import { nodeKind } from "@/core/flow/nodes/kinds"
import type { Account } from "./account"
import { boundsOf, placeOf, type Bounds } from "./bounds"
import { flagOf, isA, partOf, partsOf, textOf, type Element } from "./element"
import { dataOf } from "./extension"
import { createIds } from "./ids"
import { deadlineOf, mapElement, mapEnd, peopleOfLane, type Mapped } from "./map-element"
import { withoutPasses, type Network, type Stop, type Way } from "./network"
import { readRoute } from "./read-route"
import { inOneLine, storedStepSchema } from "./stored"

type Input = {
  network: Network
  account: Account
  names: TenantNames
  /** By the element; absent where the file has no picture of it. */
  bounds: ReadonlyMap<Element, Bounds>
  place: (bounds: Bounds) => DraftNode["position"]
  /** What the lanes say of an element. */
  laneOf: (element: Element) => Element | null
}

type Built = {
  nodes: DraftNode[]
  edges: DraftEdge[]
  /** Without a place in the file's picture. */
  unplaced: Set<string>
  /** The process had none. */
  isStartAdded: boolean
}

/** Where lines arrive at a place, and from where they leave it. */
type Ports = { entry: string; leave: string; isOwn: boolean }

const nameCharsMax = 120
const exitless: readonly Exit[] = []

/** Steps and routes out of a process's places and ways. What has to be put in between is noted. */
export function buildGraph(input: Input): Built {
  const { network, account, bounds, place } = input
  const nodes: DraftNode[] = []
  const unplaced = new Set<string>()
  const own = ownSteps(network)
  const idOf = createIds([...own.values()].map(({ id }) => id))
  const edgeIds = createIds(ownRouteIds(network))

  const put = (mapped: Mapped, name: string, element: Element | null, wanted: string): DraftNode => {
    const box = element && bounds.get(element)
    const node: DraftNode = {
      id: idOf(wanted),
      kind: mapped.kind,
      name: inOneLine(name).slice(0, nameCharsMax),
      position: box ? place(box) : { x: 0, y: 0 },
      config: mapped.config,
    }
    if (!box) unplaced.add(node.id)
    nodes.push(node)
    return node
  }
  const after = (nodeId: string, mapped: Mapped, name: string, wanted: string): DraftNode => {
    const from = nodes.find(({ id }) => id === nodeId)
    const node = put(mapped, name, null, wanted)
    if (from && !unplaced.has(from.id)) {
      const others = { nodes: nodes.filter((one) => one !== node), edges: [], fields: [], settings: nowhere }
      node.position = freePlace(others, { x: from.position.x + 340, y: from.position.y })
      unplaced.delete(node.id)
    }
    return node
  }
  const plain = (kind: string): Mapped => ({ kind, config: { ...(nodeKind(kind)?.defaults() as object) } })

  // Jumps name their target's id before it is there: the element they link to, and later its step.
  const links = new Map<string, string>()
  const context = {
    account,
    linkTarget: (name: string) => `link ${name}`,
    peopleOf: (element: Element) => {
      const lane = input.laneOf(element)
      return lane && peopleOfLane(textOf(lane, "name"), input.names)
    },
  }
  const firstStart = [...network.stops.values()].find(({ role, element }) => role === "start" && own.has(element))
  const chosenStart = firstStart ?? pickStart(network)
  const mapped = new Map<string, Mapped | "own" | "gateway">()
  for (const stop of network.stops.values()) {
    const { key, element, role } = stop
    if (own.has(element)) mapped.set(key, "own")
    else if (role === "start") {
      if (stop !== chosenStart) {
        account.leftOut(element, "otherStart")
        continue
      }
      account.keep(element)
      const events = partsOf(element, "eventDefinitions")
      for (const one of events) account.keep(one)
      if (events.length > 0) account.changed(element, "startKind")
      mapped.set(key, plain("start"))
    } else if (role === "end") mapped.set(key, mapEnd(element, account))
    else if (role === "work" && isA(element, "Gateway")) mapped.set(key, "gateway")
    else if (role === "work") {
      const found = mapElement(element, context)
      if (found) mapped.set(key, found)
      else {
        for (const name of linkNames(element)) links.set(`link ${name}`, key)
        stop.role = "pass"
      }
    } else if (role === "pass" && !isA(element, "SubProcess")) {
      account.keep(element)
      const events = partsOf(element, "eventDefinitions")
      for (const one of events) account.keep(one)
      if (events.length > 0) account.changed(element, isA(element, "StartEvent") ? "startKind" : "messageLost")
    }
  }
  // Where a link arrives: remembered by what follows, because the place itself goes.
  const linkEnds = new Map([...links].map(([name, key]) => [name, followed(network, key)]))
  const gone = new Set([...network.stops.values()].filter(({ key, role }) => role === "start" && !mapped.has(key)))
  for (const { key } of gone) network.stops.delete(key)
  for (const way of network.ways) {
    if (network.stops.has(way.from) && network.stops.has(way.to)) continue
    if (way.element && [...gone].some(({ key }) => key === way.from)) account.leftOut(way.element, "insideLeftOut")
  }
  network.ways = network.ways.filter(({ from, to }) => network.stops.has(from) && network.stops.has(to))
  for (const stop of network.stops.values()) {
    const { key, element } = stop
    if (mapped.get(key) === "gateway" && isMerge(network, key)) {
      account.changed(element, "lines")
      mapped.delete(key)
      stop.role = "pass"
    }
  }
  withoutPasses(network)

  const ports = new Map<string, Ports>()
  const outs = (key: string) => network.ways.filter(({ from }) => from === key)
  for (const { key, element, role } of network.stops.values()) {
    const found = mapped.get(key)
    if (role === "boundary") continue
    const name = textOf(element, "name")
    if (found === "own") {
      const stored = own.get(element)
      if (!stored) continue
      account.keepAll(element)
      nodes.push(refreshed(stored, element, bounds.get(element)))
      ports.set(key, { entry: stored.id, leave: stored.id, isOwn: true })
    } else if (found === "gateway") ports.set(key, gatewayPorts(element, key))
    else if (found) {
      const node = put(found, name, element, textOf(element, "id"))
      ports.set(key, { entry: node.id, leave: node.id, isOwn: false })
    } else {
      // Something that a line would only pass, had it one way on.
      const node = put(plain(outs(key).length > 1 ? "parallel" : "close"), name, element, textOf(element, "id"))
      account.changed(element, outs(key).length > 1 ? "splitAdded" : "endAdded")
      ports.set(key, { entry: node.id, leave: node.id, isOwn: false })
    }
  }

  function gatewayPorts(element: Element, key: string): Ports {
    account.keep(element)
    const [name, id] = [textOf(element, "name"), textOf(element, "id")]
    const isForked = outs(key).length > 1
    const isJoined = network.ways.filter(({ to }) => to === key).length > 1
    if (isA(element, "ComplexGateway")) account.changed(element, "complex")
    if (isA(element, "EventBasedGateway")) account.changed(element, "noConditions")
    const both = isA(element, "ParallelGateway") || isA(element, "InclusiveGateway") || isA(element, "ComplexGateway")
    const split = isA(element, "ParallelGateway") ? "parallel" : both ? "inclusive" : "exclusive"
    if (!both || !isJoined) {
      const node = put(plain(split), name, element, id)
      return { entry: node.id, leave: node.id, isOwn: false }
    }
    const join = put(plain("join"), isForked ? "" : name, element, id)
    if (!isForked) return { entry: join.id, leave: join.id, isOwn: false }
    const fork = after(join.id, plain(split), name, `${id}_split`)
    edges.push(draftEdge(join.id, "next", fork.id))
    return { entry: join.id, leave: fork.id, isOwn: false }
  }

  const edges: DraftEdge[] = []
  // Routes of equal priority are tried in the order they were drawn in: that of the file.
  const order = new Map<DraftEdge, number>()
  function add(way: Way, found: DraftEdge[]) {
    for (const edge of found) order.set(edge, network.ways.indexOf(way))
    edges.push(...found)
  }
  function draftEdge(source: string, exit: string, target: string, more: Partial<DraftEdge> = {}): DraftEdge {
    const bare = { id: "", source, exit, target, name: "", condition: "", priority: 0, fallback: false, ...more }
    return { ...bare, id: more.id ?? edgeIds(`${source}-${exit}`) }
  }

  const exitsOf = (nodeId: string): readonly Exit[] => {
    const node = nodes.find(({ id }) => id === nodeId)
    const kind = node && nodeKind(node.kind)
    const config = kind?.schema.safeParse(node?.config)
    return kind ? kind.exits(config?.success ? config.data : kind.defaults()) : exitless
  }

  const isStartAdded = chosenStart === null && nodes.length > 0
  if (isStartAdded) addStart()
  function addStart() {
    const first = [...ports].find(([key]) => !network.ways.some(({ to }) => to === key))?.[1]
    const start = put(plain("start"), "", null, "start")
    const target = first && nodes.find(({ id }) => id === first.entry)
    if (!target) return
    start.position = { x: target.position.x - 340, y: target.position.y }
    if (!unplaced.has(target.id)) unplaced.delete(start.id)
    edges.push(draftEdge(start.id, "next", target.id))
  }

  const jumpTo = (key: string | undefined) => (key === undefined ? null : (ports.get(key)?.entry ?? null))
  for (const node of nodes) {
    const to = node.config["nodeId"]
    if (typeof to === "string" && to.startsWith("link ")) {
      node.config = { ...node.config, nodeId: jumpTo(linkEnds.get(to)) ?? "" }
    }
  }

  for (const [key, port] of ports) {
    const ways = outs(key)
    const exits = exitsOf(port.leave)
    if (port.isOwn) {
      for (const way of ways) add(way, ownEdge(way, port.leave, exits))
      continue
    }
    const [first] = exits
    if (!first) {
      for (const way of ways) if (way.element) account.leftOut(way.element, "noExit")
      continue
    }
    const element = network.stops.get(key)?.element
    if (first.many) ways.forEach((way, place) => add(way, splitEdge(way, port.leave, element ?? null, place, first)))
    else if (ways.length === 0 && !first.optional) {
      const end = after(port.leave, plain("close"), "", `${port.leave}_end`)
      if (element) account.changed(element, "endAdded")
      edges.push(draftEdge(port.leave, first.id, end.id))
    } else if (ways.length > 1) {
      const kind = ways.some((way) => readRoute(way, account, null).condition !== "") ? "inclusive" : "parallel"
      const split = after(port.leave, plain(kind), "", `${port.leave}_split`)
      if (element) account.changed(element, "splitAdded")
      edges.push(draftEdge(port.leave, first.id, split.id))
      const [route] = exitsOf(split.id)
      if (route) ways.forEach((way, place) => add(way, splitEdge(way, split.id, element ?? null, place, route)))
    } else for (const way of ways) add(way, singleEdge(way, port.leave, first.id))
  }

  function singleEdge(way: Way, source: string, exit: string): DraftEdge[] {
    const target = ports.get(way.to)?.entry
    const { condition, id } = readRoute(way, account, null)
    // A condition on the only way on has nothing to choose between.
    if (condition !== "" && way.element) account.changed(way.element, "condition")
    return target === undefined ? [] : [draftEdge(source, exit, target, named(way, id))]
  }
  function splitEdge(way: Way, source: string, owner: Element | null, place: number, exit: Exit): DraftEdge[] {
    const target = ports.get(way.to)?.entry
    if (target === undefined) return []
    const fallback = owner !== null && way.element !== null && partOf(owner, "default") === way.element
    const { condition, id } = readRoute(way, account, fallback ? null : way.element)
    const more = exit.plain ? {} : { condition: fallback ? "" : condition, fallback, priority: Math.min(place, 1000) }
    return [draftEdge(source, exit.id, target, { ...named(way, id), ...more })]
  }
  function named(way: Way, id: string | null): Partial<DraftEdge> {
    return {
      name: inOneLine(way.name).slice(0, nameCharsMax),
      id: edgeIds(id ?? (way.element ? textOf(way.element, "id") : "") ?? "way"),
    }
  }
  function ownEdge(way: Way, source: string, exits: readonly Exit[]): DraftEdge[] {
    const target = ports.get(way.to)?.entry
    if (target === undefined) return []
    const { stored, name, condition } = readRoute(way, account, null)
    if (stored?.source === source) return [{ ...stored, target, name, condition }]
    const taken = new Set(edges.filter((edge) => edge.source === source).map(({ exit }) => exit))
    const free = exits.find(({ id, many }) => many || !taken.has(id))
    if (!free) {
      if (way.element) account.leftOut(way.element, "noExit")
      return []
    }
    return [draftEdge(source, free.id, target, { ...named(way, null), ...(free.many && !free.plain && { condition }) })]
  }

  for (const boundary of network.boundaries) attach(boundary)
  function attach({ key, element }: Stop) {
    const host = partOf(element, "attachedToRef")
    const hostKey = host && [...network.stops.values()].find((stop) => stop.element === host)?.key
    const port = hostKey == null ? undefined : ports.get(hostKey)
    const node = nodes.find(({ id }) => id === port?.leave)
    const ways = outs(key)
    const target = jumpTo(ways[0]?.to)
    const definitions = partsOf(element, "eventDefinitions")
    const failed = node && exitsOf(node.id).find(({ stops }) => stops)
    if (node && failed && target && definitions.some((one) => isA(one, "ErrorEventDefinition"))) {
      account.keepAll(element)
      edges.push(draftEdge(node.id, failed.id, target, { name: inOneLine(textOf(element, "name")).slice(0, 120) }))
      return
    }
    const isInterrupting = flagOf(element, "cancelActivity", true)
    const deadline = deadlineOf(element, isInterrupting ? target : null)
    if (!node || !deadline || !("sla" in node.config) || port?.isOwn) {
      account.leftOut(element)
      for (const way of ways) if (way.element) account.leftOut(way.element, "insideLeftOut")
      return
    }
    account.keepAll(element)
    account.changed(element, "deadline")
    node.config = { ...node.config, sla: deadline }
    for (const way of isInterrupting ? ways.slice(1) : ways) {
      if (way.element) account.leftOut(way.element, "deadlinePath")
    }
  }
  const placeOfEdge = (edge: DraftEdge) => order.get(edge) ?? network.ways.length
  return { nodes, edges: edges.toSorted((a, b) => placeOfEdge(a) - placeOfEdge(b)), unplaced, isStartAdded }
}

const nowhere = { homeUnitId: null, administratorIds: [] }

const linkNames = (element: Element) =>
  partsOf(element, "eventDefinitions")
    .filter((one) => isA(one, "LinkEventDefinition"))
    .map((one) => textOf(one, "name"))

/** Lines come together here and one goes on; a parallel gateway waits for them, so it is more than lines. */
function isMerge({ ways, stops }: Network, key: string): boolean {
  const element = stops.get(key)?.element
  const waits = element !== undefined && !isA(element, "ExclusiveGateway") && !isA(element, "EventBasedGateway")
  const isJoin = waits && ways.filter(({ to }) => to === key).length > 1
  return !isJoin && ways.filter(({ from }) => from === key).length <= 1
}

/** The place that follows those a line only passes. */
function followed({ ways, stops }: Network, key: string): string {
  let at = key
  for (let steps = 0; steps < stops.size && stops.get(at)?.role === "pass"; steps++) {
    at = ways.find(({ from }) => from === at)?.to ?? at
  }
  return at
}

/** The start that people make: one that waits for nothing, else the first. */
function pickStart({ stops }: Network): Stop | null {
  const starts = [...stops.values()].filter(({ role }) => role === "start")
  return starts.find(({ element }) => partsOf(element, "eventDefinitions").length === 0) ?? starts[0] ?? null
}

/** What we wrote into the elements, each id once: a tool that copies an element copies what is in it. */
function ownSteps({ stops }: Network): Map<Element, DraftNode> {
  const found = new Map<Element, DraftNode>()
  const ids = new Set<string>()
  for (const { element } of stops.values()) {
    const stored = storedStepSchema.safeParse(dataOf(element, "Step"))
    if (!stored.success) continue
    const { id } = stored.data
    const free = ids.has(id) ? createIds(ids)(textOf(element, "id")) : id
    ids.add(free)
    found.set(element, { ...stored.data, id: free })
  }
  return found
}

const ownRouteIds = ({ ways }: Network) =>
  ways.flatMap(({ element }) => {
    const stored = element && dataOf(element, "Route")
    const edge = typeof stored === "object" && stored !== null && "edge" in stored ? stored.edge : null
    return typeof edge === "object" && edge !== null && "id" in edge && typeof edge.id === "string" ? [edge.id] : []
  })

/** What was stored, with what another tool has changed since: the name, and the place. */
function refreshed(stored: DraftNode, element: Element, box: Bounds | undefined): DraftNode {
  const name = textOf(element, "name")
  const kind = nodeKind(stored.kind)
  const config = kind?.schema.safeParse(stored.config)
  const face = kind ? kind.bpmn(config?.success ? config.data : kind.defaults()) : { element: "task" as const }
  const written = boundsOf(face.element, stored.position)
  const isThere = !box || (box.x === written.x && box.y === written.y)
  return {
    ...stored,
    name: inOneLine(stored.name) === inOneLine(name) ? stored.name : inOneLine(name).slice(0, nameCharsMax),
    position: isThere ? stored.position : placeOf(box),
  }
}
