import type { DraftGraph } from "@/core/flow/graph"
import { placeholdersOf } from "@/core/flow/template"

/** `slaIds`: of the ticket's own clocks. */
export type FieldUsage = { nodeIds: string[]; edgeIds: string[]; slaIds: string[] }

/** Every text and list item inside a configuration, however deep. */
function texts(value: unknown): string[] {
  if (typeof value === "string") return [value]
  if (Array.isArray(value)) return value.flatMap(texts)
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : []
}

/** As a name of its own, and neither a part of a longer one nor a member of something (`x.amount`). */
const asName = (key: string) => new RegExp(`(?<![\\w.])${key.replaceAll(".", "\\.")}(?![\\w])`)

/**
 * Where a form field is read: steps that ask for it, name it in a text or compute with it, and routes whose condition
 * reads it. Errs on the side of finding too much: a word in quotes counts. Pure.
 */
export function fieldUsage(graph: DraftGraph, key: string): FieldUsage {
  const name = asName(key)
  const nodes = graph.nodes.filter(
    ({ config }) =>
      texts(config).some(
        (text) =>
          text === key ||
          placeholdersOf(text).some((placeholder) => placeholder.key === key) ||
          // Expressions live in configurations under `source`; a sentence that happens to hold the word does not count.
          (isExpression(config, text) && name.test(text)),
      ) ||
      readByClock(config["sla"], name) ||
      readByClock(config["visitSla"], name),
  )
  const slas = (graph.settings.slas ?? []).filter((sla) => readByClock(sla, name))
  const edges = graph.edges.filter(({ condition }) => name.test(condition))
  return { nodeIds: nodes.map(({ id }) => id), edgeIds: edges.map(({ id }) => id), slaIds: slas.map(({ id }) => id) }
}

/** In a condition of a clock. */
function readByClock(policy: unknown, name: RegExp): boolean {
  const conditions = typeof policy === "object" && policy !== null && "conditions" in policy ? policy.conditions : {}
  return texts(conditions).some((source) => name.test(source))
}

function isExpression(config: unknown, text: string): boolean {
  if (typeof config !== "object" || config === null) return false
  return Object.entries(config).some(
    ([property, value]) => (property === "source" && value === text) || isExpression(value, text),
  )
}
