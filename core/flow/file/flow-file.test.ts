import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { canonicalJson } from "@/core/canonical-json"
import { randomFlow } from "@/core/ticket/testing/random-flow"
import { ids, uuid } from "@/core/ticket/testing/tenant"
import { edge, node } from "../starters/starter"
import { starterFlows } from "../starters/starters"
import type { DraftGraph } from "../graph"
import { bindReferences } from "./bind-references"
import { flowFileLimits, type TenantNames } from "./flow-file"
import { readFlowFile } from "./read-flow-file"
import { upgradeFlowFile } from "./upgrade-flow-file"
import { writeFlowFile } from "./write-flow-file"

const nobody: TenantNames = { person: [], unit: [], skillGroup: [], calendar: [], service: [], flow: [], kind: [] }

/** Everything the random flows name, in one organisation. */
const names: TenantNames = {
  ...nobody,
  person: [ids.owner, ids.head, ids.manager, ids.supervisor, ...ids.agents, ids.gone].map((id) => ({
    id,
    name: `Person ${id.slice(-3)}`,
  })),
  unit: Object.entries(ids.units).map(([name, id]) => ({ id, name })),
  skillGroup: [{ id: ids.group, name: "Service" }],
  flow: [{ id: ids.flow, name: "Fee reduction" }],
}

const idPattern = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** All that a graph names, as what an organisation would have. */
function everything(graph: DraftGraph): TenantNames {
  const found = [...new Set(JSON.stringify(graph).match(idPattern))]
  const others = found.filter((id) => !Object.values(names).some((list) => list.some((one) => one.id === id)))
  return { ...names, service: others.map((id) => ({ id, name: `Other ${id.slice(-3)}` })) }
}

const theFee = starterFlows({ locale: "en", homeUnitId: ids.units.team, administratorIds: [ids.owner] })[0]!.draft

const written = (graph: DraftGraph, of = names) =>
  JSON.stringify(writeFlowFile({ name: "Flow", description: "", graph }, of))

