import { describe, expect, it } from "vitest"
import type { DraftGraph } from "@/core/flow/graph"
import { monday9 } from "@/core/ticket/testing/drive"
import { directory, ids } from "@/core/ticket/testing/tenant"
import { describeResult } from "./describe-result"
import { expect as expectOf, expectedParts } from "./expectation"
import type { Move } from "./move"
import { outcomeOf } from "./outcome"
import { play } from "./play"
import { runScenario, scenarioSchema, type Scenario } from "./scenario"
import { decision, feeDraft, opening, waiting, worldOf } from "./testing.fixture"

const world = worldOf(feeDraft)
const moves: Move[] = [opening(60_000), waiting(70), decision("supervisor", ids.supervisor, "approve")]
const names = Object.fromEntries(feeDraft.nodes.map(({ id, name }) => [id, name]))

function kept(parts = expectedParts.slice(), made = moves): Scenario {
  return {
    startAt: monday9,
    moves: made,
    expectation: expectOf(outcomeOf(play(world, monday9, made), world.flow), parts, names),
  }
}

const edited = (edit: (graph: DraftGraph) => DraftGraph) => worldOf(edit(structuredClone(feeDraft)))
const withCondition = (condition: string) =>
  edited((graph) => ({
    ...graph,
    edges: graph.edges.map((edge) => (edge.source === "small" && !edge.fallback ? { ...edge, condition } : edge)),
  }))

describe("a scenario", () => {
  it("passes on the flow it was kept from, read back from storage", () => {
    const stored = scenarioSchema.parse(JSON.parse(JSON.stringify(kept())))
    expect(runScenario(world, stored)).toEqual({ passed: true, refused: null, differences: [] })
  })

  it("says where a changed condition sends the ticket elsewhere, and in which move", () => {
    const result = runScenario(withCondition("amount < 70000"), kept(["path", "result"]))
    expect(result).toMatchObject({
      passed: false,
      differences: [
        { part: "path", move: 2, expected: "manager", actual: "waived" },
        { part: "result", expected: { standsAt: ["manager"] }, actual: { status: "closed", resolution: "waived" } },
      ],
    })
    const told = describeResult(result, kept().expectation, {
      step: (id) => names[id] ?? null,
      person: () => null,
      field: (key) => ({ en: key, zh: key }),
    })
    expect(told.map(({ text }) => text.en)).toEqual([
      "Next step: “Manager” was expected, now “Waived”.",
      "Result: open at “Manager” was expected, now closed as “waived”.",
    ])
  })

  it("insists on nothing but what it was told to", () => {
    expect(runScenario(withCondition("amount < 70000"), kept(["warnings"])).passed).toBe(true)
  })

  it("names a warning that does not come any more", () => {
    const silent = edited((graph) => ({
      ...graph,
      nodes: graph.nodes.map((node) =>
        node.id === "supervisor"
          ? { ...node, config: { ...node.config, sla: { targetMin: 60, calendarId: null, tiers: [] } } }
          : node,
      ),
    }))
    expect(runScenario(silent, kept(["warnings"])).differences).toMatchObject([
      { part: "warnings", expected: { of: "supervisor", level: 1 }, actual: null },
    ])
  })

  it("names the move that cannot be made any more, and calls a step that is gone by its old name", () => {
    const bigger = [...moves, decision("manager", ids.manager, "approve")]
    const result = runScenario(withCondition("amount < 70000"), kept(["path"], bigger))
    expect(result.refused).toMatchObject({ move: 3, problems: [{ code: "ticketClosed" }] })
    const gone = describeResult(result, kept().expectation, {
      step: () => null,
      person: () => null,
      field: (key) => ({ en: key, zh: key }),
    })
    expect(gone[1]?.text.en).toContain("“Manager” was expected")
  })

  it("tells whom a step went to only when asked to, so that a colleague who leaves breaks no other", () => {
    const left = {
      ...directory,
      people: directory.people.map((person) => ({ ...person, active: person.active && person.id !== ids.supervisor })),
    }
    const without = worldOf(feeDraft, { directory: left })
    expect(runScenario(without, kept(["path", "result", "values"])).passed).toBe(true)
    expect(runScenario(without, kept(["people"])).differences).toMatchObject([
      { part: "people", move: 0, expected: { personIds: [ids.supervisor] } },
    ])
  })
})
