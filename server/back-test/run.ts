import { setImmediate } from "node:timers/promises"
import { atWork } from "@/core/back-test/facts"
import { backTestTicket, type BackTestContext, type BackTested } from "@/core/back-test/back-test-ticket"
import type { Habits } from "@/core/back-test/habits"
import { habitsSchema } from "@/core/back-test/habits"
import { withRecordedAnswers } from "@/core/back-test/recorded"
import { addIncomparable, addTicket, totalsSchema, type Totals } from "@/core/back-test/tally"
import { toExecutable } from "@/core/flow/executable"
import { draftGraphSchema } from "@/core/flow/graph"
import { invariant, InvariantError, type Problem } from "@/core/problem"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { log } from "@/server/log"
import { loadCallAgents, loadFacts } from "@/server/ticket/facts"
import { newId } from "@/server/ticket/new-id"
import { findHabits } from "./find-habits"
import { readBatch, type PastTicket } from "./read-batch"

/** Tickets that are read and written together: what a killed worker does again. */
const batchSize = 250
/** How long the process does nothing else, in milliseconds: its other work waits no longer than this and one ticket. */
const stretchMs = 8

type Row = {
  flow_id: string
  graph: unknown
  from_at: Date
  until_at: Date
  after_number: number
  habits: unknown
  totals: unknown
  looked: number
}

/**
 * Runs what is left of a back-test, batch by batch, while it is running; a batch is written whole or not at all. Throws
 * when the database does, for the queue to try again; after the last try it stands there as failed.
 */
export async function runBackTest(
  tenant: TenantRef,
  backTestId: string,
  { signal, isLastAttempt }: { signal: AbortSignal; isLastAttempt: boolean },
): Promise<void> {
  try {
    await run(tenant, backTestId, signal)
  } catch (error) {
    if (isLastAttempt && !signal.aborted)
      await withTenant(tenant).sql`
        update back_test set state = 'failed', finished_at = now() where id = ${backTestId} and state = 'running'`
    throw error
  }
}

async function run(tenant: TenantRef, backTestId: string, signal: AbortSignal): Promise<void> {
  const { sql } = withTenant(tenant)
  const read = async () => {
    const [row] = await sql<Row[]>`
      select flow_id, graph, from_at, until_at, after_number, habits, totals, looked from back_test
      where id = ${backTestId} and state = 'running'`
    return row
  }
  const first = await read()
  if (!first) return
  const context = await contextOf(tenant, backTestId, first)
  for (;;) {
    signal.throwIfAborted()
    const row = await read()
    if (!row) return
    const tickets = await readBatch(sql, {
      flowId: row.flow_id,
      afterNumber: row.after_number,
      from: row.from_at,
      until: row.until_at,
      limit: batchSize,
    })
    const last = tickets.at(-1)
    if (!last) {
      await sql`
        update back_test set state = 'done', finished_at = now() where id = ${backTestId} and state = 'running'`
      return
    }
    const totals = totalsSchema.parse(row.totals)
    const callIds = tickets.flatMap(({ callId }) => callId ?? [])
    const callAgents = callIds.length > 0 ? await loadCallAgents(sql, callIds) : {}
    const facts = { ...context.facts, callAgents }
    const found = await runBatch(tickets, { ...context, facts }, totals, signal)
    await sql.begin(async (tx) => {
      const [moved] = await tx`
        update back_test set after_number = ${last.number}, looked = looked + ${tickets.length},
          totals = ${tx.json(totals as never)}
        where id = ${backTestId} and state = 'running' and after_number = ${row.after_number} returning 1`
      // Somebody has cancelled it, or another worker took the same job after this one was thought dead.
      if (!moved || found.length === 0) return
      await tx`
        insert into back_test_ticket (back_test_id, number, ticket_id, differences, comparison, problems)
        select ${backTestId}, f.number, f."ticketId",
          array(select jsonb_array_elements_text(f.differences)), f.comparison, f.problems
        from jsonb_to_recordset(${tx.json(found as never)}) as f(
          number int, "ticketId" uuid, differences jsonb, comparison jsonb, problems jsonb)`
    })
  }
}

async function contextOf(tenant: TenantRef, backTestId: string, row: Row): Promise<BackTestContext> {
  const { sql } = withTenant(tenant)
  const graph = draftGraphSchema.parse(row.graph)
  const result = toExecutable(graph)
  invariant(result.ok, `the draft of back-test ${backTestId} does not compile`)
  const [facts, versions, habits] = await Promise.all([
    loadFacts(tenant),
    sql<{ edges: { id: string; source: string }[] }[]>`
      select graph->'edges' as edges from flow_version where flow_id = ${row.flow_id} order by number`,
    habitsOf(tenant, backTestId, row),
  ])
  const sources = new Map(
    [...versions.flatMap(({ edges }) => edges), ...graph.edges].map(({ id, source }) => [id, source]),
  )
  return {
    flow: withRecordedAnswers(result.flow),
    versionId: newId(),
    facts: { ...facts, directory: atWork(facts.directory) },
    habits,
    until: row.until_at.getTime(),
    sourceOf: (edgeId) => sources.get(edgeId) ?? null,
  }
}

/** Found once, so that a worker that goes on assumes the same. */
async function habitsOf(tenant: TenantRef, backTestId: string, row: Row): Promise<Habits> {
  if (row.habits !== null) return habitsSchema.parse(row.habits)
  const { sql } = withTenant(tenant)
  const habits = await findHabits(tenant, row.flow_id, row.from_at, row.until_at)
  await sql`update back_test set habits = ${sql.json(habits)} where id = ${backTestId}`
  return habits
}

type Found = {
  number: number
  ticketId: string
  differences: string[]
  comparison: unknown
  problems: Problem[] | null
}

async function runBatch(
  tickets: PastTicket[],
  context: BackTestContext,
  totals: Totals,
  signal: AbortSignal,
): Promise<Found[]> {
  const found: Found[] = []
  const { directory } = context.facts
  let since = performance.now()
  for (const { id: ticketId, number, events } of tickets) {
    const result = tested(ticketId, events, context)
    if (result.is === "incomparable") {
      addIncomparable(totals)
      const { problems } = result
      found.push({ number, ticketId, differences: ["incomparable"], comparison: null, problems })
    } else {
      addTicket(totals, directory, { ...result, until: context.until })
      const { comparison } = result
      const { differences } = comparison
      if (differences.length > 0) found.push({ number, ticketId, differences, comparison, problems: null })
    }
    if (performance.now() - since < stretchMs) continue
    await setImmediate()
    signal.throwIfAborted()
    since = performance.now()
  }
  return found
}

function tested(ticketId: string, events: PastTicket["events"], context: BackTestContext): BackTested {
  try {
    return backTestTicket(events, context)
  } catch (error) {
    // A ticket that breaks the engine holds up nobody.
    if (!(error instanceof InvariantError)) throw error
    log.error({ error, ticketId }, "a ticket could not be run again")
    return { is: "incomparable", problems: [failed] }
  }
}

const failed: Problem = {
  code: "backTestFailed",
  severity: "error",
  place: {},
  text: { en: "Something went wrong on our side with this ticket.", zh: "系统内部错误，该工单无法回测。" },
  hint: { en: "The log says what.", zh: "详情见系统日志。" },
}
