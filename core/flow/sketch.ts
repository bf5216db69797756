import * as z from "zod"
import type { DraftGraph } from "./graph"
import { nodeKind } from "./nodes/kinds"

/** A flow as a small picture: where its steps stand, what sort each is, and what leads where. No texts. */
export const sketchSchema = z.strictObject({
  boxes: z.array(
    z.strictObject({
      x: z.number(),
      y: z.number(),
      group: z.enum(["start", "people", "automatic", "routing", "end"]),
    }),
  ),
  /** Places in `boxes`. */
  lines: z.array(z.strictObject({ from: z.int(), to: z.int() })),
})
export type Sketch = z.infer<typeof sketchSchema>

/** Pure. A kind this program does not know looks like an automatic one. */
export function sketchOf({ nodes, edges }: Pick<DraftGraph, "nodes" | "edges">): Sketch {
  const placeOf = new Map(nodes.map(({ id }, place) => [id, place]))
  return {
    boxes: nodes.map(({ kind, position }) => ({ ...position, group: nodeKind(kind)?.group ?? "automatic" })),
    lines: edges.flatMap(({ source, target }) => {
      const [from, to] = [placeOf.get(source), placeOf.get(target)]
      return from === undefined || to === undefined ? [] : [{ from, to }]
    }),
  }
}
