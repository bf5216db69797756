import * as z from "zod"

const id = z.string().min(1).max(40)

/**
 * How running tickets move to another version: node to node and edge to edge, where an id is not the same in both; and
 * whether deadlines stay as they are or are counted anew from the moment of the move.
 */
export const migrationPlanSchema = z.strictObject({
  nodes: z.record(id, id),
  edges: z.record(id, id),
  clocks: z.enum(["keep", "restart"]),
})
export type MigrationPlan = z.infer<typeof migrationPlanSchema>

/** Everything keeps its id, and its deadline. */
export const samePlan: MigrationPlan = { nodes: {}, edges: {}, clocks: "keep" }

/** What an id of the one version is called in the other. */
export function mapped(map: Record<string, string>, id: string): string {
  return (Object.hasOwn(map, id) ? map[id] : undefined) ?? id
}
