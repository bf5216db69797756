import { describe, expect, it } from "vitest"
import { reduceDecisions, type Decision, type DecisionAction, type Decisions } from "./decision"

const decision = (key: string): Omit<Decision, "state"> => ({
  key,
  ticketId: "t",
  todoId: "d1",
  number: 1,
  title: "Fee",
  actionTitle: { en: "Approve", zh: "同意" },
  decision: "approve",
  outcome: null,
  comment: "fine",
  fields: { amount: 1 },
})
const run = (...actions: DecisionAction[]): Decisions => actions.reduce(reduceDecisions, {})
const sent = (key: string): DecisionAction => ({ type: "sent", itemKey: "t.d1", decision: decision(key) })
const failed = (key: string): DecisionAction => ({ type: "refused", itemKey: "t.d1", key, refusal: { is: "failed" } })
const retried: DecisionAction = { type: "retried", itemKey: "t.d1" }
const settled = (key: string): DecisionAction => ({ type: "settled", itemKey: "t.d1", key })

describe("decisions under way", () => {
  it("takes a double press for one intent", () => {
    expect(run(sent("k1"), sent("k2"))["t.d1"]?.key).toBe("k1")
  })

  it("leaves when the server has taken it", () => {
    expect(run(sent("k1"), settled("k1"))).toEqual({})
  })

  it("keeps key, comment and fields for the retry", () => {
    const state = run(sent("k1"), failed("k1"), retried)
    expect(state["t.d1"]).toEqual({ ...decision("k1"), state: "sending" })
  })

  it("ignores an answer to a decision that was dropped and made anew", () => {
    const state = run(
      sent("k1"),
      failed("k1"),
      { type: "dropped", itemKey: "t.d1" },
      sent("k2"),
      failed("k1"),
      settled("k1"),
    )
    expect(state["t.d1"]).toMatchObject({ key: "k2", state: "sending" })
  })

  it("lets a refused decision be changed: the new one has a new key", () => {
    expect(run(sent("k1"), failed("k1"), sent("k2"))["t.d1"]).toMatchObject({ key: "k2", state: "sending" })
  })

  it("does not retry what is under way, nor what is gone", () => {
    const state = run(sent("k1"))
    expect(reduceDecisions(state, retried)).toBe(state)
    expect(reduceDecisions({}, retried)).toEqual({})
  })
})
