import { fork, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import postgres from "postgres"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { getFlow } from "@/server/flow/get-flow"
import { publish } from "@/server/flow/publish"
import { publishThreeSteps } from "@/server/ticket/testing/three-steps"
import { median } from "./median"

const publications = 300
const now = () => performance.timeOrigin + performance.now()
const p99 = (values: number[]) => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? 0
type Heard = { heardAt: number; startedAt: number; versionId: string }

/**
 * From the press of Publish in one web process until a page that is open at another one is told, and until a ticket
 * started there has the new version. Limit: a bare NOTIFY from the first process until the second hears it, one beside each
 * publication.
 */
export async function benchPublish(adminUrl: string): Promise<void> {
  const { session, tenant } = await createTestTenant()
  const editor = { personId: session.person.id, roles: session.person.roles }
  const flowId = await publishThreeSteps(session)
  const flow = await getFlow(tenant, session.person.roles, flowId)
  const admin = postgres(adminUrl, { max: 1, fetch_types: false })
  const other: ChildProcess = fork("bench/publish-page.ts", [JSON.stringify(tenant), editor.personId, adminUrl], {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
  })
  await once(other, "message")
  let currentVersionId = flow.current?.id ?? null
  const limits: number[] = []
  const committed: number[] = []
  const told: number[] = []
  const started: number[] = []
  let wrong = 0
  for (let turn = 0; turn < publications; turn++) {
    const bareAt = now()
    const bare = once(other, "message") as Promise<[Heard]>
    await admin`select pg_notify('bench_publish', '')`
    limits.push((await bare)[0].heardAt - bareAt)

    const pressedAt = now()
    const answer = once(other, "message") as Promise<[Heard]>
    const { versionId } = await publish(tenant, editor, {
      flowId,
      revision: flow.draftRevision,
      currentVersionId,
      message: "",
    })
    committed.push(now() - pressedAt)
    const [{ heardAt, startedAt, versionId: opened }] = await answer
    told.push(heardAt - pressedAt)
    started.push(startedAt - pressedAt)
    if (opened !== versionId) wrong++
    currentVersionId = versionId
  }
  other.disconnect()
  await admin.end()
  const line = (name: string, values: number[]) =>
    `  ${name.padEnd(34)} median ${median(values).toFixed(1)} ms, p99 ${p99(values).toFixed(1)} ms = ` +
    `${(p99(values) / p99(limits)).toFixed(1)} × the limit's`
  console.log(`\nPublishing, two web processes, ${publications} publications`)
  console.log(
    `  limit (bare NOTIFY, heard)         median ${median(limits).toFixed(1)} ms, p99 ${p99(limits).toFixed(1)} ms`,
  )
  console.log(line("published (answered)", committed))
  console.log(line("told to a page of the other process", told))
  console.log(line("a ticket started there has it", started))
  console.log(`  tickets with another version than the one published: ${wrong}`)
}
