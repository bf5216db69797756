import Elk from "elkjs/lib/elk.bundled.js"
import { describe, expect, it } from "vitest"
import { arrange, group } from "@/core/design/annotation-commands"
import { contentsOf, rectOf, type Rect } from "@/core/design/annotations"
import { applyCommand } from "@/core/design/command"
import type { DraftGraph } from "@/core/flow/graph"
import { galleryFlows } from "@/core/flow/starters/starters"
import { elkGraph, placesOf } from "./layout"

const card = { width: 248, height: 88 }
const sizesOf = ({ nodes }: DraftGraph) => new Map(nodes.map(({ id }) => [id, card]))

async function tidied(graph: DraftGraph): Promise<DraftGraph> {
  const done = await new Elk().layout(elkGraph(graph, new Map(), sizesOf(graph)))
  return applyCommand(graph, arrange(graph, new Map(placesOf(done)), sizesOf(graph)))
}

const apart = (a: Rect, b: Rect) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y

/** A group around every run of so many steps, as somebody would draw them. */
function grouped(graph: DraftGraph, each: number): DraftGraph {
  const runs = graph.nodes.map(({ id }) => id).filter((_, index) => index > 0)
  let next = graph
  for (let at = 0; at + each <= runs.length; at += each + 1) {
    const ids = new Set(runs.slice(at, at + each))
    next = applyCommand(next, group(next, `g${at}`, ids, sizesOf(next), `Group ${at}`)!)
  }
  return next
}

describe("tidying a flow with groups", () => {
  it.each(galleryFlows({ locale: "en", homeUnitId: null, administratorIds: [] }).map((one) => [one.key, one.draft]))(
    "%s: what was in a group is in it, cards and frames cover no others",
    async (_, draft) => {
      // In a row first, so that each frame holds its own steps and no others.
      const row = {
        ...draft,
        nodes: draft.nodes.map((node, index) => ({ ...node, position: { x: index * 400, y: 0 } })),
      }
      for (const each of [2, 3]) {
        const before = grouped(row, each)
        const after = await tidied(before)
        const frames = (after.annotations ?? []).map(rectOf)
        for (const { id } of before.annotations ?? []) {
          expect(new Set(contentsOf(after, id))).toEqual(new Set(contentsOf(before, id)))
        }
        for (const [index, frame] of frames.entries()) {
          for (const other of frames.slice(index + 1)) expect(apart(frame, other)).toBe(true)
        }
        const cards = after.nodes.map(({ position }) => ({ ...position, ...card }))
        for (const [index, one] of cards.entries()) {
          for (const other of cards.slice(index + 1)) expect(apart(one, other)).toBe(true)
        }
      }
    },
  )

  it("keeps a group that lies in another inside of it", async () => {
    const [fee] = galleryFlows({ locale: "en", homeUnitId: null, administratorIds: [] })
    const nodes = fee!.draft.nodes.map((node, index) => ({ ...node, position: { x: index * 400, y: 0 } }))
    const row = { ...fee!.draft, nodes }
    const ids = row.nodes.map(({ id }) => id)
    const inner = applyCommand(row, group(row, "inner", new Set(ids.slice(2, 4)), sizesOf(row), "")!)
    const outer = applyCommand(inner, group(inner, "outer", new Set(["inner", ids[4]!]), sizesOf(inner), "")!)
    const after = await tidied(outer)
    expect(new Set(contentsOf(after, "outer"))).toEqual(new Set(["inner", ...ids.slice(2, 5)]))
  })

  it("asks elk for what it always did where there are no groups", () => {
    const [fee] = galleryFlows({ locale: "en", homeUnitId: null, administratorIds: [] })
    const asked = elkGraph(fee!.draft, new Map(), sizesOf(fee!.draft))
    expect(asked.layoutOptions).not.toHaveProperty("elk.hierarchyHandling")
    expect(asked.children?.map(({ id }) => id)).toEqual(fee!.draft.nodes.map(({ id }) => id))
  })
})
