import { spawn } from "node:child_process"
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"

/**
 * Do the tests of the engine catch bugs? Bugs that somebody could really write are put into a copy of core/, one
 * after another, and the tests run over each. A test that cannot fail shows here: its bug survives.
 * `npm run mutants [-- --only clock]`, `--only` for bugs whose sentence has that word; exit code 1 when a bug survives or
 * cannot be planted any more.
 */
type Bug = { what: string; file: string; from: string; to: string }

const bugs: Bug[] = [
  {
    what: "a countersign goes on although it cannot pass any more",
    file: "core/flow/nodes/approval.ts",
    from: "if (approved + open < need) return",
    to: "if (approved + open < 0) return",
  },
  {
    what: "a countersign passes one approval early",
    file: "core/flow/nodes/approval.ts",
    from: 'approved >= need ? "approved"',
    to: 'approved >= need - 1 ? "approved"',
  },
  {
    what: "a veto is counted like any rejection",
    file: "core/flow/nodes/approval.ts",
    from: "if (veto && rejected > 0)",
    to: "if (veto && rejected > 1)",
  },
  {
    what: "a ratio is rounded down",
    file: "core/flow/nodes/approval.ts",
    from: "(votes * pass.percent + 99) / 100",
    to: "(votes * pass.percent) / 100",
  },
  {
    what: "nobody is told that the decision is made: their todos stay open",
    file: "core/flow/nodes/approval.ts",
    from: "  run.cancelOpen()\n  if (verdict",
    to: "  if (verdict",
  },
  {
    what: "two signers in sequence have their turn at once",
    file: "core/ticket/dispatch.ts",
    from: "request.sequential && seat > first",
    to: "request.sequential && seat > first + 1",
  },
  {
    what: "a transfer changes the owner too",
    file: "core/ticket/fold/todos.ts",
    from: "{ assigneeId: toId }",
    to: "{ assigneeId: toId, ownerId: toId }",
  },
  {
    what: "a late worker fires the lowest tier that is due",
    file: "core/ticket/actions/warn.ts",
    from: "Math.max(...due.map",
    to: "Math.min(...due.map",
  },
  {
    what: "a tier that has fired stays armed",
    file: "core/ticket/fold/todos.ts",
    from: "tier.level > level",
    to: "tier.level >= level",
  },
  {
    what: "a tier fires a minute early",
    file: "core/ticket/actions/warn.ts",
    from: "tier.at <= step.at)",
    to: "tier.at <= step.at + 60_000)",
  },
  {
    what: "the timer of a finished todo stays armed",
    file: "core/ticket/project.ts",
    from: "if (at === null && armed !== null)",
    to: "if (at === null && armed === undefined)",
  },
  {
    what: "the clock of a cancelled todo runs on",
    file: "core/ticket/fold/todos.ts",
    from: "{ state: ended, clock: null }",
    to: "{ state: ended }",
  },
  {
    what: "a signer whose turn has not come may decide",
    file: "core/ticket/actions/find-todo.ts",
    from: 'todoIn(step, todoId, ["active"])',
    to: 'todoIn(step, todoId, ["active", "waiting"])',
  },
  {
    what: "a ticket held because nobody was found is rejected in silence",
    file: "core/ticket/dispatch.ts",
    from: 'people.length === 0 && (type === "pass" || type === "reject")',
    to: 'people.length === 0 && (type === "pass" || type === "reject" || type === "hold")',
  },
  {
    what: "a condition that fails counts as one that does not hold",
    file: "core/flow/nodes/exclusive.ts",
    from: "if (!outcome.ok) {",
    to: "if (!outcome.ok && routes.length === 0) {",
  },
  {
    what: "round-robin gives everything to the same person",
    file: "core/people/distribute.ts",
    from: "person.personId > last",
    to: "person.personId >= last",
  },
  {
    what: "somebody is their own supervisor",
    file: "core/people/units.ts",
    from: "head && head.id !== personId && ",
    to: "head && ",
  },
  {
    what: "a step writes into the state it was given",
    file: "core/ticket/fold/tokens.ts",
    from: "visits: { ...state.visits, [nodeId]: visit },",
    to: "visits: Object.assign(state.visits, { [nodeId]: visit }),",
  },
  {
    what: "two channels share one de-duplication key, so that one of them is dropped",
    file: "core/warning/notify.ts",
    from: ":${personId}:${channel}`",
    to: ":${personId}`",
  },
  {
    what: "holidays and make-up workdays are ignored",
    file: "core/sla/calendar.ts",
    from: "differing.get(day) ?? calendar.weekly",
    to: "calendar.weekly",
  },
  {
    what: "a weight counts as one vote",
    file: "core/flow/nodes/approval.ts",
    from: "votes + weight, 0)",
    to: "votes + Math.min(weight, 1), 0)",
  },
  {
    what: "an approval counts before those asked to sign after have",
    file: "core/flow/nodes/approval.ts",
    from: 'count("active", "waiting", "approving")',
    to: 'count("active", "waiting")',
  },
  {
    what: "the asker's turn comes when the first of those asked to sign before has",
    file: "core/ticket/actions/sign.ts",
    from: "if (!parent || childrenOf(step, parent).some(isOpenTodo)) return",
    to: "if (!parent || childrenOf(step, parent).every(isOpenTodo)) return",
  },
  {
    what: "a rejection by somebody asked stops at whoever asked them",
    file: "core/ticket/actions/sign.ts",
    from: "id = step.state.todos[id]?.parentId) {",
    to: "id = undefined) {",
  },
  {
    what: "the need is not worked out anew when somebody is added beside",
    file: "core/ticket/actions/sign.ts",
    from: "signing.need(config, votes + people.length)",
    to: "signing.need(config, votes)",
  },
  {
    what: "somebody can be added who signs already",
    file: "core/ticket/actions/sign.ts",
    from: "if (there.some((one) => one.assigneeId === id)) refuse",
    to: "if (there.some((one) => one.id === id)) refuse",
  },
  {
    what: "a vote that is taken back gets a new clock",
    file: "core/ticket/fold/todos.ts",
    from: "clock: stopped ?? null",
    to: "clock: null",
  },
  {
    what: "a return goes into the branch of somebody else",
    file: "core/ticket/fold/tokens.ts",
    from: "others.every((trail) => trail[nodeId] === id)",
    to: "others.length >= 0",
  },
  {
    what: "returning to before a split leaves its other branches running",
    file: "core/ticket/send-back.ts",
    from: "step.endTokens(downstream(step, token, leaving.since), leaving.cause, leaving.cause)",
    to: "step.endTokens([], leaving.cause, leaving.cause)",
  },
  {
    what: "a returned ticket comes straight back although every step was asked for",
    file: "core/ticket/send-back.ts",
    from: 'resume === "back" && !leavesSplit',
    to: 'resume !== "back" && !leavesSplit',
  },
  {
    what: "work can be taken back after somebody has followed up on it",
    file: "core/ticket/withdrawable.ts",
    from: "!at.has(todo.activationId) || todo.decidedBy === null",
    to: "at.size >= 0 || todo.decidedBy === null",
  },
  {
    what: "a join goes on while a branch can still come",
    file: "core/ticket/join.ts",
    from: "return !isHere && sources.has(token.nodeId)",
    to: "return !isHere && sources.has(token.id)",
  },
  {
    what: "a join waits for branches that were never taken",
    file: "core/ticket/join.ts",
    from: "if (missing.length === 0) return false",
    to: "if (missing.length > 0) return true",
  },
  {
    what: "a branch that comes late goes on a second time",
    file: "core/ticket/branches.ts",
    from: "if (!isLate) {",
    to: "if (!isLate || step.at > 0) {",
  },
  {
    what: "a rejected branch leaves the others of its split running",
    file: "core/ticket/branches.ts",
    from: 'step.endTokens(others, "failed", "failed")',
    to: 'step.endTokens(others.slice(1), "failed", "failed")',
  },
  {
    what: "the ticket closes with its first branch",
    file: "core/ticket/step.ts",
    from: "Object.keys(this.state.tokens).length > 1",
    to: "Object.keys(this.state.tokens).length > 9",
  },
  {
    what: "an inclusive split takes only the first route whose condition holds",
    file: "core/flow/nodes/inclusive.ts",
    from: "if (outcome.value) taken.push(route)",
    to: "if (outcome.value && taken.length === 0) taken.push(route)",
  },
  {
    what: "a wait ends a minute early",
    file: "core/ticket/decide.ts",
    from: "until > step.at) continue",
    to: "until > step.at + 60_000) continue",
  },
  {
    what: "whoever has approved is passed although the form says something else",
    file: "core/ticket/assign.ts",
    from: "earlier?.edition === edition",
    to: "earlier !== undefined && edition >= 0",
  },
  {
    what: "a substitute acts after the last day too",
    file: "core/people/substitute.ts",
    from: "at < one.until",
    to: "at <= one.until",
  },
  {
    what: "whoever is meant anyway also acts for somebody who is away, with two votes",
    file: "core/people/substitute.ts",
    from: "if (taken.has(id) || (id !== person.personId && own.has(id))) return []",
    to: "if (taken.has(person.personId)) return []",
  },
  {
    what: "the tenant's calendar counts although the flow has one",
    file: "core/ticket/dispatch.ts",
    from: "flowCalendarId: flow.settings.calendarId ?? null",
    to: "flowCalendarId: null",
  },
  {
    what: "a changed calendar counts from now on and not from the beginning",
    file: "core/sla/clock.ts",
    from: "addWorking(since, minutes - counted, calendar)",
    to: "addWorking(clock.dueAt ?? since, minutes - counted, calendar)",
  },
  {
    what: "time that a clock stood still counts",
    file: "core/ticket/clock/change.ts",
    from: "return { ...clock, dueAt, tiers, since: at, version",
    to: "return { ...clock, dueAt, tiers, version",
  },
  {
    what: "a clock that goes on has all of its time again",
    file: "core/sla/clock.ts",
    from: "addWorking(at, targetMin - counted / minuteMs, calendar)",
    to: "addWorking(at, targetMin, calendar)",
  },
  {
    what: "a condition that goes on holding resets the clock at every step",
    file: "core/sla/next-change.ts",
    from: "now[condition] === true && then[condition] !== true",
    to: "now[condition] === true",
  },
  {
    what: "a condition that cannot be read counts as one that does not hold",
    file: "core/ticket/clock/settle-clocks.ts",
    from: "if (!outcome.ok) {",
    to: "if (!outcome.ok && outcome.values === undefined) {",
  },
  {
    what: "a timer of a clock's earlier life fires",
    file: "core/ticket/clock/tick.ts",
    from: "version !== undefined && version !== versionOf(clock)",
    to: "version !== undefined && version > 99",
  },
  {
    what: "the clock of a visit that is over leaves its timer armed",
    file: "core/ticket/clock/rows.ts",
    from: "[...Object.keys(then), ...last.keys()]",
    to: "[...last.keys()]",
  },
  {
    what: "a clock that starts anew has the tiers that have fired behind it",
    file: "core/ticket/fold/clocks.ts",
    from: "{ warnedLevel: 0 }",
    to: "{}",
  },
  {
    what: "a warning repeats for ever",
    file: "core/ticket/actions/warn.ts",
    from: "fired <= repeat.timesMax",
    to: "fired <= repeat.timesMax + 1",
  },
  {
    what: "what a repeated warning does it does each time",
    file: "core/ticket/actions/warn.ts",
    from: "tier.action && fired === 1",
    to: "tier.action && fired >= 1",
  },
  {
    what: "an answer that comes twice is taken twice",
    file: "core/ticket/actions/answer.ts",
    from: 'if ("index" in given && !activation.request?.left?.includes(given.index)) return',
    to: "",
  },
  {
    what: "nobody calls back what a ticket no longer waits for",
    file: "core/ticket/actions/answer.ts",
    from: 'if (now?.state !== "completed" && now?.request?.id === requestId) continue',
    to: "if (now?.request?.id !== requestId) continue",
  },
  {
    what: "a person can answer for a service",
    file: "core/ticket/actions/answer.ts",
    from: 'if (step.command.by !== "system") refuse("forbidden")',
    to: "",
  },
  {
    what: "the results of several tickets stand in the order in which they ended",
    file: "core/flow/nodes/sub-flow.ts",
    from: ".sort((a, b) => a - b)",
    to: ".reverse()",
  },
  {
    what: "a value of a ticket can begin a new part of an address",
    file: "core/flow/request/build-request.ts",
    from: "encodeURIComponent(textOf(value))",
    to: "textOf(value)",
  },
  {
    what: "a customer is called once more than was allowed",
    file: "core/flow/nodes/return-visit.ts",
    from: "attempt < config.attempts.max",
    to: "attempt <= config.attempts.max",
  },
  {
    what: "a ticket that moves to another version loses the routes its branches came to a join by",
    file: "core/ticket/fold/migrated.ts",
    from: "edgeId: activation.edgeId === undefined ? undefined : (edges[activation.edgeId] ?? activation.edgeId),",
    to: "edgeId: activation.edgeId === undefined ? undefined : edges[activation.edgeId],",
  },
  {
    what: "a missed deadline is forgotten when a ticket moves to another version",
    file: "core/ticket/fold/migrated.ts",
    from: "before && upTo(before, levels)",
    to: "before && { ...upTo(before, levels), breached: false }",
  },
  {
    what: "a ticket that has moved goes on by the rules of the version it left",
    file: "core/ticket/actions/migrate.ts",
    from: "    step.flow = target.flow\n",
    to: "",
  },
  {
    what: "two branches of a ticket that moves come together in one",
    file: "core/ticket/migration/branches-fit.ts",
    from: "wereApart && !stayApart ?",
    to: "wereApart && !stayApart && stands.length > 9 ?",
  },
  {
    what: "somebody is given one todo more than they can take",
    file: "core/people/distribute.ts",
    from: "(pool.open[personId] ?? 0) >= capacity",
    to: "(pool.open[personId] ?? 0) > capacity",
  },
  {
    what: "two nodes fill the last place of one person",
    file: "core/ticket/step.ts",
    from: "this.pools.push({ key: own,",
    to: "if (moved > 0) this.pools.push({ key: own,",
  },
  {
    what: "somebody outside the group may claim from its queue",
    file: "core/ticket/actions/queue.ts",
    from: 'authorise(step, "claim", todo)',
    to: 'authorise(step, "comment", todo)',
  },
  {
    what: "whoever put a todo back into the queue still owns it",
    file: "core/ticket/fold/todos.ts",
    from: "{ assigneeId: null, ownerId: null, queue }",
    to: "{ assigneeId: null, queue }",
  },
  {
    what: "a todo that waits to be claimed is given out as soon as somebody has room",
    file: "core/ticket/actions/queue.ts",
    from: " || !todo.awaitsCapacity",
    to: "",
  },
  {
    what: "the walk up to an amount ends one supervisor too early",
    file: "core/people/resolve.ts",
    from: "heads.slice(0, last + 1)",
    to: "heads.slice(0, last)",
  },
]

