import * as z from "zod"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { Directory } from "@/core/people/directory"
import { indexDirectory } from "@/core/people/units"
import { choicesAsked, choosable } from "@/core/ticket/choices"

/** A later step that somebody chooses people for, and among whom. */
export const choiceOfferSchema = z.strictObject({
  nodeId: z.string(),
  nodeName: z.string(),
  max: z.int(),
  people: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
})
export type ChoiceOffer = z.infer<typeof choiceOfferSchema>

/** The choices that whoever completes a node is offered, by the steps' names. */
export function choicesFor(directory: Directory, flow: ExecutableFlow, nodeId: string): ChoiceOffer[] {
  const index = indexDirectory(directory)
  return choicesAsked(flow, nodeId)
    .map(({ nodeId: id, among, max }) => ({
      nodeId: id,
      nodeName: flow.nodes.get(id)?.name ?? id,
      max,
      people: choosable(directory, among)
        .map((personId) => ({ id: personId, name: index.person(personId)?.name ?? "?" }))
        .sort((a, b) => a.name.localeCompare(b.name)),
    }))
    .sort((a, b) => a.nodeName.localeCompare(b.nodeName))
}
