import { annotationSize, annotationTextMax, type Annotation, type AnnotationTone } from "@/core/flow/annotation"
import type { DraftGraph } from "@/core/flow/graph"
import { contentsOf, frameAround, rectsOf, type Rect, type Size } from "./annotations"
import { command, type Command, type CommandName } from "./command"
import { placed, type Position } from "./node-commands"

/** A new note's size, in canvas pixels: three lines of text. */
export const newNoteSize: Size = { width: 232, height: 112 }

const withAnnotation = (graph: DraftGraph, annotation: Annotation): DraftGraph => ({
  ...graph,
  annotations: [...(graph.annotations ?? []), annotation],
})

function changed(
  graph: DraftGraph,
  name: CommandName,
  id: string,
  change: (annotation: Annotation) => Annotation,
  typing?: string,
): Command {
  const annotations = graph.annotations?.map((annotation) => (annotation.id === id ? change(annotation) : annotation))
  return command(name, graph, annotations ? { ...graph, annotations } : graph, typing)
}

/** An empty note with its upper left corner at `at`. */
export const addNote = (graph: DraftGraph, id: string, at: Position): Command =>
  command(
    "addNote",
    graph,
    withAnnotation(graph, {
      id,
      kind: "note",
      text: "",
      tone: "amber",
      position: { x: Math.round(at.x), y: Math.round(at.y) },
      size: newNoteSize,
    }),
  )

/** A titled frame around the chosen things; null when none of them is on the canvas. */
export function group(
  graph: DraftGraph,
  id: string,
  chosen: ReadonlySet<string>,
  sizes: ReadonlyMap<string, Size>,
  title: string,
): Command | null {
  const frame = frameAround(rectsOf(graph, chosen, sizes))
  if (!frame) return null
  const { x, y, ...size } = frame
  const text = title.slice(0, annotationTextMax)
  // In front of the others in the list, because it is drawn behind them: a frame around frames covers none.
  const annotations: Annotation[] = [
    { id, kind: "group", text, tone: "grey", position: { x, y }, size },
    ...(graph.annotations ?? []),
  ]
  return command("group", graph, { ...graph, annotations })
}

/** Takes frames away and leaves what lies in them. Notes among `ids` stay. */
export function ungroup(graph: DraftGraph, ids: ReadonlySet<string>): Command {
  const { annotations = [], ...rest } = graph
  const kept = annotations.filter(({ id, kind }) => kind !== "group" || !ids.has(id))
  return command("ungroup", graph, kept.length > 0 ? { ...rest, annotations: kept } : rest)
}

/** The note's text or the group's title, while it is typed. */
export const writeNote = (graph: DraftGraph, id: string, text: string): Command =>
  changed(graph, "writeNote", id, (note) => ({ ...note, text: text.slice(0, annotationTextMax) }), `note:${id}`)

export const colorNote = (graph: DraftGraph, ids: ReadonlySet<string>, tone: AnnotationTone): Command =>
  command("colorNote", graph, {
    ...graph,
    ...(graph.annotations && {
      annotations: graph.annotations.map((note) => (ids.has(note.id) ? { ...note, tone } : note)),
    }),
  })

const inBounds = (length: number) => Math.round(Math.min(annotationSize.most, Math.max(annotationSize.least, length)))

/** What was pulled at a corner or an edge. */
export const resizeNote = (graph: DraftGraph, id: string, { x, y, width, height }: Rect): Command =>
  changed(graph, "resizeNote", id, (note) => ({
    ...note,
    position: { x: Math.round(x), y: Math.round(y) },
    size: { width: inBounds(width), height: inBounds(height) },
  }))

/** The frame made as large as what lies in it now. */
export function fitGroup(graph: DraftGraph, id: string, sizes: ReadonlyMap<string, Size>): Command | null {
  const frame = frameAround(rectsOf(graph, contentsOf(graph, id), sizes))
  return frame && resizeNote(graph, id, frame)
}

/**
 * What the layout worked out, applied as one step: groups are drawn anew around what lay in them, and a note goes along
 * with the step it stands nearest to.
 */
export function arrange(
  graph: DraftGraph,
  positions: ReadonlyMap<string, Position>,
  sizes: ReadonlyMap<string, Size>,
): Command {
  const contents = new Map(
    (graph.annotations ?? []).flatMap(({ id, kind }) => (kind === "group" ? [[id, contentsOf(graph, id)]] : [])),
  )
  const notes = (graph.annotations ?? []).filter(({ kind }) => kind === "note")
  const shifted = new Map(notes.flatMap((note) => shift(graph, note, positions)))
  let next = placed(graph, new Map([...positions, ...shifted]))
  // Inner frames first: an outer one is drawn around them.
  for (const [id, ids] of [...contents].toSorted((a, b) => a[1].length - b[1].length)) {
    const frame = frameAround(rectsOf(next, ids, sizes))
    if (!frame) continue
    const { x, y, ...size } = frame
    const annotations = (next.annotations ?? []).map((each) =>
      each.id === id ? { ...each, position: { x, y }, size } : each,
    )
    next = { ...next, annotations }
  }
  return command("arrange", graph, next)
}

/** A note further away than this, in canvas pixels, belongs to no step in particular. */
const nearMax = 400

function shift(graph: DraftGraph, note: Annotation, positions: ReadonlyMap<string, Position>): [string, Position][] {
  const distance = ({ x, y }: Position) => Math.hypot(x - note.position.x, y - note.position.y)
  const near = graph.nodes.map((node) => ({ node, far: distance(node.position) })).toSorted((a, b) => a.far - b.far)[0]
  const to = near && near.far <= nearMax && positions.get(near.node.id)
  if (!to) return []
  const { x, y } = near.node.position
  return [[note.id, { x: note.position.x + to.x - x, y: note.position.y + to.y - y }]]
}
