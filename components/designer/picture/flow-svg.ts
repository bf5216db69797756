import type { Annotation } from "@/core/flow/annotation"
import type { DraftEdge, DraftGraph } from "@/core/flow/graph"
import { handleOf, type CardModel, type ExitRow } from "../card-model"
import { edgeChip, edgePath, type Ends } from "../edge-path"
import { cardWidth, rowHeight, underpasses } from "../underpass"
import type { Palette } from "./palette"
import { escapeXml, fit, wrap, type Measure } from "./svg-text"

export type PictureInput = {
  graph: DraftGraph
  cards: ReadonlyMap<string, CardModel>
  /** Above the picture. */
  title: string
  /** Which version, and when. */
  about: string
  palette: Palette
  /** The inside of each kind's icon on a ground of 24 × 24 px. */
  icons: ReadonlyMap<string, string>
  measure: Measure
}
export type Picture = { svg: string; width: number; height: number }

const font = "Geist, Inter, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', Arial, sans-serif"
const margin = 40
const heading = 56
const nameLine = 24
const textLeft = 50
const textWidth = cardWidth - textLeft - 12
const lineHeight = 16
const summaryLines = 2
const rowsTop = 4

type Attributes = Record<string, string | number>
const attributesOf = (attributes: Attributes) =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${typeof value === "number" ? round(value) : escapeXml(value)}"`)
    .join("")
const round = (value: number) => String(Math.round(value * 10) / 10)
const tag = (name: string, attributes: Attributes, inside = "") =>
  inside === "" ? `<${name}${attributesOf(attributes)}/>` : `<${name}${attributesOf(attributes)}>${inside}</${name}>`
const text = (x: number, y: number, content: string, attributes: Attributes) =>
  content === "" ? "" : tag("text", { x, y, ...attributes }, escapeXml(content))

/** A card as it is drawn: its lines of text, and where each of its lines begins. */
type Laid = {
  card: CardModel
  x: number
  y: number
  height: number
  summary: string[]
  rows: { row: ExitRow; y: number }[]
}

/** Exits that are drawn: the row that only serves to draw another route is for the pointer. */
const shownExits = ({ exits }: CardModel) => exits.filter(({ handle }) => handle !== "route")

function layCard(card: CardModel, { x, y }: { x: number; y: number }, measure: Measure): Laid {
  const summary = card.summary === "" ? [] : wrap(card.summary, 12, textWidth, summaryLines, measure)
  const lines = summary.length + (card.target === null ? 0 : 1.25) + (card.leadsTo === null ? 0 : 1)
  const head = Math.max(48, 20 + 20 + lines * lineHeight)
  const exits = shownExits(card)
  const isSingle = exits.length === 1 && exits[0]?.isGone === false && exits[0].exit !== "route"
  let below = head + rowsTop
  const rows = exits.map((row) => {
    const middle = isSingle ? nameLine : below + rowHeight(row) / 2
    below += isSingle ? 0 : rowHeight(row)
    return { row, y: middle }
  })
  const height = isSingle || exits.length === 0 ? head : below + rowsTop
  return { card, x, y, height, summary, rows }
}

/**
 * The whole flow as a picture of its own: text is text and lines are lines, so that any program that draws can open and
 * change it. Nothing in it is executed, and nothing is fetched. Pure.
 */
