import { setImmediate } from "node:timers/promises"
import { describeResult } from "@/core/dry-run/describe-result"
import { dryRunLimits } from "@/core/dry-run/limits"
import { playing, type Play } from "@/core/dry-run/play"
import { resultOf, type Scenario, type ScenarioResult } from "@/core/dry-run/scenario"
import type { DryRunWorld } from "@/core/dry-run/world"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { faceOf } from "@/core/flow/node-part"
import type { Problem } from "@/core/problem"
import type { TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { loadDirectory } from "@/server/people/directory"
import { loadCalendars } from "@/server/sla/calendars"
import { readScenarios } from "./list"
import type { KeptScenario, ScenarioReport } from "./scenario"

/** The rest of the process gets its turn at least this often, in ms; one move may take a little longer. */
const sliceMs = 8

/**
 * Runs the flow's scenarios on what is about to be published. Throws INVALID, a problem for each that does not pass,
 * unless whoever publishes has seen it fail and said so (`accepted`: ids). Null when the flow has none.
 */
export async function checkScenarios(
  tenant: TenantRef,
  about: { flowId: string; flowName: string; flow: ExecutableFlow },
  accepted: readonly string[],
): Promise<ScenarioReport | null> {
  const scenarios = await readScenarios(tenant, about.flowId)
  if (scenarios.length === 0) return null
  const [directory, calendars] = await Promise.all([loadDirectory(tenant), loadCalendars(tenant)])
  const world: DryRunWorld = { ...about, directory, calendars }
  const results = await runAll(world, scenarios)
  const failed = scenarios.filter((_, index) => !results[index]?.passed)
  const refused = failed.filter(({ id }) => !accepted.includes(id))
  if (refused.length > 0) {
    const problems = refused.map((kept) => problemOf(world, kept, results[scenarios.indexOf(kept)] ?? null))
    throw new AppError("INVALID", { problems })
  }
  return { passed: scenarios.length - failed.length, failed: failed.map(({ name }) => name) }
}

/** Null for those that time did not suffice for. */
async function runAll(world: DryRunWorld, scenarios: readonly KeptScenario[]): Promise<(ScenarioResult | null)[]> {
  const began = performance.now()
  const results: (ScenarioResult | null)[] = []
  for (const { scenario } of scenarios) {
    const played = await playInSlices(world, scenario, began)
    results.push(played && resultOf(world, scenario, played))
  }
  return results
}

async function playInSlices(world: DryRunWorld, { startAt, moves }: Scenario, began: number): Promise<Play | null> {
  const made = playing(world, startAt, moves)
  let turn = performance.now()
  for (;;) {
    const { done, value } = made.next()
    if (done) return value
    if (performance.now() - turn > sliceMs) {
      await setImmediate()
      turn = performance.now()
    }
    if (performance.now() - began > dryRunLimits.publishMsMax) return null
  }
}

function problemOf(world: DryRunWorld, { id, name, scenario }: KeptScenario, result: ScenarioResult | null): Problem {
  const place = { field: `scenario.${id}` }
  const code = "scenarioFailed"
  if (!result) {
    const text = { en: `Test “${name}” did not end in time.`, zh: `测试“${name}”未能在限定时间内完成。` }
    return { code, severity: "error", place, text }
  }
  const [first] = describeResult(result, scenario.expectation, {
    step: (nodeId) => {
      const node = world.flow.nodes.get(nodeId)
      return node ? node.name || faceOf(node.kind, node.config as Record<string, unknown>).title.en : null
    },
    person: (personId) => world.directory.people.find((person) => person.id === personId)?.name ?? null,
    field: (key) => world.flow.fields.find((field) => field.key === key)?.label ?? { en: key, zh: key },
  })
  return {
    code,
    severity: "error",
    place,
    text: {
      en: `Test “${name}” does not pass. ${first?.text.en ?? ""}`.trim(),
      zh: `测试“${name}”未通过。${first?.text.zh ?? ""}`,
    },
    hint: {
      en: "Change the flow, take the new result as expected, or publish all the same.",
      zh: "请修改流程、采用新结果，或选择仍然发布。",
    },
  }
}
