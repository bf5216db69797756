import type { Edge, Node } from "@xyflow/react"
import type { Annotation } from "@/core/flow/annotation"
import type { DraftEdge } from "@/core/flow/graph"
import type { Meaning } from "@/components/ui/status"
import type { CardModel } from "./card-model"

/** How much of something there is at a step, from a little (1) to the most (4), and whether that is bad. */
export type Heat = { level: 1 | 2 | 3 | 4; isBad: boolean }

/**
 * How a card looks where a flow is shown with something else: in a replay, where the ticket stands, where it has been and
 * where it has not (yet) been; in a comparison, what became of the step; under figures, how much of them it has.
 */
export type CardLook = {
  state: "here" | "done" | "ahead" | "plain" | "added" | "removed" | "changed"
  badge: { label: string; tone: Meaning } | null
  heat?: Heat
}
export type EdgeLook = "taken" | "ahead" | "plain" | "added" | "removed" | "changed"

export type CardNode = Node<{ card: CardModel; look: CardLook | null; describedAs: string }, "step">
/** A note or a group. `isWriting`: its text is being typed. */
export type AnnotationNode = Node<{ annotation: Annotation; isWriting: boolean; describedAs: string }, "note" | "group">
/** What stands on a canvas. */
export type CanvasNode = CardNode | AnnotationNode

/** What an edge is drawn from: the edge itself and the cards at its ends. Its name stands on it as a chip. */
export type CanvasEdge = Edge<
  {
    edge: DraftEdge
    source: CardModel
    target: CardModel
    look: EdgeLook | null
    /** The height at which an edge that leads back passes below the cards; null when it leads forward. */
    under: number | null
    describedAs: string
  },
  "route"
>
