import type { Account } from "./account"
import { flagOf, isA, partOf, partsOf, textOf, type Element } from "./element"
import { dataOf } from "./extension"

/**
 * A place of the process. `pass`: a line goes on through it (the frame of a sub-process, a gateway that only brings lines
 * together); `boundary`: an event on the edge of a task.
 */
export type Stop = { key: string; element: Element; role: "start" | "end" | "pass" | "work" | "boundary" }
export type Way = { from: string; to: string; element: Element | null; name: string }
export type Network = { stops: Map<string, Stop>; ways: Way[]; boundaries: Stop[] }

/** A process as places and ways between them, its sub-processes laid open. Every flow element is accounted for. */
export function networkOf(process: Element, account: Account): Network {
  const network: Network = { stops: new Map(), ways: [], boundaries: [] }
  const keys = new Map<Element, { in: string; out: string }>()
  collect(process, null, { network, keys, account })
  return network
}

type Frame = { in: string; out: string }
type Work = { network: Network; keys: Map<Element, Frame>; account: Account }

const isFlowNode = (element: Element) => isA(element, "FlowNode")

function collect(container: Element, frame: Frame | null, work: Work): void {
  const { network, keys, account } = work
  const elements = partsOf(container, "flowElements")
  const flows = elements.filter((element) => isA(element, "SequenceFlow"))
  const add = (element: Element, role: Stop["role"], key = keyOf(element, network)) => {
    network.stops.set(key, { key, element, role })
    keys.set(element, { in: key, out: key })
    return key
  }
  for (const element of elements) {
    if (!isFlowNode(element)) continue
    if (isA(element, "BoundaryEvent")) {
      if (dataOf(element, "Drawn") !== undefined) account.keepAll(element)
      else network.boundaries.push({ key: add(element, "boundary"), element, role: "boundary" })
    } else if (isA(element, "SubProcess") && dataOf(element, "Step") === undefined) {
      if (flagOf(element, "triggeredByEvent", false)) account.leftOut(element)
      else if (!partsOf(element, "flowElements").some(isFlowNode)) add(element, "work")
      else {
        account.changed(element, "flattened")
        const enter = add(element, "pass")
        const leave = `${enter} out`
        network.stops.set(leave, { key: leave, element, role: "pass" })
        keys.set(element, { in: enter, out: leave })
        collect(element, { in: enter, out: leave }, work)
      }
    } else if (isA(element, "StartEvent")) {
      const key = add(element, frame ? "pass" : "start")
      if (frame) network.ways.push({ from: frame.in, to: key, element: null, name: "" })
    } else if (isA(element, "EndEvent")) {
      const key = add(element, frame ? "pass" : "end")
      if (frame) network.ways.push({ from: key, to: frame.out, element: null, name: "" })
    } else add(element, "work")
  }
  for (const flow of flows) {
    const [source, target] = [partOf(flow, "sourceRef"), partOf(flow, "targetRef")]
    const [from, to] = [source && keys.get(source)?.out, target && keys.get(target)?.in]
    if (from === undefined || from === null || to === undefined || to === null) account.leftOut(flow)
    else {
      account.keep(flow)
      network.ways.push({ from, to, element: flow, name: textOf(flow, "name") })
    }
  }
  if (frame) joinFrame(elements, frame, work)
}

/** A sub-process without a start begins with whatever nothing leads to; one without an end is over when nothing goes on. */
function joinFrame(elements: Element[], frame: Frame, { network, keys }: Work): void {
  const inner = elements
    .filter((element) => isFlowNode(element) && !isA(element, "BoundaryEvent") && !isA(element, "Gateway"))
    .flatMap((element) => keys.get(element) ?? [])
  if (!network.ways.some(({ from }) => from === frame.in)) {
    for (const { in: key } of inner.filter((one) => !network.ways.some(({ to }) => to === one.in))) {
      network.ways.push({ from: frame.in, to: key, element: null, name: "" })
    }
  }
  for (const { out } of inner) {
    if (out === frame.out || network.ways.some(({ from }) => from === out)) continue
    network.ways.push({ from: out, to: frame.out, element: null, name: "" })
  }
}

function keyOf(element: Element, { stops }: Network): string {
  const id = textOf(element, "id") || "element"
  let key = id
  for (let count = 2; stops.has(key); count++) key = `${id} ${count}`
  return key
}

/**
 * Takes the places out that a line only passes, and returns those that a line cannot simply pass: more than one way leads
 * on from them, or none.
 */
export function withoutPasses(network: Network): void {
  const { stops } = network
  for (const { key, role } of stops.values()) {
    if (role !== "pass") continue
    const outs = network.ways.filter(({ from }) => from === key)
    const [out] = outs
    if (outs.length !== 1 || !out || out.to === key) continue
    network.ways = network.ways
      .filter((way) => way !== out)
      .map((way) => (way.to === key ? { ...way, to: out.to, name: way.name || out.name } : way))
    stops.delete(key)
  }
}
