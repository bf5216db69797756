import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { choicesAsked } from "@/core/ticket/choices"
import type { CommandBody } from "@/core/ticket/command"
import type { Actor, Values } from "@/core/ticket/event"
import { ids, uuid } from "@/core/ticket/testing/tenant"
import { openTicketForCall } from "../../open-for-call"
import { outcomeOf, type Outcome } from "./doors"
import { flowName, type RealTenant } from "./real-tenant"

type OpenBody = Extract<CommandBody, { type: "open" }>

/** What the server answered to an opening, and the command that the model must answer alike. */
export type Opened = { by: Actor; body: Omit<OpenBody, "type" | "flowId" | "versionId">; found: Outcome }

const amountOf = (value: number): number => (value % 7 === 1 ? 0 : value)

/** By a call, as its events open it. */
export async function openByCall(real: RealTenant, flowId: string, value: number): Promise<Opened> {
  const call = {
    callId: "call",
    caller: "13800000000",
    dialled: "95000",
    intent: null,
    ivrPath: [],
    customerId: null,
    ruleId: uuid(800),
    ruleName: "any",
    matched: [],
  }
  const variables = { amount: amountOf(value) }
  const { ticketId, number } = await openTicketForCall(real.tenant, { ...call, flowId, slots: variables })
  const title = `${flowName} ${call.caller}`
  const body = { ticketId, number, title, origin: { type: "call" as const, ...call }, initiatorId: null, variables }
  return { by: "call", body, found: { version: 1, status: "open" } }
}

/** By an agent who fills in the form and chooses people for later steps; not complete, it is refused. */
export async function openByHand(
  real: RealTenant,
  flow: ExecutableFlow,
  { flowId, value, isComplete, key }: { flowId: string; value: number; isComplete: boolean; key: string },
): Promise<Opened> {
  const by = ids.agents[0]
  const variables: Values = isComplete ? { amount: amountOf(value), flag: value % 2 === 0 } : {}
  const asked = value % 5 === 2 ? [] : choicesAsked(flow, flow.startId)
  const choices = asked.length > 0 && {
    choices: Object.fromEntries(asked.map(({ nodeId }) => [nodeId, [ids.agents[value % 3] ?? by]])),
  }
  let opened = { ticketId: uuid(900), number: 1 }
  const { start } = real.callerOf(by).ticket
  const started = start({ flowId, variables, ...choices, key }).then((result) => {
    opened = result
    return { version: 1, status: "open" as const }
  })
  const found = await outcomeOf(started)
  const about = { title: flowName, origin: { type: "manual" as const }, initiatorId: by, variables, ...choices }
  return { by, body: { ...opened, ...about }, found }
}
