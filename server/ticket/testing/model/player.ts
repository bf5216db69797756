import { vi } from "vitest"
import { canonicalJson } from "@/core/canonical-json"
import { toExecutable } from "@/core/flow/executable"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import type { DraftGraph } from "@/core/flow/graph"
import { invariant } from "@/core/problem"
import { tickKey, tickOf } from "@/core/ticket/clock/timer"
import type { CommandBody } from "@/core/ticket/command"
import type { LedgerStep } from "@/core/ticket/testing/ledger"
import { commandOf, untilDue, type Choice, type Sent } from "@/core/ticket/testing/random-command"
import { ids, uuid } from "@/core/ticket/testing/tenant"
import { withTenant } from "@/db/tenant-client"
import { answerTicket } from "@/server/request/answer-ticket"
import { fireTimer } from "@/server/timer/fire"
import { dispatchWaiting } from "@/server/todo/dispatch-waiting"
import { rescheduleTickets } from "../../reschedule"
import { runStep } from "../../step"
import { compareInboxes, compareTicketPage } from "./compare-views"
import { askAsPerson, isPersons, outcomeOf, type Outcome, type PersonsBody } from "./doors"
import { refusedAtTheGate } from "./gate"
import { ModelTenant, ModelTicket } from "./model-tenant"
import { openByCall, openByHand, type Opened } from "./opening"
import { auditorId, mayLeave, type RealTenant } from "./real-tenant"
import { compareRows, same } from "./stored-rows"

type Taken = { print: string; version: number }
type Asked = { by: string; key: string; body: PersonsBody }

/** One ticket of a real tenant and its model: each command is sent to both, and both must say and store the same. */
export class Player {
  readonly tenant = new ModelTenant()
  /** Commands that reached the server. */
  commands = 0
  /** By what they were and what became of them. */
  readonly coverage = new Map<string, number>()
  ticketId = ""
  private ticket: ModelTicket
  private readonly flow: ExecutableFlow
  private readonly taken = new Map<string, Taken>()
  private last: Asked | null = null
  private keys = 0

  constructor(
    private readonly real: RealTenant,
    private readonly draft: DraftGraph,
    private readonly place: { flowId: string; versionId: string },
    /** When the tables are compared: after each command, or once in the end. */
    private readonly watch: "each" | "end" = "each",
  ) {
    const result = toExecutable(draft)
    invariant(result.ok, "the flow cannot run")
    this.flow = result.flow
    this.ticket = new ModelTicket(this.flow, this.tenant)
  }

  get state() {
    return this.ticket.state
  }

  /** The ticket is opened by a call or by hand; now and then with a form that is not filled in, at first. */
  async open(choice: Choice | undefined, at: number): Promise<void> {
    const { real, flow } = this
    const { flowId } = this.place
    await real.clear()
    await real.addFlow(this.draft, this.place)
    vi.setSystemTime(at)
    const value = choice?.value ?? 0
    if (value % 3 === 0) return this.opened(await openByCall(real, flowId, value), at)
    const form = { flowId, value, key: this.newKey() }
    if (value % 12 === 1) await this.opened(await openByHand(real, flow, { ...form, isComplete: false }), at)
    await this.opened(await openByHand(real, flow, { ...form, isComplete: true }), at)
  }

  private async opened({ by, body, found }: Opened, at: number): Promise<void> {
    this.commands += 1
    const step = this.ticket.send({ at, by, body: { type: "open", ...this.place, ...body } }, this.real.world())
    this.count(step)
    const expected = this.outcomeOfStep(step)
    same("the answer to opening", "code" in expected ? expected : { version: 1, status: "open" }, found)
    if (!this.state) return
    this.ticketId = body.ticketId
    this.tenant.tickets.set(this.ticketId, this.ticket)
    await this.compare(step)
  }

  /** Does what the choice means now. */
  async play(choice: Choice, at: number): Promise<void> {
    invariant(this.state, "nothing to work on")
    vi.setSystemTime(at)
    const next = choice.waitMin === untilDue ? this.nextTimer() : null
    if (next) return this.asWorker({ by: "timer", body: { type: "tick", itemId: next.itemId } }, at)
    const leaver = choice.pick % 3 === 0 ? mayLeave[choice.world - 1] : undefined
    await this.real.leave(leaver ?? null)
    const sent = commandOf(choice, this.state, this.flow)
    // Where nobody can do anything, one comment says as much as ten.
    if (sent.body.type === "comment" && this.last?.body.type === "comment" && choice.pick % 4 !== 0) return
    if (isPersons(sent.body)) await this.asPerson(choice, { ...sent, body: sent.body }, at)
    else await this.asWorker(sent, at)
  }

  /** The timer that is due next; null when none is armed. */
  nextTimer(): { itemId: string; at: number } | null {
    const armed = [...this.ticket.timers].map(([itemId, { at }]) => ({ itemId, at }))
    return armed.sort((a, b) => a.at - b.at)[0] ?? null
  }

  /** Somebody has work, or something outside is awaited: more than comments and repairs can follow. */
  canMove(): boolean {
    if (!this.state || this.state.status === "closed") return false
    const { todos, activations } = this.state
    return (
      Object.values(todos).some(({ state }) => state === "active") ||
      Object.values(activations).some(({ request, until }) => request !== undefined || until !== undefined)
    )
  }

  private async asPerson({ pick, value }: Choice, { by, body }: { by: string; body: PersonsBody }, at: number) {
    // Only people come through the router.
    if (by === "timer" || by === "system") return
    const who = value % 23 === 0 ? auditorId : by
    const asked: Asked = { by: who, key: this.newKey(), body }
    await this.ask(asked, at)
    // A message comes twice; now and then a client uses its key for something else.
    if (pick % 9 === 0) await this.ask(asked, at)
    if (pick % 31 === 0) await this.ask({ ...asked, body: { type: "comment", comment: "another" } }, at)
    if (pick % 29 === 0 && this.last) await this.ask(this.last, at)
    this.last = asked
  }

