import * as z from "zod"
import { contentsOf, isA, isElement, partOf, textOf, type Element } from "./element"
import { extensionsOf } from "./extension"

/**
 * What became of an element of the file that is not simply there as it was. Changed: it is in the flow in another form,
 * or a part of it has to be said again. Left out: it is not in the flow.
 */
export const listedNotes = [
  "lines",
  "flattened",
  "condition",
  "confirmed",
  "messageLost",
  "script",
  "service",
  "callTarget",
  "noConditions",
  "complex",
  "startKind",
  "timer",
  "deadline",
  "deadlinePath",
  "repetition",
  "lane",
  "laneFound",
  "endAdded",
  "splitAdded",
  "startAdded",
  "typeChanged",
  "noCounterpart",
  "otherProcess",
  "insideLeftOut",
  "otherStart",
  "noExit",
  "extension",
  "unread",
] as const
export type ListedNote = (typeof listedNotes)[number]

export const listedSchema = z.strictObject({
  /** As in the file: "bpmn:DataObjectReference", "camunda:formData". */
  type: z.string(),
  elementId: z.string(),
  name: z.string(),
  outcome: z.enum(["changed", "leftOut"]),
  note: z.enum(listedNotes),
})
export type Listed = z.infer<typeof listedSchema>

/** Says nothing by itself: what is inside of it does. */
const technical = new Set(
  [
    "Definitions",
    "Documentation",
    "ExtensionElements",
    "Collaboration",
    "LaneSet",
    "Import",
    "ParticipantMultiplicity",
  ].map((type) => `bpmn:${type}`),
)

const nameCharsMax = 160

/** Keeps the books: every element of a file is either kept or on the list. Nothing is dropped in silence. */
export class Account {
  private readonly kept = new Set<Element>()
  private readonly notes = new Map<Element, { outcome: Listed["outcome"]; note: ListedNote }[]>()
  private readonly extra: Listed[] = []

  keep(element: Element): void {
    this.kept.add(element)
  }

  /** The element and all that is inside of it is in the flow. */
  keepAll(element: Element): void {
    this.keep(element)
    for (const inner of contentsOf(element)) this.keepAll(inner)
  }

  note(element: Element, outcome: Listed["outcome"], note: ListedNote): void {
    const notes = this.notes.get(element) ?? []
    if (!notes.some((one) => one.note === note)) this.notes.set(element, [...notes, { outcome, note }])
  }

  changed(element: Element, note: ListedNote): void {
    this.note(element, "changed", note)
  }

  leftOut(element: Element, note: ListedNote = "noCounterpart"): void {
    this.note(element, "leftOut", note)
  }

  unread(message: string): void {
    this.extra.push({ type: "", elementId: "", name: clip(message), outcome: "leftOut", note: "unread" })
  }

  /** In the order of the file. */
  list(definitions: Element): Listed[] {
    return [...this.walk(definitions, null), ...this.extra]
  }

  private walk(element: Element, around: ListedNote | null): Listed[] {
    const notes = this.notes.get(element) ?? []
    const isTechnical = technical.has(element.$type) || element.$type.startsWith("firstcall:")
    const isSilent = isTechnical || this.kept.has(element) || notes.length > 0
    const own = isSilent ? notes : [{ outcome: "leftOut" as const, note: around ?? ("noCounterpart" as const) }]
    const gone = own.find(({ outcome }) => outcome === "leftOut")
    const inside = gone ? (gone.note === "otherProcess" ? "otherProcess" : "insideLeftOut") : around
    const items = own.map(({ outcome, note }) => ({ ...face(element), outcome, note }))
    return [
      ...items,
      ...foreign(element),
      ...contentsOf(element)
        .filter(({ $type }) => $type.startsWith("bpmn:") && $type !== "bpmn:ExtensionElements")
        // An expression belongs to what it is in, which has been told about.
        .filter((inner) => !(isA(inner, "Expression") && !this.notes.has(inner)))
        .flatMap((inner) => this.walk(inner, inside)),
    ]
  }
}

const clip = (text: string) => text.replaceAll(/\s+/g, " ").trim().slice(0, nameCharsMax)

function face(element: Element): Pick<Listed, "type" | "elementId" | "name"> {
  const called = partOf(element, "categoryValueRef")
  const name = textOf(element, "name") || textOf(element, "text") || (called ? textOf(called, "value") : "")
  return { type: element.$type, elementId: textOf(element, "id").slice(0, 200), name: clip(name) }
}

/** What other tools have written into the element: their own elements and attributes. */
function foreign(element: Element): Listed[] {
  const { elementId, name } = face(element)
  const inside = extensionsOf(element)
    .filter(isElement)
    .map(({ $type }) => $type)
  const attributes = Object.keys(element.$attrs).filter((key) => key.includes(":") && !/^(xmlns|xsi|xml):/.test(key))
  return [...new Set([...inside, ...attributes])]
    .filter((type) => !type.startsWith("firstcall:"))
    .map((type) => ({ type: type.slice(0, 200), elementId, name, outcome: "leftOut", note: "extension" }))
}
