/**
 * How running tickets move to another version: node to node and edge to edge, where an id is not the same in both; and
 * whether deadlines stay as they are or are counted anew from the moment of the move.
 */
export type MigrationPlan = {
  nodes: Record<string, string>
  edges: Record<string, string>
  clocks: "keep" | "restart"
}

/** Everything keeps its id, and its deadline. */
export const samePlan: MigrationPlan = { nodes: {}, edges: {}, clocks: "keep" }

/** What an id of the one version is called in the other. */
export function mapped(map: Record<string, string>, id: string): string {
  return (Object.hasOwn(map, id) ? map[id] : undefined) ?? id
}
