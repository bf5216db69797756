import type { DraftEdge, DraftGraph, DraftNode, Field } from "@/core/flow/graph"
import { approval, type ApprovalConfig } from "@/core/flow/nodes/approval"
import { handle } from "@/core/flow/nodes/handle"
import { ids } from "./tenant"

export const field = (key: string, type: Field["type"], required = false): Field => ({
  key,
  type,
  nullable: !required,
  required,
  label: { en: key, zh: key },
})

export function node(id: string, kind: string, config: DraftNode["config"] = {}): DraftNode {
  return { id, kind, name: id, position: { x: 0, y: 0 }, config }
}

/** `edge("split.route", "target", { condition })`: source and exit in one. */
export function edge(from: string, target: string, more: Partial<DraftEdge> = {}): DraftEdge {
  const [source = "", exit = ""] = from.split(".")
  return {
    id: `${source}-${exit}-${target}`,
    source,
    exit,
    target,
    name: "",
    condition: "",
    priority: 0,
    fallback: false,
    ...more,
  }
}

/** Start, close, and what is between. */
export function flowOf(nodes: DraftNode[], edges: DraftEdge[], more: Partial<DraftGraph> = {}): DraftGraph {
  return {
    nodes: [
      node("start", "start", { fields: [] }),
      ...nodes,
      node("close", "close", { resolution: { code: "done", text: { en: "Done", zh: "完成" } } }),
    ],
    edges,
    fields: [
      field("amount", "money", true),
      field("note", "string"),
      field("score", "int"),
      field("who", "list<string>"),
    ],
    settings: { homeUnitId: ids.units.team, administratorIds: [ids.owner] },
    ...more,
  }
}

/** One approval by three named agents between start and close. */
export function approvalFlow(config: Partial<ApprovalConfig> = {}): DraftGraph {
  const people: ApprovalConfig["people"] = { type: "named", personIds: [...ids.agents] }
  const full: ApprovalConfig = { ...approval.defaults(), people, rejectComment: false, ...config }
  return flowOf([node("vote", "approval", full)], [edge("start.next", "vote"), edge("vote.approved", "close")])
}

/** One task between start and close. */
export function handleFlow(config: Record<string, unknown> = {}): DraftGraph {
  return flowOf(
    [node("work", "handle", { ...handle.defaults(), ...config })],
    [edge("start.next", "work"), edge("work.done", "close")],
  )
}
