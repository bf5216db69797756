import { describe, expect, it } from "vitest"
import type { TicketState, Todo } from "@/core/ticket/state"
import { visitsOf } from "./activations"

const todo = (id: string, seat: number, parentId?: string): Todo => ({
  id,
  activationId: "a1",
  nodeId: "vote",
  assigneeId: id,
  ownerId: id,
  seat,
  state: "active",
  createdAt: 0,
  clock: null,
  warnedLevel: 0,
  decidedBy: null,
  ...(parentId !== undefined && { parentId }),
})
const stateWith = (...todos: Todo[]) =>
  ({
    activations: {
      a1: { id: "a1", nodeId: "vote", tokenId: "t1", visit: 1, state: "active", exit: null, need: 1 },
      a9: { id: "a9", nodeId: "close", tokenId: "t1", visit: 1, state: "completed", exit: null, need: 1 },
    },
    todos: Object.fromEntries(todos.map((one) => [one.id, one])),
  }) as unknown as TicketState

describe("visitsOf", () => {
  it("puts whoever was asked below who asked, however late", () => {
    const state = stateWith(
      todo("d2", 0),
      todo("d3", 1),
      todo("d4", 0, "d2"),
      todo("d10", 0, "d4"),
      todo("d5", 1, "d3"),
    )
    expect(visitsOf(state).map(({ seats }) => seats.map(({ todo: { id }, depth }) => [id, depth]))).toEqual([
      [
        ["d2", 0],
        ["d4", 1],
        ["d10", 2],
        ["d3", 0],
        ["d5", 1],
      ],
    ])
  })

  it("counts the votes of those with one of their own", () => {
    expect(visitsOf(stateWith(todo("d2", 0), todo("d3", 1), todo("d4", 0, "d2")))[0]?.progress).toMatchObject({
      votes: 2,
    })
  })
})