  private async ask(asked: Asked, at: number): Promise<void> {
    const { by, key, body } = asked
    this.commands += 1
    const found = await askAsPerson(this.real, by, { ticketId: this.ticketId, key, body })
    const { outcome, step } = this.expected(asked, at)
    same(`the answer to ${canonicalJson({ by, body })}`, outcome, found)
    this.coverage.set(...this.counted(body.type, "code" in outcome ? (outcome.problems?.[0] ?? outcome.code) : "taken"))
    await this.compare(step)
  }

  private expected({ by, key, body }: Asked, at: number): { outcome: Outcome; step: LedgerStep | null } {
    const refused = refusedAtTheGate(this.real.person(by), body)
    if (refused) return { outcome: refused, step: null }
    const print = canonicalJson([by, body])
    const seen = this.taken.get(key)
    if (seen) {
      if (seen.print !== print) return { outcome: { code: "INVALID", problems: ["keyReused"] }, step: null }
      return { outcome: { version: seen.version, status: this.state!.status }, step: null }
    }
    const step = this.ticket.send({ at, by, body }, this.real.world())
    if (step.events.length > 0) this.taken.set(key, { print, version: this.ticket.version })
    return { outcome: this.outcomeOfStep(step), step }
  }

  private outcomeOfStep({ decision }: LedgerStep): Outcome {
    if (decision.type !== "refused") return { version: this.ticket.version, status: this.state!.status }
    const code = decision.problem.code === "forbidden" ? "FORBIDDEN" : "INVALID"
    return { code, problems: decision.problems.map((problem) => problem.code) }
  }

  /** By the functions that workers call. What people may not send at all comes from here too: late, twice, or unasked. */
  private async asWorker({ body }: Sent, at: number): Promise<void> {
    const { real, ticketId } = this
    const { tenant } = real
    const send = (by: string, sent: CommandBody) => {
      const step = this.ticket.send({ at, by, body: sent }, real.world())
      this.count(step)
      return step
    }
    this.commands += 1
    if (body.type === "tick") {
      const { itemId } = body
      const armed = this.ticket.timers.get(itemId)
      const version = body.version ?? armed?.version ?? undefined
      const due = { ticketId, itemId, dueAt: armed?.at ?? at, ...(version !== undefined && { version }) }
      const found = await fireTimer(tenant, due)
      const key = tickKey(due)
      if (this.taken.has(key)) return same("a timer that was fired before", "stale", found)
      const step = send("timer", tickOf(due))
      same("a timer", step.events.length > 0 ? "fired" : "stale", found)
      if (step.events.length > 0) this.taken.set(key, { print: "", version: this.ticket.version })
      return this.compare(step)
    }
    if (body.type === "answer") {
      await answerTicket(tenant, ticketId, this.newKey(), body.requestId, body.answer)
      return this.compare(send("system", body))
    }
    if (body.type === "reschedule") {
      await rescheduleTickets(tenant, new AbortController().signal)
      return this.compare(send("system", body))
    }
    if (body.type !== "dispatch") return
    const waiting = this.tenant.awaitingCapacity()
    if (waiting.length === 0) {
      const found = await outcomeOf(runStep(tenant, { ticketId, key: this.newKey(), by: "system", body }))
      const step = send("system", body)
      same("giving out", this.outcomeOfStep(step), found)
      return this.compare(step)
    }
    await dispatchWaiting(tenant)
    const full = new Set<string>()
    for (const { id: todoId, nodeId } of waiting) {
      if (full.has(nodeId)) continue
      const step = send("system", { type: "dispatch", todoId })
      if (step.events.length === 0) full.add(nodeId)
      await this.compare(step)
    }
  }

  private async compare(step: LedgerStep | null): Promise<void> {
    if (this.watch === "end") return
    await this.compareRows()
    const touched = step?.changes?.todos.flatMap(({ id, assigneeId }) => [
      step.before?.todos[id]?.assigneeId,
      assigneeId,
    ])
    const people = [...new Set(touched)].flatMap((id) => id ?? [])
    await compareInboxes(this.real, this.tenant, people.slice(0, 2))
  }

  compareRows(): Promise<void> {
    return compareRows(withTenant(this.real.tenant).sql, this.ticketId, this.ticket, this.tenant)
  }

  /** What people see once it is over: some who have work and some who have none; and the page of the ticket. */
  async finish(): Promise<void> {
    await this.real.leave(null)
    if (this.watch === "end") {
      await this.compareRows()
      return compareInboxes(this.real, this.tenant, [ids.head, ids.agents[0]])
    }
    const busy = this.tenant.todos().flatMap(({ state, assigneeId }) => (state === "active" && assigneeId) || [])
    await compareInboxes(this.real, this.tenant, [...new Set([...busy.slice(0, 3), ids.head, auditorId])])
    await compareTicketPage(this.real, this.ticketId, this.ticket)
  }

  private newKey = (): string => uuid(100_000 + this.keys++)

  private count({ command, events, decision }: LedgerStep): void {
    const result = decision.type === "refused" ? decision.problem.code : events.length > 0 ? "taken" : "stale"
    this.coverage.set(...this.counted(command.body.type, result))
  }

  private counted(what: string, result: string): [string, number] {
    const key = `${what} ${result}`
    return [key, (this.coverage.get(key) ?? 0) + 1]
  }
}
