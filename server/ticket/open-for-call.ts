import type { Origin, Values } from "@/core/ticket/event"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { executableOf } from "@/server/flow/executable-of"
import { checkFieldValues } from "@/core/flow/field-value"
import { valueSchema } from "@/core/ticket/event"
import { openTicket } from "./open"

export type CallTicketRequest = {
  callId: string
  flowId: string
  ruleId: string
  ruleName: string
  /** What the routing rule matched: kept on the ticket as "why this flow". */
  matched: Extract<Origin, { type: "call" }>["matched"]
  caller: string
  dialled: string
  intent: string | null
  /** Named values the voice bot understood ("amount"); those that fit a field of the flow fill the form. */
  slots: Record<string, unknown>
  ivrPath: string[]
  customerId: string | null
}

/** The ticket of a call: opened once however often the call's events come in. Errors as of `openTicket`. */
export async function openTicketForCall(
  tenant: TenantRef,
  call: CallTicketRequest,
): Promise<{ ticketId: string; number: number; created: boolean }> {
  return openTicket(tenant, {
    flowId: call.flowId,
    key: `call:${call.callId}`,
    by: "call",
    origin: {
      type: "call",
      callId: call.callId,
      caller: call.caller,
      dialled: call.dialled,
      intent: call.intent,
      ivrPath: call.ivrPath,
      customerId: call.customerId,
      ruleId: call.ruleId,
      ruleName: call.ruleName,
      matched: call.matched,
    },
    initiatorId: null,
    variables: await variablesOf(tenant, call),
  })
}

async function variablesOf(tenant: TenantRef, call: CallTicketRequest): Promise<Values> {
  const [row] = await withTenant(tenant).sql<{ version: string | null }[]>`
    select current_version_id as version from flow where id = ${call.flowId}`
  if (!row?.version) return {}
  const flow = await executableOf(tenant, row.version)
  const start = flow.nodes.get(flow.startId)
  const asked = start?.kind.form?.(start.config).fieldKeys ?? []
  // A value the bot misheard must not keep the ticket from being opened: what does not fit its field is left out, and
  // a person fills it in.
  const fitting = asked.flatMap((key) => {
    const value = valueSchema.safeParse(call.slots[key])
    if (!value.success || value.data === null) return []
    const problems = checkFieldValues(flow.fields, asked, { [key]: value.data }, { known: {}, complete: false })
    return problems.length === 0 ? [[key, value.data] as const] : []
  })
  return Object.fromEntries(fitting)
}