function read(text: string) {
  const result = readFlowFile(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.file
}

describe("a flow's file", () => {
  it(
    "brings the same flow back into the organisation that wrote it, and names nobody's id",
    { timeout: 120_000 },
    () => {
      fc.assert(
        fc.property(randomFlow, (graph) => {
          const tenant = everything(graph)
          const text = written(graph, tenant)
          for (const { id } of Object.values(tenant).flat()) expect(text).not.toContain(id)
          const { graph: back, bound } = bindReferences(read(text), tenant)
          expect(canonicalJson(back)).toBe(canonicalJson(graph))
          expect(bound).toEqual([])
        }),
        { seed: 4, numRuns: Number(process.env["ROUND_TRIPS"] ?? 1500) },
      )
    },
  )

  it("finds people and groups of another organisation by their names, and lists who is to be chosen again", () => {
    const graph: DraftGraph = {
      ...theFee,
      nodes: [
        node("a", "handle", "A", [0, 0], { people: { type: "named", personIds: [ids.owner, ids.head] } }),
        node("b", "handle", "B", [1, 0], { people: { type: "expression", source: `["${ids.supervisor}"]` } }),
        node("c", "custom", "C", [2, 0], { custom: { kindId: uuid(77), values: { personId: uuid(78) } } }),
      ],
      edges: [edge("a", "done", "b")],
    }
    const file = read(written(graph, { ...names, kind: [{ id: uuid(77), name: "Score" }] }))
    const there: TenantNames = {
      ...nobody,
      person: [
        { id: uuid(901), name: " person 001 " },
        { id: uuid(902), name: "Person 004" },
        { id: uuid(903), name: "Person 004" },
      ],
    }
    const { graph: back, bound } = bindReferences(file, there)
    expect(bound.toSorted((one, other) => one.name.localeCompare(other.name))).toEqual([
      { type: "person", name: "Person 001", outcome: "byName", nodeIds: ["a"], inSettings: true },
      { type: "person", name: "Person 002", outcome: "missing", nodeIds: ["a"], inSettings: false },
      { type: "person", name: "Person 004", outcome: "missing", nodeIds: ["b"], inSettings: false },
      { type: "kind", name: "Score", outcome: "copy", nodeIds: ["c"], inSettings: false },
      { type: "unit", name: "team", outcome: "missing", nodeIds: [], inSettings: true },
    ])
    const head = file.references.find(({ name }) => name === "Person 002")!
    expect(back.settings).toEqual({ homeUnitId: null, administratorIds: [uuid(901)] })
    expect(back.nodes[0]!.config).toMatchObject({ people: { personIds: [uuid(901), head.id] } })
    // What an author typed for an own kind is theirs, whatever the field is called.
    expect(back.nodes[2]!.config).toMatchObject({ custom: { values: { personId: uuid(78) } } })
  })

  it("keeps what could not be placed apart when the flow is passed on a second time", () => {
    const graph = { ...theFee, nodes: [node("a", "handle", `see ${ids.owner}`, [0, 0], { note: `${ids.head}` })] }
    const first = bindReferences(read(written({ ...graph, edges: [] })), nobody).graph
    const second = read(written(first, nobody))
    expect(new Set(second.references.map(({ id }) => id)).size).toBe(second.references.length)
    const { name, config } = second.graph.nodes[0]!
    const mentioned = [name.slice("see ".length), config["note"]]
    expect(new Set(mentioned).size).toBe(2)
    expect(second.references.map(({ id }) => id)).toEqual(expect.arrayContaining(mentioned))
  })
})

describe("a file that is none", () => {
  const good = JSON.parse(written(theFee)) as Record<string, unknown>
  it.each([
    ["breaks off", written(theFee).slice(0, 200), "notJson", {}],
    ["is empty", "", "notJson", {}],
    ["is a list", "[]", "notAFlow", {}],
    ["is of something else", '{"name":"x"}', "notAFlow", {}],
    ["has no version", JSON.stringify({ ...good, version: "1" }), "noVersion", { field: "version" }],
    ["is newer", JSON.stringify({ ...good, version: 2 }), "newerVersion", { field: "version" }],
    ["has a member too many", JSON.stringify({ ...good, tenant: "t" }), "badMember", {}],
    ["says a name twice", '{\n"format": "x",\n"format": "y"}', "duplicateKey", { line: 3 }],
    ["says a name twice in other letters", String.raw`{"a": 1, "\u0061": 2}`, "duplicateKey", { line: 1 }],
    ["reaches for the prototype", '{"nodes": [{"__proto__": {}}]}', "badKey", { line: 1 }],
    ["is nested without end", "[".repeat(100_000), "tooDeep", { line: 1 }],
    ["is too large", " ".repeat(flowFileLimits.bytes + 1), "tooLarge", {}],
    [
      "has a node twice",
      JSON.stringify({ ...good, graph: { ...theFee, nodes: [theFee.nodes[0], theFee.nodes[0]] } }),
      "duplicateId",
      { field: "graph.nodes.1.id" },
    ],
    [
      "has a node without a kind",
      JSON.stringify({ ...good, graph: { ...theFee, nodes: [{ ...theFee.nodes[0], kind: 7 }] } }),
      "badMember",
      { field: "graph.nodes.0.kind" },
    ],
  ])("%s", (_, text, code, place) => {
    const result = readFlowFile(text)
    expect(result).toMatchObject({ ok: false, problems: [{ code, place }] })
    if (!result.ok) for (const { text: words } of result.problems) expect(words.zh).not.toBe("")
  })

  it("is refused and never thrown at, whatever it says", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(readFlowFile(text).ok).toBe(false)
      }),
      { seed: 4, numRuns: 2000 },
    )
  })
})

describe("an older file", () => {
  it("from before there were versions is a bare draft, and is read", () => {
    expect(read(JSON.stringify(theFee)).graph).toEqual(theFee)
  })

  it("is brought up one version after another", () => {
    const steps = new Map<number, (file: Record<string, unknown>) => Record<string, unknown>>([
      [1, (file: Record<string, unknown>) => ({ ...file, version: 2, two: true })],
      [2, (file: Record<string, unknown>) => ({ ...file, version: 3, three: true })],
    ])
    const file = { format: "firstcall-flow", version: 1 }
    expect(upgradeFlowFile(file, steps, 3)).toEqual({
      ok: true,
      value: { format: "firstcall-flow", version: 3, two: true, three: true },
    })
  })
})
