import type { TicketState } from "../state"

/** What of a flow an open ticket stands on: nodes that go on or are held, open splits, and edges filled at joins. */
export type Places = {
  nodeIds: string[]
  /** By which edges tokens have come to the joins they wait at. */
  waiting: { nodeId: string; edgeId: string }[]
}

/** Pure. A branch that was rejected and waits for the others stands on nothing any more. */
export function placesOf({ activations, splits = {} }: Pick<TicketState, "activations" | "splits">): Places {
  const going = Object.values(activations).filter(({ state }) => state !== "completed")
  return {
    nodeIds: [...new Set([...going, ...Object.values(splits)].map(({ nodeId }) => nodeId))],
    waiting: going.flatMap(({ state, nodeId, edgeId }) =>
      state === "waiting" && edgeId !== undefined ? [{ nodeId, edgeId }] : [],
    ),
  }
}
