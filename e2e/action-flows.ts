import { randomUUID } from "node:crypto"
import type { Browser, Page } from "@playwright/test"
import type { DraftEdge, DraftGraph, DraftNode } from "../core/flow/graph"
import { approval, type ApprovalConfig } from "../core/flow/nodes/approval"
import { close } from "../core/flow/nodes/close"
import { handle } from "../core/flow/nodes/handle"
import { join } from "../core/flow/nodes/join"
import { parallel } from "../core/flow/nodes/parallel"
import { start } from "../core/flow/nodes/start"
import { edge, node, route } from "../core/flow/starters/starter"
import { call } from "./api"
import { recordActions } from "./exercised-actions"
import { expect, signIn } from "./fixtures"

/** Colleagues of the sample workspace, each signed in in a browser of their own. */
export type Staff = Record<"owner" | "supervisor" | "agent" | "designer", { page: Page; id: string; name: string }>

export async function staff(browser: Browser): Promise<Staff> {
  const member = async (who: string) => {
    const context = await browser.newContext()
    await recordActions(context)
    const page = await context.newPage()
    await signIn(page, who, "/tickets")
    const { person } = await call(page, "query", "people", "me", undefined)
    return { page, id: person.id, name: person.name }
  }
  const [owner, supervisor, agent, designer] = await Promise.all(
    ["owner", "supervisor", "agent", "designer"].map(member),
  )
  return { owner: owner!, supervisor: supervisor!, agent: agent!, designer: designer! }
}

/** One route of several that are all taken. */
const branch = (source: string, target: string) => ({ ...route(source, target, ""), fallback: false })

const named = (...personIds: string[]) => ({ type: "named" as const, personIds })
export const work = (id: string, name: string, at: [number, number], personId: string): DraftNode =>
  node(id, "handle", name, at, { ...handle.defaults(), people: named(personId), distribution: "all" })
export const vote = (
  id: string,
  name: string,
  at: [number, number],
  { personIds, ...config }: Partial<ApprovalConfig> & { personIds: string[] },
): DraftNode =>
  node(id, "approval", name, at, {
    ...approval.defaults(),
    rejectComment: false,
    people: named(...personIds),
    ...config,
  })

/** Somebody writes up, two check, one signs off and says where a return or a rejection goes. */
export const lineFlow = ({
  agent,
  supervisor,
  designer,
  owner,
}: Staff): { nodes: DraftNode[]; edges: DraftEdge[] } => ({
  nodes: [
    node("start", "start", "Request", [0, 0], { ...start.defaults() }),
    work("write", "Write-up", [1, 0], agent.id),
    vote("check", "Check", [2, 0], { personIds: [supervisor.id, designer.id] }),
    vote("sign", "Sign-off", [3, 0], { personIds: [owner.id], resume: "choose", onReject: { type: "choose" } }),
    node("end", "close", "End", [4, 0], { ...close.defaults() }),
  ],
  edges: [
    edge("start", "next", "write"),
    edge("write", "done", "check"),
    edge("check", "approved", "sign"),
    edge("sign", "approved", "end"),
  ],
})

/** Two people decide side by side; the ticket goes on once both have. */
export const branchedFlow = ({ supervisor, designer, owner }: Staff): { nodes: DraftNode[]; edges: DraftEdge[] } => ({
  nodes: [
    node("start", "start", "Request", [0, 0], { ...start.defaults() }),
    node("split", "parallel", "Side by side", [1, 0], { ...parallel.defaults() }),
    vote("legal", "Legal", [2, -0.5], { personIds: [supervisor.id] }),
    vote("money", "Money", [2, 0.5], { personIds: [designer.id] }),
    node("join", "join", "Both done", [3, 0], { ...join.defaults() }),
    vote("sign", "Sign-off", [4, 0], { personIds: [owner.id] }),
    node("end", "close", "End", [5, 0], { ...close.defaults() }),
  ],
  edges: [
    edge("start", "next", "split"),
    branch("split", "legal"),
    branch("split", "money"),
    edge("legal", "approved", "join"),
    edge("money", "approved", "join"),
    edge("join", "next", "sign"),
    edge("sign", "approved", "end"),
  ],
})

/** Publishes a flow through the same door as the designer; resolves to its id. */
export async function publishFlow(
  { page, id }: Staff["owner"],
  name: string,
  parts: Pick<DraftGraph, "nodes" | "edges">,
): Promise<string> {
  const made = await call(page, "mutation", "flow", "create", { name, description: "", starter: null, locale: "en" })
  const draft: DraftGraph = { ...parts, fields: [], settings: { homeUnitId: null, administratorIds: [id] } }
  const saved = await call(page, "mutation", "flow", "saveDraft", { flowId: made.flowId, revision: 1, draft })
  const publication = { flowId: made.flowId, revision: saved.revision, currentVersionId: null, message: "" }
  await call(page, "mutation", "flow", "publish", publication)
  return made.flowId
}

export async function startTicket(page: Page, flowId: string): Promise<string> {
  return (await call(page, "mutation", "ticket", "start", { flowId, variables: {}, key: randomUUID() })).ticketId
}

export const read = (page: Page, ticketId: string) => call(page, "query", "ticket", "get", { ticketId })

/** The active todo of somebody on a ticket, by local id. */
export async function todoOf({ page, id, name }: Staff["owner"], ticketId: string): Promise<string> {
  const { state } = await read(page, ticketId)
  const todo = Object.values(state.todos).find((one) => one.assigneeId === id && one.state === "active")
  expect(todo, `${name} has nothing to do on ${state.title}`).toBeDefined()
  return todo!.id
}

/** Decides through the same door as the page, where the journey is about what comes after. */
export async function decide(
  who: Staff["owner"],
  ticketId: string,
  decision: "approve" | "done" = "approve",
): Promise<void> {
  const todoId = await todoOf(who, ticketId)
  const input = { ticketId, todoId, decision, outcome: null, comment: "", fields: {}, key: randomUUID() }
  await call(who.page, "mutation", "todo", "decide", input)
}
