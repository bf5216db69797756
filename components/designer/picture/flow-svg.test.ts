import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { annotationKinds, annotationTones } from "@/core/flow/annotation"
import type { DraftGraph } from "@/core/flow/graph"
import { nodePart } from "@/core/flow/node-part"
import { galleryFlows } from "@/core/flow/starters/starters"
import { randomFlow } from "@/core/ticket/testing/random-flow"
import { cardModel, type CardTexts } from "../card-model"
import { flowSvg, type Picture } from "./flow-svg"
import type { Palette } from "./palette"
import { pngLimits, pngScale } from "./png"
import { fit, wrap } from "./svg-text"

const measure = (text: string, size: number) => text.length * size * 0.6
const tone = { fill: "#fff8e0", frame: "#fffdf5", line: "#d0b060" }
const palette: Palette = {
  background: "#ffffff",
  surface: "#ffffff",
  foreground: "#101010",
  muted: "#606060",
  border: "#c0c0c0",
  edge: "#a0a0a0",
  ground: "#f0f0f0",
  people: "#e0f0ff",
  peopleInk: "#004080",
  ok: "#008040",
  breached: "#c00000",
  accent: "#0060a0",
  tones: Object.fromEntries(annotationTones.map((name) => [name, tone])),
}
const texts: CardTexts = {
  unknownKind: "Unknown",
  fallback: "Otherwise",
  route: (number) => `Route ${number}`,
  gone: (exit) => `${exit} (gone)`,
  addRoute: "Add a route",
  endsTicket: "ends the ticket",
  stopsTicket: "stops",
  backTo: (step) => `back to ${step}`,
  nobodyYet: "nobody yet",
}

function draw(graph: DraftGraph, title = "Flow"): Picture {
  const cards = new Map(
    graph.nodes.map((node) => {
      const leaving = graph.edges.filter(({ source }) => source === node.id)
      const counts = { errors: 0, warnings: 0 }
      const context = { locale: "en" as const, texts, directory: null }
      return [node.id, cardModel(node, leaving, nodePart(node), counts, context, (id) => id)]
    }),
  )
  const icons = new Map([["stamp", '<path d="M5 22h14"/>']])
  return flowSvg({ graph, cards, title, about: "Draft", palette, icons, measure })
}

/** Every element of well-formed XML, with its attributes and text; throws where it is not. */
function elements(xml: string): { name: string; attributes: string; text: string }[] {
  const open: { name: string; attributes: string; text: string }[] = []
  const all: typeof open = []
  const rest = xml.replaceAll(
    /<(\/?)([a-z]+)((?: [A-Za-z-]+="[^"<]*")*)(\/?)>|([^<>]+)/g,
    (_, close, name, attributes, self, text) => {
      if (text !== undefined) {
        if (/&(?!(amp|lt|gt|quot);)/.test(text)) throw new Error(`entity in ${text}`)
        const at = open.at(-1)
        if (at) at.text += text
      } else if (close) {
        if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`)
      } else {
        const element = { name, attributes, text: "" }
        all.push(element)
        if (!self) open.push(element)
      }
      return ""
    },
  )
  if (rest !== "" || open.length > 0) throw new Error(`not well-formed: ${rest.slice(0, 80)}`)
  return all
}
const plain = (text: string) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&")

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    "<script>alert(1)</script>",
    '" onload="x',
    "a < b && c",
    "退款审批与复核流程说明",
    "\ud800",
    "]]>",
    "",
  ),
)
const place = fc.record({ x: fc.integer({ min: -4000, max: 4000 }), y: fc.integer({ min: -4000, max: 4000 }) })
const length = fc.integer({ min: 40, max: 900 })
const anyFlow = fc
  .tuple(
    randomFlow,
    fc.array(fc.record({ name: anyText, position: place }), { minLength: 30, maxLength: 30 }),
    fc.array(
      fc.record({
        kind: fc.constantFrom(...annotationKinds),
        text: anyText,
        tone: fc.constantFrom(...annotationTones),
        position: place,
        size: fc.record({ width: length, height: length }),
      }),
      { maxLength: 5 },
    ),
  )
  .map(([graph, looks, notes]) => ({
    ...graph,
    nodes: graph.nodes.map((node, index) => ({ ...node, ...looks[index % looks.length] })),
    edges: graph.edges.map((edge, index) => ({ ...edge, name: looks[(index * 7) % looks.length]?.name ?? "" })),
    annotations: notes.map((note, index) => ({ id: `note${index}`, ...note })),
  }))

describe("a flow as a picture", () => {
  it("is well-formed for any text, executes nothing, and has every step, edge, note and group in its frame", () => {
    fc.assert(
      fc.property(anyFlow, anyText, (graph, title) => {
        const { svg, width, height } = draw(graph, title)
        const all = elements(svg)
        const names = new Set(all.map(({ name }) => name))
        expect([...names].filter((name) => !/^(svg|title|defs|marker|path|rect|g|text|circle)$/.test(name))).toEqual([])
        for (const { attributes } of all) expect(attributes).not.toMatch(/ on[a-z]+="|href=|url\((?!#arrow)/)
        expect(all.filter(({ attributes }) => attributes.includes("marker-end"))).toHaveLength(graph.edges.length)
        const cards = all.filter(({ name, attributes }) => name === "rect" && attributes.includes(' width="248"'))
        expect(cards.length).toBeGreaterThanOrEqual(graph.nodes.length)
        for (const number of [width, height]) expect(Number.isFinite(number) && number > 0).toBe(true)
      }),
      { numRuns: 150, seed: 3 },
    )
  }, 60_000)

  it("says what the cards say", () => {
    const [fee] = galleryFlows({ locale: "en", homeUnitId: null, administratorIds: [] })
    const said = elements(draw(fee!.draft, "Fee reduction").svg).map(({ text }) => plain(text))
    for (const { name } of fee!.draft.nodes) expect(said).toContain(name)
    expect(said).toContain("Fee reduction")
    expect(said.join("\n")).toContain("amount < 50000")
    expect(said).not.toContain("Add a route")
  })

  it("of nothing is a picture too", () => {
    const empty: DraftGraph = { nodes: [], edges: [], fields: [], settings: { homeUnitId: null, administratorIds: [] } }
    expect(elements(draw(empty).svg)[0]?.name).toBe("svg")
  })
})

describe("text in a picture", () => {
  it("fits, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.integer({ min: 30, max: 400 }), (text, width) => {
        expect(measure(fit(text, 12, width, measure), 12)).toBeLessThanOrEqual(width)
        const lines = wrap(text, 12, width, 3, measure)
        expect(lines.length).toBeLessThanOrEqual(3)
        for (const line of lines) expect(measure(line, 12)).toBeLessThanOrEqual(width)
      }),
    )
  })

  it("breaks between words and between Chinese characters", () => {
    expect(wrap("one two three", 10, 48, 4, measure)).toEqual(["one two", "three"])
    expect(wrap("客户投诉处理", 10, 24, 4, measure)).toEqual(["客户投诉", "处理"])
  })
})

it("a PNG is twice as fine, and never larger than a browser draws", () => {
  expect(pngScale({ width: 800, height: 600 })).toBe(2)
  for (const [width, height] of [
    [50_000, 900],
    [20_000, 20_000],
    [6000, 6000],
  ] as const) {
    const scale = pngScale({ width, height })
    expect(Math.max(width, height) * scale).toBeLessThanOrEqual(pngLimits.side + 1)
    expect(width * height * scale * scale).toBeLessThanOrEqual(pngLimits.pixels + 1)
  }
})
