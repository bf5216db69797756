import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { canonicalJson } from "@/core/canonical-json"
import { annotationKinds, annotationTones, type Annotation } from "@/core/flow/annotation"
import type { TenantNames } from "@/core/flow/file/flow-file"
import { writeFlowFile } from "@/core/flow/file/write-flow-file"
import type { DraftGraph } from "@/core/flow/graph"
import { nodeKinds } from "@/core/flow/nodes/kinds"
import { galleryFlows } from "@/core/flow/starters/starters"
import { randomFlow } from "@/core/ticket/testing/random-flow"
import { ids } from "@/core/ticket/testing/tenant"
import { readBpmn } from "./read-bpmn"
import { writeBpmn } from "./write-bpmn"

const nobody: TenantNames = { person: [], unit: [], skillGroup: [], calendar: [], service: [], flow: [], kind: [] }

const everything = (graph: DraftGraph): TenantNames => ({
  ...nobody,
  person: [...new Set(JSON.stringify(graph).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))].map((id) => ({
    id,
    name: `Name ${id.slice(-3)}`,
  })),
})

const write = (graph: DraftGraph, name = "Flow", description = "") =>
  writeBpmn(writeFlowFile({ name, description, graph }, everything(graph)), "en")

async function read(xml: string, names: TenantNames = nobody) {
  const result = await readBpmn(xml, names)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result
}

// What a graph may hold besides what can run: any text, any place, edges that lead nowhere, kinds nobody knows.
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("a < b && c > 'd' ]]> \"", "línea\nline\ttab", "  spaces  ", "退款 💸", "\u0085\u2028\ufffe", "-->"),
)
const place = fc.record({
  x: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
  y: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
})
const length = fc.double({ min: 40, max: 5e4, noNaN: true })
const anyNotes: fc.Arbitrary<Annotation[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...annotationKinds),
      text: anyText,
      tone: fc.constantFrom(...annotationTones),
      position: place,
      size: fc.record({ width: length, height: length }),
    }),
    { maxLength: 4 },
  )
  .map((notes) => notes.map((note, at) => ({ id: `note-${at}`, ...note })))
const anyDraft: fc.Arbitrary<DraftGraph> = fc
  .tuple(randomFlow, fc.array(fc.record({ name: anyText, position: place }), { minLength: 40, maxLength: 40 }))
  .chain(([graph, looks]) =>
    fc.record({ stranger: fc.boolean(), loose: fc.boolean(), text: anyText, notes: anyNotes }).map((more) => {
      const { stranger, loose, text, notes } = more
      const nodes = graph.nodes.map((node, at) => ({ ...node, ...looks[at % looks.length] }))
      const edges = graph.edges.map((edge, at) => ({ ...edge, name: looks[(at * 7) % looks.length]?.name ?? "" }))
      if (stranger) {
        nodes.push({ id: "-9_", kind: "fromTheFuture", name: text, position: { x: 0, y: 0 }, config: { text: [text] } })
      }
      const first = edges[0]
      if (loose && first) edges.push({ ...first, id: "loose", target: "nowhere", condition: text })
      return { ...graph, nodes, edges, ...(notes.length > 0 && { annotations: notes }) }
    }),
  )

describe("a flow as BPMN", () => {
  it("comes back the same, with nothing listed", { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyDraft, anyText, async (graph, text) => {
        const xml = await write(graph, "Flow", text)
        for (const { id } of everything(graph).person) expect(xml).not.toContain(id)
        const back = await read(xml, everything(graph))
        expect(canonicalJson(back.graph)).toBe(canonicalJson(graph))
        expect(back).toMatchObject({ name: "Flow", description: text, bound: [], listed: [] })
      }),
      { seed: 4, numRuns: Number(process.env["ROUND_TRIPS"] ?? 300) },
    )
  })

  it("says in BPMN's own words what it has words for, for every kind of step", async () => {
    const starters = galleryFlows({ locale: "en", homeUnitId: ids.units.team, administratorIds: [ids.owner] })
    const all = (await Promise.all(starters.map(({ draft }) => write(draft)))).join("\n")
    for (const word of [
      "bpmn:startEvent",
      "bpmn:endEvent",
      "bpmn:userTask",
      "bpmn:sendTask",
      "bpmn:scriptTask",
      "bpmn:exclusiveGateway",
      "bpmn:parallelGateway",
      "bpmn:linkEventDefinition",
      "bpmn:boundaryEvent",
      "bpmn:timeDuration",
      "bpmn:conditionExpression",
      "bpmndi:BPMNShape",
      "bpmndi:BPMNEdge",
      'default="Route_',
    ]) {
      expect(all).toContain(word)
    }
    for (const kind of nodeKinds) expect(kind.bpmn(kind.defaults()).element).toMatch(/^[a-z]/)
  })
})

