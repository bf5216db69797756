import * as z from "zod"
import { draftGraphSchema, type DraftGraph } from "@/core/flow/graph"
import type { SavedDraft } from "./draft-saver"

const copySchema = z.object({
  base: z.object({ graph: draftGraphSchema, revision: z.int(), savedAt: z.number() }),
  graph: draftGraphSchema,
})
export type DraftCopy = { base: SavedDraft; graph: DraftGraph }

const keyOf = (flowId: string) => `draft:${flowId}`

/** Keeps unsaved work in this browser, so that a crash or a dead battery loses nothing. Null drops it. */
export function keepCopy(flowId: string, copy: DraftCopy | null) {
  try {
    if (copy) localStorage.setItem(keyOf(flowId), JSON.stringify(copy))
    else localStorage.removeItem(keyOf(flowId))
  } catch {
    // A full or forbidden store: saving to the server goes on as before, only the second net is missing.
  }
}

/** Unsaved work of an earlier visit. Null: none, or not readable any more. */
export function readCopy(flowId: string): DraftCopy | null {
  try {
    return copySchema.safeParse(JSON.parse(localStorage.getItem(keyOf(flowId)) ?? "null")).data ?? null
  } catch {
    return null
  }
}
