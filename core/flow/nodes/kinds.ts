import type { NodeKind } from "../node-kind"
import { approval } from "./approval"
import { close } from "./close"
import { copyTo } from "./copy-to"
import { createTicket } from "./create-ticket"
import { custom } from "./custom"
import { exclusive } from "./exclusive"
import { handle } from "./handle"
import { inclusive } from "./inclusive"
import { join } from "./join"
import { jump } from "./jump"
import { parallel } from "./parallel"
import { remind } from "./remind"
import { returnVisit } from "./return-visit"
import { serviceCall } from "./service-call"
import { setValues } from "./set-values"
import { start } from "./start"
import { subFlow } from "./sub-flow"
import { wait } from "./wait"

/** Every kind of node, in the order of the palette. A new kind is one file beside this one and one entry here. */
export const nodeKinds: NodeKind[] = [
  start,
  createTicket,
  approval,
  handle,
  returnVisit,
  remind,
  copyTo,
  setValues,
  wait,
  serviceCall,
  subFlow,
  custom,
  exclusive,
  parallel,
  inclusive,
  join,
  jump,
  close,
]

const byName = new Map(nodeKinds.map((kind) => [kind.kind, kind]))

/** The kind of that name; undefined for a name this program does not know. */
export function nodeKind(kind: string): NodeKind | undefined {
  return byName.get(kind)
}