describe("a file of ours that another tool has changed", () => {
  const fee = galleryFlows({ locale: "en", homeUnitId: null, administratorIds: [] })[0]!.draft

  it("has the new name, place and condition, and all the rest as it was", async () => {
    const xml = (await write(fee))
      .replace('name="Supervisor"', 'name="Team lead"')
      .replace(/(<dc:Bounds x=")[^"]*(" y=")[^"]*/, "$11044$2176")
      .replace(/>amount &lt; 50000</, ">amount &lt; 70000<")
    const { graph, listed } = await read(xml)
    const at = (id: string) => graph.nodes.find((node) => node.id === id)!
    const { config } = fee.nodes.find(({ id }) => id === "supervisor")!
    expect(at("supervisor")).toMatchObject({ name: "Team lead", kind: "approval", config })
    expect(at("start").position).not.toEqual({ x: 0, y: 0 })
    expect(graph.edges.find(({ id }) => id === "small-waived")).toMatchObject({ condition: "amount < 70000" })
    expect(listed).toEqual([])
  })

  it("has the words and the places that notes and groups were given elsewhere", async () => {
    const size = { width: 240, height: 120 }
    const annotations: Annotation[] = [
      { id: "n", kind: "note", text: "Ask first", tone: "blue", position: { x: 0, y: 400 }, size },
      { id: "g", kind: "group", text: "Decision", tone: "green", position: { x: -40, y: -40 }, size },
    ]
    const xml = (await write({ ...fee, annotations }))
      .replace("<bpmn:text>Ask first", "<bpmn:text>Ask twice")
      .replace('value="Decision"', 'value="Decide"')
      .replace('<dc:Bounds x="0" y="400"', '<dc:Bounds x="10" y="420"')
    const { graph, listed } = await read(xml)
    expect(graph.annotations).toMatchObject([
      { id: "n", kind: "note", text: "Ask twice", tone: "blue", position: { x: 10, y: 420 }, size },
      { id: "g", kind: "group", text: "Decide", tone: "green", position: { x: -40, y: -40 } },
    ])
    expect(listed).toEqual([])
  })

  it("has the step that was added, on the way it was added to", async () => {
    const xml = (await write(fee)).replace(
      "</bpmn:process>",
      `<bpmn:userTask id="New" name="Look again"/>
       <bpmn:sequenceFlow id="F1" sourceRef="Step_head" targetRef="New"/>
       <bpmn:sequenceFlow id="F2" sourceRef="New" targetRef="Step_waived"/></bpmn:process>`,
    )
    const { graph } = await read(xml)
    expect(graph.nodes.find(({ id }) => id === "New")).toMatchObject({ kind: "handle", name: "Look again" })
    expect(graph.edges.filter(({ source, target }) => source === "New" || target === "New")).toMatchObject([
      { source: "head", exit: "rejected", target: "New" },
      { source: "New", exit: "done", target: "waived" },
    ])
  })

  it("has both of a step that was copied with all that was in it", async () => {
    const xml = await write(fee)
    const step = /<bpmn:userTask id="Step_head"[\s\S]*?<\/bpmn:userTask>/.exec(xml)![0]
    const copy = step.replace('id="Step_head"', 'id="Copy"').replaceAll(/<bpmn:(incoming|outgoing)>.*?<\/bpmn:\1>/g, "")
    const { graph } = await read(xml.replace("</bpmn:process>", `${copy}</bpmn:process>`))
    const heads = graph.nodes.filter(({ name }) => name === "Head of department")
    expect(heads.map(({ id }) => id)).toEqual(["head", "Copy"])
    expect(heads[1]!.config).toEqual(heads[0]!.config)
  })
})
