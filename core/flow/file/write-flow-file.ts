import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import type { DraftGraph } from "../graph"
import { flowFileFormat, flowFileVersion, type FlowFile, type Reference, type TenantNames } from "./flow-file"
import { mapIds } from "./map-ids"

export const markOf = (id: string): string => bytesToHex(sha256(utf8ToBytes(id))).slice(0, 24)

const standIn = (number: number) => `f11e0000-0000-4000-8000-${String(number).padStart(12, "0")}`
export const isStandIn = (id: string): boolean => /^f11e0000-0000-4000-8000-\d{12}$/.test(id)

/** Takes the real ids out of a graph and lists what they were. Pure; the same graph gives the same file. */
export function withReferences(graph: DraftGraph, names: TenantNames): { graph: DraftGraph; references: Reference[] } {
  const known = new Map<string, Pick<Reference, "type" | "name">>()
  for (const [type, things] of Object.entries(names)) {
    for (const { id, name } of things) known.set(id, { type: type as keyof TenantNames, name: name.slice(0, 200) })
  }
  const references = new Map<string, Reference>()
  const out = mapIds(graph, (id, type) => {
    const thing = known.get(id)
    // A number in a text that is nobody's id stays what it is; so does one that an earlier import could not place.
    if (!thing && type === null && !isStandIn(id)) return id
    let reference = references.get(id)
    if (!reference) {
      const own = thing ?? { type: type ?? ("other" as const), name: "" }
      reference = { id: standIn(references.size + 1), ...own, mark: markOf(id) }
      references.set(id, reference)
    }
    return reference.id
  })
  return { graph: out, references: [...references.values()] }
}

/** A flow as a file. Pure. */
export function writeFlowFile(
  flow: { name: string; description: string; graph: DraftGraph },
  names: TenantNames,
): FlowFile {
  const { name, description } = flow
  return { format: flowFileFormat, version: flowFileVersion, name, description, ...withReferences(flow.graph, names) }
}
