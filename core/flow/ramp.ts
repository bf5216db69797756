import { canonicalJson } from "@/core/canonical-json"
import type { ExecutableFlow } from "./executable-flow"

/** Which versions new tickets of a flow use: the current one, and a candidate for `candidatePercent` (1 to 99) of them. */
export type Release = {
  /** null = nothing published, or retired: no new tickets. */
  currentVersionId: string | null
  candidateVersionId: string | null
  candidatePercent: number | null
}

/**
 * The version a new ticket uses. The same id has the same answer in every process, and who gets the candidate at 10 % gets
 * it at 20 % as well. null when the flow takes no tickets. Pure.
 */
export function versionFor(release: Release, ticketId: string): string | null {
  const { currentVersionId, candidateVersionId, candidatePercent } = release
  if (currentVersionId === null) return null
  const isIn = candidateVersionId !== null && candidatePercent !== null && hashOf(ticketId) % 100 < candidatePercent
  return isIn ? candidateVersionId : currentVersionId
}

/**
 * FNV-1a with the finish of MurmurHash3, 32 bits: ids that begin with the same time differ in a few characters at their
 * end, and the finish spreads those over all bits.
 */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/**
 * Whether two versions ask the same of whoever opens a ticket. Side by side they must: the form is filled in before the
 * ticket has an id, and so before it is known which version it will use.
 */
export const asksTheSame = (one: ExecutableFlow, other: ExecutableFlow): boolean =>
  canonicalJson(asked(one)) === canonicalJson(asked(other))

/** The fields of the form at the start. */
function asked({ nodes, startId, fields }: ExecutableFlow) {
  const start = nodes.get(startId)
  const keys = new Set(start?.kind.form?.(start.config).fieldKeys)
  return fields.filter(({ key }) => keys.has(key))
}
