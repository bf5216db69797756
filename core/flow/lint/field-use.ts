import { placeholdersOf } from "../template"
import { givenConditions } from "@/core/sla/policy"
import type { CheckedNode } from "../graph-checks"
import type { DraftEdge, Field } from "../graph"
import { routesFrom, type FlowReading } from "./reading"

// Who fills, shows and reads the fields of a form, found in one pass over the flow.

/** `path`: inside the node's configuration, or "condition" of the edge. `start`, `end`: of the name in the text. */
export type Read = { key: string; nodeId: string; edgeId?: string; path: string; start: number; end: number }

export type FieldUse = {
  /** Nodes that ask people for the field, or fill it themselves, by its key. */
  asked: ReadonlyMap<string, ReadonlySet<string>>
  written: ReadonlyMap<string, ReadonlySet<string>>
  /** Where an expression or a text of a step reads it. */
  reads: readonly Read[]
  /** Every word that may name a field anywhere: errs on the side of too much. */
  mentioned: ReadonlySet<string>
}

const words = /[A-Za-z_][\w]*(?:\.[A-Za-z_][\w]*)*/g
/** Names in an expression with their places; what stands in quotes is no name, nor is a member of something else. */
function namesIn(source: string): { word: string; start: number }[] {
  const blank = source.replaceAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, (text) => " ".repeat(text.length))
  return Array.from(blank.matchAll(words), (match) => ({ word: match[0], start: match.index })).filter(
    ({ start }) => !/[.\w]$/.test(blank.slice(0, start).trimEnd()),
  )
}

type Text = { path: string; text: string; isExpression: boolean }

/** Every text of a configuration with its dotted path. Expressions live under `source` and in the conditions of clocks. */
function textsOf(value: unknown, path = "", isExpression = false): Text[] {
  if (typeof value === "string") return [{ path, text: value, isExpression }]
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    textsOf(inner, path === "" ? name : `${path}.${name}`, isExpression || name === "source" || name === "conditions"),
  )
}

export function readFieldUse(reading: FlowReading): FieldUse {
  const { fields } = reading.draft
  const keys = keysOf(fields)
  const asked = new Map<string, Set<string>>()
  const written = new Map<string, Set<string>>()
  const reads: Read[] = []
  const mentioned = new Set<string>()
  const note = (into: Map<string, Set<string>>, key: string, nodeId: string) => {
    into.set(key, (into.get(key) ?? new Set()).add(nodeId))
  }
  const mention = (source: string) => {
    for (const { word } of namesIn(source)) for (const key of keys(word)) mentioned.add(key)
  }
  for (const node of reading.checked.values()) {
    const { draft, kind, config } = node
    for (const key of kind.form?.(config).fieldKeys ?? []) note(asked, key, draft.id)
    for (const key of kind.writes?.(config) ?? []) note(written, key, draft.id)
    for (const text of textsOf(config)) {
      for (const { key, start, end } of namesOf(text, node)) {
        for (const field of keys(key)) reads.push({ key: field, nodeId: draft.id, path: text.path, start, end })
      }
      // An own kind keeps its expressions among its values; a sentence that happens to hold the word counts too.
      if (kind.form === undefined && !isForm(text.path)) mention(text.text)
    }
    for (const edge of conditionsFrom(reading, draft.id)) {
      for (const { word, start } of namesIn(edge.condition)) {
        for (const key of keys(word)) {
          reads.push({ key, nodeId: draft.id, edgeId: edge.id, path: "condition", start, end: start + word.length })
        }
      }
    }
  }
  for (const { key } of reads) mentioned.add(key)
  for (const { shownWhen = "", requiredWhen = "" } of fields)
    for (const source of [shownWhen, requiredWhen]) mention(source)
  for (const sla of reading.draft.settings.slas ?? []) for (const [, source] of givenConditions(sla)) mention(source)
  for (const { condition } of reading.draft.edges) mention(condition)
  return { asked, written, reads, mentioned }
}

/** Lists of keys say what is shown and filled, not what is read. */
const isForm = (path: string) => /^(fields|fieldRights)\.|(^|\.)(field|itemField|from)$|^custom\.keep\./.test(path)

/** The names a text reads; a people rule that names a field reads it too. */
function namesOf({ path, text, isExpression }: Text, { kind, config }: CheckedNode) {
  if (isExpression) return namesIn(text).map(({ word, start }) => ({ key: word, start, end: start + word.length }))
  const people = kind.people?.(config).people
  if (people?.type === "field" && path === "people.key") return [{ key: text, start: 0, end: text.length }]
  if (path === "call.items") return [{ key: text, start: 0, end: text.length }]
  return placeholdersOf(text)
}

/** Conditions of the routes that leave a node: only those of a split that asks them. */
function conditionsFrom(reading: FlowReading, nodeId: string): DraftEdge[] {
  return routesFrom(reading, nodeId).filter(({ fallback, condition }) => !fallback && condition.trim() !== "")
}

/** The fields a name may mean: itself, or one it is a part of (`items.count`). */
function keysOf(fields: readonly Field[]) {
  const known = new Set(fields.map(({ key }) => key))
  return (word: string): string[] => {
    const parts = word.split(".")
    return parts.map((_, index) => parts.slice(0, index + 1).join(".")).filter((key) => known.has(key))
  }
}
