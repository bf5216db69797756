import type { Edge, Node } from "@xyflow/react"
import type { Meaning } from "@/components/ui/status"
import type { CardModel } from "./card-model"

/** How a card looks in a replay: where the ticket stands, where it has been, where it has not (yet) been. */
export type CardLook = { state: "here" | "done" | "ahead"; badge: { label: string; tone: Meaning } | null }

export type CanvasNode = Node<{ card: CardModel; look: CardLook | null; describedAs: string }, "step">

/** `chip` is what stands on the edge: the route's name. Its condition stands on the card it leaves. */
export type CanvasEdge = Edge<
  {
    chip: string | null
    tone: "neutral" | "positive" | "negative"
    look: "taken" | "ahead" | null
    /** The height at which an edge that leads back passes below the cards; null when it leads forward. */
    under: number | null
    describedAs: string
  },
  "route"
>
