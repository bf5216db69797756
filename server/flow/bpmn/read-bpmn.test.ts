import { describe, expect, it } from "vitest"
import { canonicalJson } from "@/core/canonical-json"
import { toExecutable } from "@/core/flow/executable"
import type { TenantNames } from "@/core/flow/file/flow-file"
import { writeFlowFile } from "@/core/flow/file/write-flow-file"
import { ids } from "@/core/ticket/testing/tenant"
import { minutesOf } from "./duration"
import { readBpmn } from "./read-bpmn"
import { bpmnLimits } from "./scan-xml"
import { models } from "./testing/models"
import { writeBpmn } from "./write-bpmn"

const names: TenantNames = {
  person: [],
  unit: [],
  skillGroup: [{ id: ids.group, name: "service" }],
  calendar: [],
  service: [],
  flow: [],
  kind: [],
}

async function read(xml: string) {
  const result = await readBpmn(
    xml.replaceAll(/(id|Ref|default|bpmnElement|calledElement)="([^"]*)"/g, spaceless),
    names,
  )
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result
}

/** Ids in XML have no blanks; the models are easier to read with them. */
const ncName = (id: string) => id.replaceAll(/[^A-Za-z0-9_-]/g, "_")
const spaceless = (_: string, attribute: string, id: string) =>
  `${attribute}="${attribute === "bpmnElement" || id.includes("http") ? ncName(id) : ncName(id)}"`

const sorted = (list: unknown[]) => list.map((one) => JSON.stringify(one)).toSorted()

describe("a BPMN file of another tool", () => {
  it("there are 21 models", () => expect(models).toHaveLength(21))

  it.each(models)("$name", async ({ xml, kept, ways = [], listed }) => {
    const result = await read(
      xml.replaceAll(
        /(flowNodeRef|sourceRef|targetRef)>([^<]*)</g,
        (_, tag: string, id: string) => `${tag}>${ncName(id)}<`,
      ),
    )
    const { graph } = result
    const nameOf = new Map(graph.nodes.map(({ id, name }) => [id, name]))
    expect(sorted(graph.nodes.map(({ kind, name }) => [kind, name]))).toEqual(expect.arrayContaining(sorted(kept)))
    const drawn = graph.edges.map(({ source, target }) => `${nameOf.get(source)}>${nameOf.get(target)}`)
    expect(drawn).toEqual(expect.arrayContaining(ways))
    expect(sorted(result.listed.map(({ elementId, note }) => [elementId, note]))).toEqual(
      sorted(listed.map(([id, note]) => [ncName(id), note])),
    )

    // Nothing in silence: whatever has an id is a step or a route, is on the list, or is a line or place that others pass.
    const told = new Set([
      ...result.listed.map(({ elementId }) => elementId),
      ...[...graph.nodes, ...(graph.annotations ?? [])].map(({ id }) => id),
    ])
    const frames =
      /^(D|Di|Plane|P|Co|Lanes|Pool_1|Us|L1|L2|Md|Inner_start|Inner_end|From_link|Broken|.*_di|.*Definition)$/
    for (const [, type = "", id = ""] of xml.matchAll(/<bpmn:(\w+) id="([^"]*)"/g)) {
      if (type !== "sequenceFlow" && !frames.test(ncName(id))) expect(told, `${type} ${id}`).toContain(ncName(id))
    }

    // Every route is connected, every place is its own, the checks say what is missing, and it leaves and returns the same.
    for (const { source, target } of graph.edges) expect([nameOf.has(source), nameOf.has(target)]).toEqual([true, true])
    const places = graph.nodes.map(({ position: { x, y } }) => `${x} ${y}`)
    expect(new Set(places).size).toBe(places.length)
    toExecutable(graph)
    const back = await writeBpmn(writeFlowFile({ name: result.name, description: "", graph }, names), "zh")
    const again = await readBpmn(back, names)
    expect(again.ok && canonicalJson(again.graph)).toBe(canonicalJson(graph))
  })

  it("keeps the picture, drawn apart as far as our cards need", async () => {
    const { graph } = await read(models.find(({ name }) => name.startsWith("A.1.1"))!.xml)
    const [one, two, three] = graph.nodes.map(({ position }) => position)
    expect(two!.x - one!.x).toBeGreaterThan(264)
    expect(three!.x - two!.x).toBeGreaterThan(264)
    expect(new Set([one!.y, two!.y, three!.y]).size).toBe(1)
  })

  it("gives the work of a lane to the group of its name, and a deadline to whoever is late", async () => {
    const lanes = models.find(({ name }) => name.startsWith("A.4.0"))!.xml
    const { graph } = await read(lanes)
    expect(graph.nodes.find(({ name }) => name === "A")!.config["people"]).toMatchObject({ skillGroupId: ids.group })
    expect(graph.nodes.find(({ name }) => name === "B")!.config["people"]).toMatchObject({ type: "role" })
    const invoice = await read(models.find(({ name }) => name.startsWith("C.1.0"))!.xml)
    expect(invoice.graph.nodes.find(({ name }) => name === "Approve")!.config["sla"]).toMatchObject({
      targetMin: 120,
      tiers: [{ action: { type: "jump", nodeId: "Escalate" } }],
    })
    expect(invoice.graph.edges.find(({ exit }) => exit === "failed")).toMatchObject({
      source: "Archive",
      target: "By_hand",
    })
  })

  it("leads a link to where it arrives", async () => {
    const { graph } = await read(models.find(({ name }) => name.startsWith("B.2.0"))!.xml)
    expect(graph.nodes.find(({ kind }) => kind === "jump")!.config).toEqual({ nodeId: "Loop" })
  })
})

describe("a file that is none", () => {
  const open = '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">'
  it.each([
    ["breaks off", `${open}<bpmn:process id="P">`, "notBpmn"],
    ["is of another language", "<html><body/></html>", "notBpmn"],
    ["has no process", `${open}</bpmn:definitions>`, "noProcess"],
    ["declares entities", `<!DOCTYPE x [<!ENTITY a "aaaa">]>${open}</bpmn:definitions>`, "doctype"],
    ["is nested without end", open + "<bpmn:a>".repeat(100_000), "tooDeep"],
    ["has elements without number", open + "<bpmn:a/>".repeat(bpmnLimits.elements + 1), "tooLarge"],
    [
      "has more steps than a flow",
      `${open}<bpmn:process id="P">${Array.from({ length: 501 }, (_, n) => `<bpmn:task id="T${n}"/>`).join("")}</bpmn:process></bpmn:definitions>`,
      "tooMany",
    ],
  ])("%s", { timeout: 60_000 }, async (_, xml, code) => {
    expect(await readBpmn(xml, names)).toMatchObject({ ok: false, problems: [{ code }] })
  })
})

it.each([
  ["PT1H", 60],
  ["P1DT30M", 1470],
  ["PT45S", 1],
  ["P2W", 20_160],
  ["P1Y", null],
  ["PT", null],
  ["P", null],
  ["soon", null],
])("a duration of %s has %j minutes", (text, minutes) => expect(minutesOf(text)).toBe(minutes))
