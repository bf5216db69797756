import * as z from "zod"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import type { Editor } from "@/server/flow/editable-flow"
import { editableBackTest } from "./editable-back-test"
import { comparisonSchema, differenceSchema, problemsSchema } from "./schema"
import { pageDirection } from "@/server/api/page-input"

export const ticketListInput = z.strictObject({
  backTestId: z.uuid(),
  /** null: every ticket with any difference. */
  difference: differenceSchema.nullable(),
  /** Only tickets that first go another way after this step; "" = at the start. */
  after: z.string().max(40).nullish(),
  /** Number of the last ticket of the page before. */
  cursor: z.int32().nullish(),
  limit: z.int().min(1).max(100).default(50),
  ...pageDirection,
})

export const ticketListSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      ticketId: z.uuid(),
      number: z.int(),
      title: z.string(),
      differences: z.array(differenceSchema),
      comparison: comparisonSchema.nullable(),
      problems: problemsSchema,
    }),
  ),
  nextCursor: z.int().nullable(),
})

/** The tickets that would have gone otherwise, by number, in pages. Throws NOT_FOUND, FORBIDDEN. */
export async function listBackTestTickets(
  tenant: TenantRef,
  editor: Editor,
  { backTestId, difference, after, cursor, limit }: z.infer<typeof ticketListInput>,
): Promise<z.infer<typeof ticketListSchema>> {
  await editableBackTest(tenant, editor, backTestId)
  const { sql } = withTenant(tenant)
  const rows = await sql<
    {
      ticket_id: string
      number: number
      title: string
      differences: string[]
      comparison: unknown
      problems: unknown
    }[]
  >`
    select r.ticket_id, r.number, t.title, to_jsonb(r.differences) as differences, r.comparison, r.problems
    from back_test_ticket r join ticket t on t.id = r.ticket_id
    where r.back_test_id = ${backTestId} and r.number > ${cursor ?? 0}
      ${difference === null ? sql`` : sql`and ${difference} = any(r.differences)`}
      ${after === null || after === undefined ? sql`` : sql`and r.comparison->'parting' <> 'null' and coalesce(r.comparison->'parting'->>'afterNodeId', '') = ${after}`}
    order by r.number limit ${limit + 1}`
  const page = rows.slice(0, limit)
  return {
    items: page.map((row) => ({
      ticketId: row.ticket_id,
      number: row.number,
      title: row.title,
      differences: z.array(differenceSchema).parse(row.differences),
      comparison: comparisonSchema.nullable().parse(row.comparison),
      problems: problemsSchema.parse(row.problems ?? []),
    })),
    nextCursor: rows.length > limit ? page.at(-1)!.number : null,
  }
}
