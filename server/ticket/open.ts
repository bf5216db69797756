import { versionFor } from "@/core/flow/ramp"
import type { Problem } from "@/core/problem"
import type { Choices, Origin, Values } from "@/core/ticket/event"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { executableOf } from "@/server/flow/executable-of"
import { wake } from "@/server/feed/wake"
import { applyStep } from "./apply"
import { buildItem } from "./build-item"
import { fingerprint } from "./fingerprint"
import { loadStart } from "./load"
import { newId } from "./new-id"
import { genesisHash } from "@/core/ticket/chain"
import { decideWithPools } from "./step"
import { inItsTurn, tenantStore } from "./step-store"
import { isUnknownOutcome } from "./unknown-outcome"

export type OpenRequest = {
  flowId: string
  key: string
  by: string
  origin: Origin
  initiatorId: string | null
  variables: Values
  /** Whom the initiator chose for later steps, by node. */
  choices?: Choices | undefined
}
export type OpenResult = { ticketId: string; number: number; created: boolean }

const attemptsMax = 20

/**
 * Opens a ticket on the flow's current version, or its candidate: as they are when this statement reads them, on any
 * process. The same key answers the ticket it opened first.
 *
 * Throws AppError: NOT_FOUND (no such flow), INVALID (archived, retired, nothing published, wrong variables), UNAVAILABLE.
 */
export async function openTicket(tenant: TenantRef, request: OpenRequest): Promise<OpenResult> {
  const { sql } = withTenant(tenant)
  const { choices } = request
  const asked = [request.flowId, request.origin, request.initiatorId, request.variables]
  const print = fingerprint(choices ? [...asked, choices] : asked)
  const store = tenantStore(tenant)
  /** Pools that moved under the decision. */
  const lost = new Set<string>()
  const once = async (): Promise<OpenResult | null> => {
    const start = await loadStart(sql, request.flowId, request.key)
    if (!start) throw new AppError("NOT_FOUND")
    if (start.seen) {
      const [row] = await sql<{ number: number }[]>`select number from ticket where id = ${start.seen.ticketId}`
      return { ticketId: start.seen.ticketId, number: row?.number ?? 0, created: false }
    }
    const at = Date.now()
    const ticketId = newId(at)
    const versionId = versionFor(start.release, ticketId)
    if (start.archived || versionId === null) throw notStartable(start)
    const flow = await executableOf(tenant, versionId)
    const decision = await decideWithPools(store, flow, null, {
      at,
      by: request.by,
      body: {
        type: "open",
        ticketId,
        number: start.number,
        flowId: request.flowId,
        versionId,
        title: firstTitle(start.flowName, request.origin),
        origin: request.origin,
        initiatorId: request.initiatorId,
        variables: request.variables,
        ...(choices && { choices }),
      },
    })
    const { item } = buildItem({
      flow,
      before: null,
      version: 0,
      head: genesisHash,
      at,
      by: request.by,
      key: request.key,
      request: print,
      bodies: decision.events,
      pools: decision.pools,
    })
    const answer = await applyStep(sql, tenant.schema, item)
    if (answer === "applied") {
      wake(tenant)
      return { ticketId, number: start.number, created: true }
    }
    for (const pool of item.pools ?? []) lost.add(pool.key)
    return null
  }
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    try {
      const result = await inItsTurn(store, lost, once)
      if (result) return result
    } catch (error) {
      if (!isUnknownOutcome(error) || attempt === attemptsMax) throw error
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt))
    }
  }
  throw new AppError("UNAVAILABLE")
}

const firstTitle = (flowName: string, origin: Origin) =>
  origin.type === "call" ? `${flowName} ${origin.caller}`.trim() : flowName

const notStartable = ({ archived, retired }: { archived: boolean; retired: boolean }) =>
  new AppError("INVALID", { problems: [archived ? flowArchived : retired ? flowRetired : flowNotPublished] })

const flowArchived: Problem = {
  code: "flowArchived",
  severity: "error",
  place: { field: "flowId" },
  text: { en: "This flow is archived.", zh: "该流程已归档。" },
}
const flowRetired: Problem = {
  code: "flowRetired",
  severity: "error",
  place: { field: "flowId" },
  text: { en: "This flow is retired: it takes no new tickets.", zh: "该流程已停用，不再接收新工单。" },
  hint: {
    en: "Publish it, or make one of its versions current again.",
    zh: "请重新发布，或将其某个版本重新设为当前版本。",
  },
}
const flowNotPublished: Problem = {
  code: "flowNotPublished",
  severity: "error",
  place: { field: "flowId" },
  text: { en: "This flow has no published version yet.", zh: "该流程尚未发布。" },
  hint: { en: "Publish it in the designer first.", zh: "请先在设计器中发布。" },
}
