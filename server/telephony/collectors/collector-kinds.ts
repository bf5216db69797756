import type { CollectorKind } from "./collector"
import { asteriskAmi } from "./asterisk-ami"
import { generic } from "./generic"
import { simulator } from "./simulator"

/** Every kind of telephone system there is. A new one is a file here, its recorded fixtures, and a line in this list. */
export const collectorKinds: readonly CollectorKind[] = [generic, asteriskAmi, simulator]

export function collectorKind(kind: string): CollectorKind | undefined {
  return collectorKinds.find((known) => known.kind === kind)
}
