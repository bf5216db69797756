import { createHash } from "node:crypto"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import type { TodoAction } from "@/core/flow/node-kind"
import type { Packed } from "@/core/ticket/packed"
import type { Values } from "@/core/ticket/event"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { AppError } from "@/server/api/app-error"
import { executableOf } from "@/server/flow/executable-of"
import { log } from "@/server/log"
import { activeTenants } from "@/server/tenant/active-tenants"
import { unpackStored } from "@/server/ticket/stored-state"
import { runStep } from "@/server/ticket/step"

const lookEveryMs = 3_000
const actionsPerLook = 20

type Row = { ticket_id: string; id: string; node_id: string; assignee_id: string; version_id: string; state: Packed }

/**
 * Plays the simulated colleagues of sample workspaces: each todo of theirs is done after its own, seeded time, through
 * the same step as everybody's. Touches only people marked as simulated.
 */
export async function startStaff(): Promise<{ stop(): Promise<void> }> {
  let stopped = false
  let working: Promise<void> = Promise.resolve()
  const look = async () => {
    for (const tenant of await activeTenants()) {
      if (stopped) return
      await workOff(tenant)
    }
  }
  const timer = setInterval(() => {
    working = working.then(look).catch((error: unknown) => log.warn({ error }, "the simulated staff could not work"))
  }, lookEveryMs)
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await working
    },
  }
}

async function workOff(tenant: TenantRef): Promise<void> {
  const rows = await withTenant(tenant).sql<(Row & { created_at: Date })[]>`
    select d.ticket_id, d.id, d.node_id, d.assignee_id, d.created_at, t.version_id, t.state
    from todo d join person p on p.id = d.assignee_id and p.simulated
    join ticket t on t.id = d.ticket_id
    where d.state = 'active' and d.created_at < now() - interval '15 seconds'
    order by d.created_at limit 500`
  const due = rows.filter((row) => Date.now() - row.created_at.getTime() >= workSec(row) * 1000)
  for (const row of due.slice(0, actionsPerLook)) await act(tenant, row)
}

/** Two workers may look at once: the key makes it one action. */
async function act(tenant: TenantRef, row: Row): Promise<void> {
  const flow = await executableOf(tenant, row.version_id)
  const node = flow.nodes.get(row.node_id)
  const action = node?.kind.actions && choose(node.kind.actions(node.config), chance(row, "choice"))
  if (!node || !action) return
  const asked = node.kind.form?.(node.config).fieldKeys ?? []
  const fields = action.decision === "reject" ? {} : fillIn(flow, asked, unpackStored(row.state).variables, row)
  try {
    await runStep(tenant, {
      ticketId: row.ticket_id,
      key: `staff:${row.ticket_id}:${row.id}`,
      by: row.assignee_id,
      body: {
        type: "decide",
        todoId: row.id,
        decision: action.decision,
        outcome: action.outcome,
        comment: action.commentRequired ? "—" : "",
        fields,
      },
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    log.debug({ error, ticketId: row.ticket_id }, "a simulated colleague was refused")
  }
}

/** Between 20 s and 5 min; one todo in twelve waits for three quarters of an hour and more, so that some run late. */
function workSec(row: Row): number {
  const slow = chance(row, "slow") < 1 / 12
  return slow ? 2700 + 3600 * chance(row, "time") : 20 + 280 * chance(row, "time") ** 2
}

/** Mostly the first, positive answer. */
function choose(actions: TodoAction[], luck: number): TodoAction | undefined {
  if (luck < 0.8 || actions.length < 2) return actions[0]
  return actions[1 + Math.floor(((luck - 0.8) / 0.2) * (actions.length - 1))]
}

/** Something that fits each field asked for and still empty. */
function fillIn(flow: ExecutableFlow, asked: string[], known: Values, row: Row): Values {
  const values: Values = {}
  for (const key of asked) {
    const field = flow.fields.find((candidate) => candidate.key === key)
    if (!field || (known[key] ?? null) !== null) continue
    const luck = chance(row, key)
    if (field.values) values[key] = field.values[Math.floor(luck * field.values.length)]!.value
    else if (field.type === "string")
      values[key] = field.label.zh === "处理结果" ? "已致电客户并解决 / Called back, solved" : "—"
    else if (field.type === "int") values[key] = 3 + Math.floor(luck * 3)
    else if (field.type === "money") values[key] = 10_000 + Math.floor(luck * 30) * 1000
    else if (field.type === "bool") values[key] = luck < 0.5
  }
  return values
}

/** A number in [0, 1) that is always the same for this todo and purpose. */
function chance(row: Row, purpose: string): number {
  const bytes = createHash("sha256").update(`${row.ticket_id} ${row.id} ${purpose}`).digest()
  return bytes.readUInt32BE(0) / 2 ** 32
}
