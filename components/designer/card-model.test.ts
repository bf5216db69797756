import { describe, expect, test } from "vitest"
import type { DraftEdge, DraftNode } from "@/core/flow/graph"
import { nodePart } from "@/core/flow/node-part"
import { approval, type RejectPolicy } from "@/core/flow/nodes/approval"
import { serviceCall } from "@/core/flow/nodes/service-call"
import { cardModel, type CardTexts } from "./card-model"

const texts: CardTexts = {
  unknownKind: "?",
  fallback: "Otherwise",
  route: (number) => `Route ${number}`,
  gone: (exit) => `${exit} (gone)`,
  addRoute: "Add",
  endsTicket: "ends the ticket",
  stopsTicket: "stops as an incident",
  backTo: (step) => `back to ${step ?? "a step that is gone"}`,
  nobodyYet: "Choose people",
}
const names: Record<string, string> = { write: "Write-up" }

function noteOf(kind: string, config: DraftNode["config"], exit: string, isConnected = false): string | null {
  const node: DraftNode = { id: "n", kind, name: "Step", position: { x: 0, y: 0 }, config }
  const edge = { id: "e", source: "n", exit, target: "t", name: "", condition: "", priority: 0, fallback: false }
  const leaving: DraftEdge[] = isConnected ? [edge] : []
  const context = { locale: "en" as const, texts, directory: null }
  const none = { errors: 0, warnings: 0 }
  const card = cardModel(node, leaving, nodePart(node), none, context, (id) => names[id] ?? null)
  return card.exits.find((row) => row.exit === exit)!.note
}

describe("what a card says of a way out", () => {
  const rejections: [RejectPolicy, string | null][] = [
    [{ type: "exit" }, "ends the ticket"],
    [{ type: "initiator" }, "back to the initiator"],
    [{ type: "previous" }, "back to the step before"],
    [{ type: "choose" }, "back to a chosen step"],
    [{ type: "node", nodeId: "write" }, "back to Write-up"],
    [{ type: "node", nodeId: "gone" }, "back to a step that is gone"],
  ]
  test.each(rejections)("a rejection: %o", (onReject, note) => {
    expect(noteOf("approval", { ...approval.defaults(), onReject }, "rejected")).toBe(note)
    expect(noteOf("approval", { ...approval.defaults(), onReject }, "approved")).toBeNull()
  })

  test("a rejection that goes back does so with an edge as well; one that leaves goes where the edge leads", () => {
    const back = { ...approval.defaults(), onReject: { type: "initiator" } }
    expect(noteOf("approval", back, "rejected", true)).toBe("back to the initiator")
    expect(noteOf("approval", { ...approval.defaults() }, "rejected", true)).toBeNull()
  })

  test("a call that fails stops the ticket, unless an edge leads on", () => {
    expect(noteOf("serviceCall", { ...serviceCall.defaults() }, "failed")).toBe("stops as an incident")
    expect(noteOf("serviceCall", { ...serviceCall.defaults() }, "failed", true)).toBeNull()
  })
})