export function flowSvg(input: PictureInput): Picture {
  const { graph, cards, palette, measure } = input
  const laid = new Map(
    graph.nodes.flatMap((node) => {
      const card = cards.get(node.id)
      return card ? [[node.id, layCard(card, node.position, measure)] as const] : []
    }),
  )
  const under = underpasses(graph, cards)
  const frame = boundsOf([...laid.values()], graph.annotations ?? [], [...under.values()])
  const width = Math.max(320, frame.right - frame.left + 2 * margin)
  const height = frame.bottom - frame.top + 2 * margin + heading
  const groups = (graph.annotations ?? []).filter(({ kind }) => kind === "group")
  const notes = (graph.annotations ?? []).filter(({ kind }) => kind === "note")
  const byArea = groups.toSorted((a, b) => b.size.width * b.size.height - a.size.width * a.size.height)
  const drawing = [
    ...byArea.map((group) => groupSvg(group, palette, measure)),
    ...notes.map((note) => noteSvg(note, palette, measure)),
    ...graph.edges.map((edge) => edgeSvg(edge, laid, under.get(edge.id) ?? null, palette, measure)),
    ...[...laid.values()].map((one) => cardSvg(one, input)),
  ].join("")
  const arrow = tag(
    "marker",
    { id: "arrow", viewBox: "0 0 10 10", refX: 8, refY: 5, markerWidth: 7, markerHeight: 7, orient: "auto" },
    tag("path", { d: "M1 1.5 8.5 5 1 8.5Z", fill: palette.edge }),
  )
  const head =
    text(margin, 34, fit(input.title, 18, width - 2 * margin, measure), {
      "font-size": 18,
      "font-weight": 600,
      fill: palette.foreground,
    }) + text(margin, 54, fit(input.about, 12, width - 2 * margin, measure), { "font-size": 12, fill: palette.muted })
  const svg = tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width,
      height,
      viewBox: `0 0 ${round(width)} ${round(height)}`,
      "font-family": font,
    },
    tag("title", {}, escapeXml(input.title)) +
      tag("defs", {}, arrow) +
      tag("rect", { width, height, fill: palette.background }) +
      head +
      tag(
        "g",
        { transform: `translate(${round(margin - frame.left)} ${round(margin + heading - frame.top)})` },
        drawing,
      ),
  )
  return { svg, width, height }
}

type Frame = { left: number; top: number; right: number; bottom: number }
function boundsOf(cards: readonly Laid[], annotations: readonly Annotation[], passes: readonly number[]): Frame {
  const boxes = [
    ...cards.map(({ x, y, height }) => ({ left: x, top: y, right: x + cardWidth, bottom: y + height })),
    // A group's title stands above its frame.
    ...annotations.map(({ kind, position: { x, y }, size }) => ({
      left: x,
      top: kind === "group" ? y - 28 : y,
      right: x + size.width,
      bottom: y + size.height,
    })),
  ]
  if (boxes.length === 0) return { left: 0, top: 0, right: 240, bottom: 80 }
  return {
    // Lines that lead back go around outside of the cards.
    left: Math.min(...boxes.map(({ left }) => left)) - (passes.length > 0 ? 32 : 0),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)) + (passes.length > 0 ? 32 : 0),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom), ...passes.map((pass) => pass + 12)),
  }
}

function groupSvg({ text: title, tone, position: { x, y }, size }: Annotation, palette: Palette, measure: Measure) {
  const { frame, line } = palette.tones[tone] ?? { frame: palette.ground, line: palette.border }
  return (
    tag("rect", { x, y, width: size.width, height: size.height, rx: 14, fill: frame, stroke: line }) +
    text(x + 6, y - 9, fit(title, 13, size.width - 12, measure), {
      "font-size": 13,
      "font-weight": 600,
      fill: palette.foreground,
    })
  )
}

function noteSvg({ text: words, tone, position: { x, y }, size }: Annotation, palette: Palette, measure: Measure) {
  const { fill, line } = palette.tones[tone] ?? { fill: palette.surface, line: palette.border }
  const most = Math.max(1, Math.floor((size.height - 20) / 20))
  const lines = words.trim() === "" ? [] : wrap(words, 13, size.width - 24, most, measure)
  return (
    tag("rect", { x, y, width: size.width, height: size.height, rx: 8, fill, stroke: line }) +
    lines
      .map((one, index) => text(x + 12, y + 24 + index * 20, one, { "font-size": 13, fill: palette.foreground }))
      .join("")
  )
}

function edgeSvg(
  edge: DraftEdge,
  laid: ReadonlyMap<string, Laid>,
  under: number | null,
  palette: Palette,
  measure: Measure,
): string {
  const [from, to] = [laid.get(edge.source), laid.get(edge.target)]
  if (!from || !to) return ""
  const handle = handleOf(edge)
  const sourceY = from.rows.find(({ row }) => row.handle === handle)?.y ?? nameLine
  // The canvas's handles reach 12 px beyond the card's border.
  const ends: Ends = {
    sourceX: from.x + cardWidth + 12,
    sourceY: from.y + sourceY,
    targetX: to.x - 12,
    targetY: to.y + nameLine,
  }
  const path = tag("path", {
    d: edgePath(ends, under),
    fill: "none",
    stroke: palette.edge,
    "stroke-width": 1.5,
    "marker-end": "url(#arrow)",
  })
  const place = edge.name === "" ? null : edgeChip(ends)
  if (!place) return path
  const width = Math.min(168, measure(edge.name, 11) + 14)
  if (width > place.widthMax) return path
  return (
    path +
    tag("rect", {
      x: place.x,
      y: place.y - 10,
      width,
      height: 20,
      rx: 6,
      fill: palette.surface,
      stroke: palette.border,
    }) +
    text(place.x + 7, place.y + 4, fit(edge.name, 11, width - 14, measure), {
      "font-size": 11,
      fill: palette.foreground,
    })
  )
}

