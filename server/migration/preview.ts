import * as z from "zod"
import { placesOf } from "@/core/ticket/migration/places"
import { previewMigration, type MigrationPreview } from "@/core/ticket/migration/preview"
import type { TicketState } from "@/core/ticket/state"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { editableFlow, type Editor } from "@/server/flow/editable-flow"
import { loadFacts } from "@/server/ticket/facts"
import { fromStored, type StateRow } from "@/server/ticket/stored-state"
import { problemsSchema, type MigrationInput } from "./schema"
import { versionsOf } from "./versions-of"

/** Of more tickets than this only the oldest are looked at; the move itself looks at all. */
const ticketsMax = 5000
const pageSize = 250
/** Tickets that are listed one by one. */
const listedMax = 100

const ticketSchema = z.strictObject({ ticketId: z.uuid(), number: z.int(), title: z.string() })

export const previewSchema = z.strictObject({
  /** Open tickets of the version, and how many of them were looked at. */
  total: z.int(),
  looked: z.int(),
  /** Steps they stand on or are inside of, and how many tickets each. */
  nodes: z.array(z.strictObject({ nodeId: z.string(), tickets: z.int(), refused: z.int() })),
  /** Routes by which branches have come to joins they wait at. */
  edges: z.array(z.strictObject({ nodeId: z.string(), edgeId: z.string(), tickets: z.int() })),
  moves: z.strictObject({
    total: z.int(),
    /** The first of them: where each will be, and when its work is due. */
    items: z.array(
      ticketSchema.extend({
        closes: z.boolean(),
        stands: z.array(
          z.strictObject({ nodeId: z.string(), fromNodeId: z.string().nullable(), dueAt: z.number().nullable() }),
        ),
      }),
    ),
  }),
  refused: z.strictObject({ total: z.int(), items: z.array(ticketSchema.extend({ problems: problemsSchema })) }),
})
type Preview = z.infer<typeof previewSchema>

/** What a migration would do to each open ticket of the version, now. Nothing is changed. Throws as `versionsOf` does. */
export async function previewTickets(tenant: TenantRef, editor: Editor, input: MigrationInput): Promise<Preview> {
  await editableFlow(tenant, editor, input.flowId)
  const { source, target } = await versionsOf(tenant, input)
  const { sql } = withTenant(tenant)
  const [[count], facts] = await Promise.all([
    sql<{ total: number }[]>`
      select count(*)::int as total from ticket where version_id = ${input.fromVersionId} and status = 'open'`,
    loadFacts(tenant),
  ])
  const tally = new Tally()
  for (let after = 0; tally.looked < ticketsMax;) {
    const rows = await sql<StateRow[]>`
      select * from ticket
      where version_id = ${input.fromVersionId} and status = 'open' and number > ${after}
      order by number limit ${pageSize}`
    const at = Date.now()
    for (const row of rows) {
      const state = fromStored(row)
      const to = { versionId: input.toVersionId, flow: target }
      tally.add(state, previewMigration(source, to, state, input.plan, { at, facts }))
    }
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) break
    after = last.number
  }
  return tally.result(count?.total ?? 0)
}

class Tally {
  looked = 0
  private readonly nodes = new Map<string, Preview["nodes"][number]>()
  private readonly edges = new Map<string, Preview["edges"][number]>()
  private readonly moves: Preview["moves"] = { total: 0, items: [] }
  private readonly refused: Preview["refused"] = { total: 0, items: [] }

  add(state: TicketState, preview: MigrationPreview): void {
    this.looked += 1
    const { nodeIds, waiting } = placesOf(state)
    const isRefused = preview.is === "refused"
    for (const nodeId of nodeIds) {
      const node = this.nodes.get(nodeId) ?? { nodeId, tickets: 0, refused: 0 }
      this.nodes.set(nodeId, { nodeId, tickets: node.tickets + 1, refused: node.refused + (isRefused ? 1 : 0) })
    }
    for (const { nodeId, edgeId } of waiting) {
      this.edges.set(edgeId, { nodeId, edgeId, tickets: (this.edges.get(edgeId)?.tickets ?? 0) + 1 })
    }
    const list = isRefused ? this.refused : this.moves
    list.total += 1
    if (list.items.length >= listedMax) return
    const ticket = { ticketId: state.id, number: state.number, title: state.title }
    if (isRefused) this.refused.items.push({ ...ticket, problems: preview.problems })
    else this.moves.items.push({ ...ticket, closes: preview.closes, stands: preview.stands })
  }

  result(total: number): Preview {
    const byTickets = <T extends { tickets: number }>(items: Iterable<T>) =>
      [...items].sort((a, b) => b.tickets - a.tickets)
    return {
      total,
      looked: this.looked,
      nodes: byTickets(this.nodes.values()),
      edges: byTickets(this.edges.values()),
      moves: this.moves,
      refused: this.refused,
    }
  }
}
