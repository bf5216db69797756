import { annotationSize, annotationTextMax, type Annotation } from "@/core/flow/annotation"
import { flowLimits, type DraftGraph } from "@/core/flow/graph"
import type { Account } from "./account"
import type { Bounds } from "./bounds"
import { isA, partOf, partsOf, textOf, type Create, type Element } from "./element"
import { dataOf, withData } from "./extension"
import { createIds } from "./ids"
import { inOneLine, readBack, storedNoteSchema } from "./stored"

type Drawn = { element: Element; bounds: Bounds }

/**
 * Notes as text annotations and groups as BPMN's groups, whose title is a value of a category: `categories` belong into
 * the file's root, everything else into the process and its picture.
 */
export function artifactsOf(
  create: Create,
  annotations: DraftGraph["annotations"] = [],
): { artifacts: Drawn[]; categories: Element[] } {
  const categories: Element[] = []
  const artifacts = annotations.map((annotation): Drawn => {
    const { id, kind, text, position, size } = annotation
    const common = { id: `Note_${id}`, extensionElements: withData(create, "Note", annotation) }
    const bounds = { ...position, ...size }
    if (kind === "note") {
      return { bounds, element: create("bpmn:TextAnnotation", { ...common, text: readBack(text) }) }
    }
    const value = create("bpmn:CategoryValue", { id: `Title_${id}`, value: inOneLine(text) })
    categories.push(create("bpmn:Category", { id: `Category_${id}`, categoryValue: [value] }))
    return { bounds, element: create("bpmn:Group", { ...common, categoryValueRef: value }) }
  })
  return { artifacts, categories }
}

/** What an annotation or group of another tool is drawn with where the file has no picture of it. */
const usual: Bounds = { x: 0, y: -200, width: 232, height: 112 }

/**
 * The notes and groups of a file. Those of ours come back as they were, with the text and the place that another tool may
 * have given them since; those of other tools keep both, as far as a flow holds so many. `toPlace`: where a point of the
 * file's picture is on our canvas.
 */
export function readArtifacts(
  artifacts: readonly Element[],
  account: Account,
  bounds: ReadonlyMap<Element, Bounds>,
  toPlace: (bounds: Bounds) => Bounds,
  taken: ReadonlySet<string>,
): Annotation[] {
  const known = artifacts.filter((element) => isA(element, "TextAnnotation") || isA(element, "Group"))
  const idOf = createIds([...taken])
  const read = known.slice(0, flowLimits.annotations).map((element): Annotation => {
    account.keepAll(element)
    const kind = isA(element, "Group") ? "group" : "note"
    const words = kind === "note" ? textOf(element, "text") : titleOf(element, account)
    const box = bounds.get(element)
    const stored = storedNoteSchema.safeParse(dataOf(element, "Note"))
    if (stored.success && stored.data.kind === kind && !taken.has(stored.data.id)) {
      return refreshed(stored.data, words, box)
    }
    const { x, y, width, height } = box ? toPlace(box) : usual
    return {
      id: idOf(textOf(element, "id")),
      kind,
      text: words.slice(0, annotationTextMax),
      tone: kind === "note" ? "amber" : "grey",
      position: { x, y },
      size: { width: within(width), height: within(height) },
    }
  })
  for (const element of known.slice(flowLimits.annotations)) account.leftOut(element)
  return read
}

const within = (length: number) => Math.min(annotationSize.most, Math.max(annotationSize.least, Math.round(length)))

/** The title of a group stands in a category of the file, which is kept with it. */
function titleOf(group: Element, account: Account): string {
  const value = partOf(group, "categoryValueRef")
  if (!value) return ""
  account.keep(value)
  if (value.$parent) account.keep(value.$parent)
  return textOf(value, "value")
}

function refreshed(stored: Annotation, words: string, box: Bounds | undefined): Annotation {
  const clean = stored.kind === "note" ? readBack : inOneLine
  const { position, size } = stored
  const isThere =
    !box || (box.x === position.x && box.y === position.y && box.width === size.width && box.height === size.height)
  return {
    ...stored,
    text: clean(stored.text) === clean(words) ? stored.text : words.slice(0, annotationTextMax),
    ...(!isThere && {
      position: { x: box.x, y: box.y },
      size: { width: within(box.width), height: within(box.height) },
    }),
  }
}

/** Artifacts of the process, and of the collaboration it is a part of. */
export const artifactsIn = (process: Element, definitions: Element): Element[] =>
  [process, ...partsOf(definitions, "rootElements").filter((root) => isA(root, "Collaboration"))].flatMap((holder) =>
    partsOf(holder, "artifacts"),
  )