const { values: options } = parseArgs({ options: { only: { type: "string" } } })
const planted = bugs.filter(({ what }) => what.includes(options.only ?? ""))

const root = process.cwd()
const sources = ["core", "docs", "package.json", "tsconfig.json"]

// Fewer random flows than CI runs: a bug that needs more than these to show is one the tables ought to name.
const runs = process.env["ENGINE_RUNS"] ?? "400"

/** The engine and nothing else: what lies beside it in core/ has tests of its own. */
const config = `import { defineConfig } from "vitest/config"
export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    include: ["core/{flow,ticket,people,sla,warning}/**/*.test.ts"],
    testTimeout: 120_000,
    isolate: false,
    bail: 1,
    silent: true,
    reporters: [["json", { outputFile: "report.json" }]],
  },
})
`

type Report = {
  testResults: { name: string; assertionResults: { status: string; fullName: string }[]; message: string }[]
}

/** The first test that fails in `folder`; null when all pass. */
async function failingTest(folder: string): Promise<string | null> {
  await rm(join(folder, "report.json"), { force: true })
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    const vitest = join(root, "node_modules/vitest/vitest.mjs")
    const child = spawn(process.execPath, [vitest, "run", "--root", folder], {
      cwd: folder,
      env: { ...process.env, ENGINE_RUNS: runs },
      stdio: "ignore",
    })
    child.on("error", reject)
    child.on("exit", resolve)
  })
  if (exitCode === 0) return null
  const report = JSON.parse(await readFile(join(folder, "report.json"), "utf8")) as Report
  for (const { name, assertionResults, message } of report.testResults) {
    const failed = assertionResults.find((result) => result.status === "failed")
    const file = name.slice(name.indexOf("core/"))
    if (failed) return `${file}: ${failed.fullName}`
    if (message) return `${file}: ${message.split("\n")[0]}`
  }
  throw new Error("the tests failed without saying which")
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "firstcall-mutants-"))
  try {
    for (const source of sources) await cp(join(root, source), join(folder, source), { recursive: true })
    await symlink(join(root, "node_modules"), join(folder, "node_modules"))
    await writeFile(join(folder, "vitest.config.mjs"), config)

    const broken = await failingTest(folder)
    if (broken) throw new Error(`The tests fail without any bug: ${broken}`)
    let caught = 0
    for (const [index, bug] of planted.entries()) {
      const path = join(folder, bug.file)
      const source = await readFile(path, "utf8")
      if (source.split(bug.from).length !== 2)
        throw new Error(`Cannot plant bug ${index + 1}, ${bug.what}: its place is gone`)
      await writeFile(
        path,
        source.replace(bug.from, () => bug.to),
      )
      const test = await failingTest(folder)
      await writeFile(path, source)
      if (test) caught += 1
      console.log(`${String(index + 1).padStart(2)}  ${bug.what}\n    ${test ? `caught by ${test}` : "SURVIVED"}`)
    }
    console.log(`${caught} of ${planted.length} caught`)
    if (caught < planted.length) process.exitCode = 1
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

await main()
