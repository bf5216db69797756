import type { Edge, Node } from "@xyflow/react"
import type { DraftEdge } from "@/core/flow/graph"
import type { Meaning } from "@/components/ui/status"
import type { CardModel } from "./card-model"

/** How a card looks in a replay: where the ticket stands, where it has been, where it has not (yet) been. */
export type CardLook = { state: "here" | "done" | "ahead"; badge: { label: string; tone: Meaning } | null }

export type CanvasNode = Node<{ card: CardModel; look: CardLook | null; describedAs: string }, "step">

/** What an edge is drawn from: the edge itself and the cards at its ends. Its name stands on it as a chip. */
export type CanvasEdge = Edge<
  {
    edge: DraftEdge
    source: CardModel
    target: CardModel
    look: "taken" | "ahead" | null
    /** The height at which an edge that leads back passes below the cards; null when it leads forward. */
    under: number | null
    describedAs: string
  },
  "route"
>