function cardSvg({ card, x, y, height, summary, rows }: Laid, { palette, icons, measure }: PictureInput): string {
  const ink = { "font-size": 12, fill: palette.muted }
  let line = y + nameLine + 5
  const next = () => (line += lineHeight)
  const exits = shownExits(card)
  const isSingle = rows.length === 1 && rows[0]?.y === nameLine
  const rowsBegin = height - rowsTop * 2 - exits.reduce((sum, row) => sum + rowHeight(row), 0)
  const parts = [
    tag("rect", { x, y, width: cardWidth, height, rx: 10, fill: palette.surface, stroke: palette.border }),
    badgeSvg(card, x + 12, y + 10, palette),
    tag(
      "g",
      {
        transform: `translate(${round(x + 18)} ${round(y + 16)}) scale(0.667)`,
        fill: "none",
        stroke: card.isPeople ? palette.peopleInk : palette.foreground,
        "stroke-width": 1.75,
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
      },
      icons.get(card.icon) ?? "",
    ),
    text(x + textLeft, y + nameLine, fit(card.name, 14, textWidth, measure), {
      "font-size": 14,
      "font-weight": 500,
      fill: palette.foreground,
    }),
    ...summary.map((words) => text(x + textLeft, next(), words, ink)),
    card.target === null ? "" : text(x + textLeft, (line += lineHeight * 1.25), `◷ ${card.target}`, ink),
    card.leadsTo === null
      ? ""
      : text(x + textLeft, next(), fit(`→ ${card.leadsTo.name ?? ""}`, 12, textWidth, measure), ink),
    isSingle || rows.length === 0
      ? ""
      : tag("path", { d: `M${round(x)} ${round(y + rowsBegin)}h${cardWidth}`, stroke: palette.border }),
    ...rows.map(({ row, y: middle }) =>
      isSingle ? dot(x, y + middle, row, palette) : rowSvg(row, x, y + middle, palette, measure),
    ),
  ]
  return tag("g", {}, parts.join(""))
}

function badgeSvg({ shape, isPeople }: CardModel, x: number, y: number, palette: Palette): string {
  const fill = isPeople ? palette.people : palette.ground
  if (shape === "round") return tag("circle", { cx: x + 14, cy: y + 14, r: 14, fill })
  const rect = { x, y, width: 28, height: 28, rx: 7, fill }
  if (shape === "square") return tag("rect", rect)
  const small = { ...rect, x: x + 3, y: y + 3, width: 22, height: 22, rx: 4 }
  return tag("rect", { ...small, transform: `rotate(45 ${round(x + 14)} ${round(y + 14)})` })
}

const dot = (x: number, y: number, row: ExitRow, palette: Palette) =>
  tag("circle", {
    cx: x + cardWidth,
    cy: y,
    r: 4,
    fill: row.isConnected ? palette.edge : palette.surface,
    stroke: palette.edge,
    "stroke-width": 1.5,
  })

const toneColor = (tone: ExitRow["tone"], palette: Palette) =>
  tone === "neutral" ? palette.border : tone === "positive" ? palette.ok : palette.breached

function rowSvg(row: ExitRow, x: number, middle: number, palette: Palette, measure: Measure): string {
  const isRoute = row.exit === "route"
  const right = x + cardWidth - 16
  const edge = isRoute ? right : right - 12
  const room = edge - x - 12
  const end: Attributes = { "font-size": 12, "text-anchor": "end", fill: palette.muted }
  const condition = row.said ?? row.condition
  const mark = isRoute ? "" : tag("circle", { cx: right - 3, cy: middle, r: 3, fill: toneColor(row.tone, palette) })
  const words = [row.label, row.note].filter(Boolean).join(" · ")
  const label = row.isTall
    ? text(edge, middle - 4, fit(row.label, 12, room, measure), { ...end, fill: palette.foreground }) +
      text(edge, middle + 11, fit(condition ?? "", 11, room, measure), { ...end, "font-size": 11 })
    : text(edge, middle + 4, fit(condition !== null && condition !== "" ? condition : words, 12, room, measure), end)
  return label + mark + dot(x, middle, row, palette)
}
