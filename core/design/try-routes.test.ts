import { describe, expect, it } from "vitest"
import { runnable, Drive } from "@/core/ticket/testing/drive"
import { edge, flowOf, node } from "@/core/ticket/testing/small-flow"
import { tryRoutes } from "./try-routes"
import { flowVariables } from "@/core/flow/variables"

const routes = [
  edge("split.route", "small", { id: "small", condition: "amount < 10", priority: 0 }),
  edge("split.route", "middle", { id: "middle", condition: "amount < 20", priority: 1 }),
  edge("split.route", "odd", { id: "odd", condition: "100 / (amount - 50) > 0 && amount > 40", priority: 2 }),
  edge("split.route", "rest", { id: "rest", fallback: true }),
]
const close = (id: string) => node(id, "close", { resolution: { code: id, text: { en: id, zh: id } } })
const draft = (kind: string) =>
  flowOf(
    [
      node("split", kind, kind === "inclusive" ? { onReject: "fail" } : {}),
      ...["small", "middle", "odd", "rest"].map(close),
    ],
    [edge("start.next", "split"), ...routes],
  )
const variables = flowVariables(draft("exclusive").fields)
const tried = (amount: unknown, takesEvery = false) => tryRoutes(routes, takesEvery, variables, { amount })

describe("the routes some values take", () => {
  it.each<[unknown, boolean, string[]]>([
    [5, false, ["small"]],
    [5, true, ["small", "middle"]],
    [15, false, ["middle"]],
    [30, false, ["rest"]],
    [30, true, ["rest"]],
    [60, false, ["odd"]],
  ])("%j (every one that holds: %j)", (amount, takesEvery, taken) => {
    expect(tried(amount, takesEvery)).toEqual({ taken, failed: null })
  })

  it("a condition that fails stops the ticket there, and takes no route", () => {
    expect(tried(50)).toMatchObject({ taken: [], failed: { id: "odd" } })
    expect(tried("many")).toMatchObject({ taken: [], failed: { id: "small", problem: { code: "wrong_value" } } })
    expect(tried(5, true).failed).toBe(null)
  })

  it("is what the engine does", () => {
    const [start, ...rest] = draft("exclusive").nodes
    const asked = { ...draft("exclusive"), nodes: [{ ...start!, config: { fields: ["amount"] } }, ...rest] }
    for (const amount of [0, 9, 10, 19, 20, 41, 60, 1000]) {
      const drive = new Drive(runnable(asked))
      drive.open({ amount })
      expect([drive.state?.resolution], String(amount)).toEqual(tried(amount).taken)
    }
  })
})
