import fc from "fast-check"
import { expect, it } from "vitest"
import { canonicalJson } from "@/core/canonical-json"
import { toExecutable } from "@/core/flow/executable"
import { invariant } from "@/core/problem"
import { freeze } from "@/core/ticket/testing/ledger"
import { monday9 } from "@/core/ticket/testing/drive"
import { commandOf, untilDue, type Choice } from "@/core/ticket/testing/random-command"
import { randomFlow } from "@/core/ticket/testing/random-flow"
import { randomChoices, usualWorld } from "@/core/ticket/testing/run-engine"
import { ids } from "@/core/ticket/testing/tenant"
import { foldEvents } from "@/core/ticket/replay"
import { moveSchema, type Move } from "./move"
import { outcomeOf } from "./outcome"
import { lastRun, play } from "./play"
import { Refused, startRun, type Run } from "./run"
import { takeMove } from "./take-move"
import type { DryRunWorld } from "./world"

// Random flows, and what people and time do to a ticket of each, as moves of a dry run.

/** What a random command would be in a dry run; null for what is none of its moves. */
function moveOf(choice: Choice, { state }: Run, { flow }: DryRunWorld): Move | null {
  if (!state) {
    const start = flow.nodes.get(flow.startId)
    const asked = start?.kind.form?.(start.config).fieldKeys ?? []
    const all = { amount: choice.value % 200, flag: choice.value % 2 === 0, choice: "a", score: 3 }
    const fields = Object.fromEntries(Object.entries(all).filter(([key]) => asked.includes(key)))
    return { type: "open", by: ids.agents[0], call: null, fields }
  }
  if (choice.waitMin === untilDue) return { type: "wait", minutes: null }
  if (choice.waitMin > 0) return { type: "wait", minutes: choice.waitMin }
  const { by, body } = commandOf({ ...choice, aware: true }, state, flow)
  const todo = "todoId" in body ? state.todos[body.todoId] : undefined
  const request = body.type === "answer" ? body.requestId : null
  const asking = Object.values(state.activations).find((one) => one.request?.id === request)
  if (asking && body.type === "answer") {
    const { answer } = body
    if (asking.request?.left) return { type: "ended", nodeId: asking.nodeId, resolution: "done", fields: {} }
    const [status, text] = answer.type === "http" ? [answer.status, answer.body] : [null, ""]
    return { type: "answer", nodeId: asking.nodeId, status, body: text }
  }
  if (!todo || !("todoId" in body)) return null
  const { todoId: _todo, ...rest } = body
  const named = rest.type === "return" ? { ...rest, toNodeId: rest.nodeId } : rest
  const move = moveSchema.safeParse({ ...named, nodeId: todo.nodeId, personId: todo.assigneeId ?? by })
  return move.success ? move.data : null
}

const numRuns = Number(process.env["DRY_RUNS"] ?? 150)

it("folds to the state it shows, goes back byte for byte, and its clock never does", { timeout: 600_000 }, () => {
  let moves = 0
  const steps = new Set<string>()
  fc.assert(
    fc.property(randomFlow, randomChoices, (draft, choices) => {
      const result = toExecutable(draft)
      invariant(result.ok, "not runnable")
      const { directory, calendars } = usualWorld
      const world = { flow: result.flow, flowId: ids.flow, flowName: "Any", directory, calendars }
      const made: Move[] = []
      const runs = [freeze(startRun(monday9))]
      for (const choice of choices) {
        const before = runs.at(-1)!
        const move = moveOf(choice, before, world)
        if (!move) continue
        try {
          runs.push(freeze(takeMove(world, before, move)))
        } catch (error) {
          if (!(error instanceof Refused)) throw error
          expect(error.problems.length).toBeGreaterThan(0)
          continue
        }
        made.push(move)
        steps.add(move.type)
      }
      moves += made.length
      const whole = play(world, monday9, made)
      expect(whole.refused).toBeNull()
      expect(canonicalJson(lastRun(whole))).toBe(canonicalJson(runs.at(-1)))
      const last = lastRun(whole)
      if (last.state) expect(canonicalJson(foldEvents(last.events))).toBe(canonicalJson(last.state))
      // Taking the last move back is playing one fewer.
      const back = lastRun(play(world, monday9, made.slice(0, -1)))
      expect(canonicalJson(back)).toBe(canonicalJson(runs.at(-2) ?? runs[0]))
      for (const [index, { at }] of runs.entries()) expect(at).toBeGreaterThanOrEqual(runs[index - 1]?.at ?? monday9)
      const { path, people, warnings } = outcomeOf(whole, world.flow)
      for (const { move } of [...path, ...people, ...warnings]) expect(move).toBeLessThan(made.length)
    }),
    { seed: 7, numRuns },
  )
  expect(moves).toBeGreaterThan(numRuns)
  expect([...steps].toSorted()).toEqual(
    ["addSign", "answer", "claim", "decide", "delegate", "ended", "open", "return", "transfer", "wait"].toSorted(),
  )
})
