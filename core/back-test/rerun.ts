import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { indexDirectory } from "@/core/people/units"
import type { Problem } from "@/core/problem"
import { timedItems, timerAt, tickOf } from "@/core/ticket/clock/timer"
import type { Command, CommandBody } from "@/core/ticket/command"
import { decide } from "@/core/ticket/decide"
import type { Actor } from "@/core/ticket/event"
import { evolveKeeping, forget, type FoldedEvent } from "@/core/ticket/evolve"
import type { Facts } from "@/core/ticket/facts"
import type { TicketState, Todo } from "@/core/ticket/state"
import { queueMembers } from "@/core/people/queue"
import { actionsOf, formOf } from "@/core/ticket/todo-actions"
import { withPools } from "./facts"
import { usualAction, usualMs, type Habits } from "./habits"
import type { Measure } from "./measure"
import { visitKey, type Past, type PastTodo } from "./past"
import { assumedAnswer } from "./recorded"

/** Steps of one ticket that are run at most: a flow that goes round and round ends here. */
const stepsMax = 2000
/** How long a service is assumed to take that past tickets did not ask. */
const answerMs = 1000

export type RerunContext = {
  /** With recorded answers (`withRecordedAnswers`). */
  flow: ExecutableFlow
  versionId: string
  facts: Facts
  habits: Habits
  /** Nothing is looked at that would happen later, in milliseconds. */
  until: number
}

export type RerunResult = {
  /** Why the past says nothing about this flow; null when it does. */
  incomparable: Problem[] | null
  /** Nodes at which something was assumed: that somebody decided, and what; that a service answered. */
  assumed: string[]
}

type Planned = { at: number; seq: number; order: number; run: () => void }

/**
 * A past ticket once more, on another flow: the same form, the same people deciding the same things after the same time,
 * the same answers of services; timers fire when they are due. What happens is told to `measure`. Pure.
 */
export function rerun(past: Past, context: RerunContext, measure: Measure): RerunResult {
  return new Rerun(past, context, measure).run()
}

class Rerun {
  private state: TicketState | null = null
  private at = 0
  private order = 0
  private readonly plan: Planned[] = []
  private readonly assumed = new Set<string>()
  private incomparable: Problem[] | null = null
  /** Todos of now, and what they were then; null = they were not. */
  private readonly twins = new Map<string, PastTodo | null>()
  private readonly taken = new Set<PastTodo>()
  private readonly turned = new Set<string>()
  private readonly pending = new Map<string, number>()
  private readonly counts = new Map<string, number>()
  private closes = 0

  constructor(
    private readonly past: Past,
    private readonly context: RerunContext,
    private readonly measure: Measure,
  ) {}

  run(): RerunResult {
    const { past, context } = this
    this.at = past.openedAt
    const problems = this.send(past.openedBy, { ...this.opening(), versionId: context.versionId })
    if (problems) return { incomparable: problems, assumed: [] }
    for (const { at, seq, by, comment } of past.revocations)
      this.schedule(at, seq, () => void this.send(by, { type: "revoke", comment }))
    for (let steps = 0; steps < stepsMax && !this.incomparable; steps += 1) if (!this.next()) break
    if (this.state) this.measure.finish(this.state, context.until)
    return { incomparable: this.incomparable, assumed: [...this.assumed] }
  }

  /** Fields the flow does not have any more were asked for in vain. */
  private opening(): Extract<CommandBody, { type: "open" }> {
    const { choices, variables, ...opening } = this.past.opening
    const { fields, nodes } = this.context.flow
    const keys = new Set(fields.map(({ key }) => key))
    const kept = Object.fromEntries(Object.entries(variables).filter(([key]) => keys.has(key)))
    const chosen = Object.entries(choices ?? {}).filter(([nodeId]) => nodes.has(nodeId))
    return { ...opening, variables: kept, ...(chosen.length > 0 && { choices: Object.fromEntries(chosen) }) }
  }

  /** Does what comes next. False when nothing does, before the end. */
  private next(): boolean {
    const due = this.nextTimer()
    const first = this.plan.reduce<Planned | null>((one, other) => (one && !isBefore(other, one) ? one : other), null)
    if (due && (!first || due.at <= first.at)) {
      if (due.at > this.context.until) return false
      this.at = Math.max(this.at, due.at)
      this.send("timer", tickOf({ ticketId: "", itemId: due.itemId, dueAt: due.at, version: due.version }))
      return true
    }
    if (!first || first.at > this.context.until) return false
    this.plan.splice(this.plan.indexOf(first), 1)
    this.at = Math.max(this.at, first.at)
    first.run()
    return true
  }

  private nextTimer(): { itemId: string; at: number; version: number | null } | null {
    const { state } = this
    if (!state || state.status === "closed") return null
    let next: { itemId: string; at: number; version: number | null } | null = null
    for (const itemId of timedItems(state)) {
      const timer = timerAt(state, itemId)
      if (timer && (!next || timer.at < next.at)) next = { itemId, ...timer }
    }
    return next
  }

  private schedule(at: number, seq: number, run: () => void): void {
    this.plan.push({ at, seq, order: this.order++, run })
  }

  /** Sends a command and takes in what it does. Answers why it was refused; null when it was not. */
  private send(by: Actor, body: CommandBody): Problem[] | null {
    const { context, past } = this
    const command: Command = { at: this.at, by, body }
    let facts: Facts = { ...context.facts, pools: {} }
    const wantedAt = (nodeId: string) => {
      if (body.type === "dispatch") return this.wanted.get(body.todoId)
      return past.measure.picked.get(nodeId)?.[this.measure.picks.get(nodeId) ?? 0]
    }
    let decision = decide(context.flow, this.state, command, facts)
    while (decision.type === "needs") {
      facts = withPools(facts, decision, wantedAt, past.opening.number)
      decision = decide(context.flow, this.state, command, facts)
    }
    if (decision.type === "refused") return decision.problems
    for (const event of decision.events) {
      const before = this.state
      const folded: FoldedEvent = { seq: (before?.seq ?? 0) + 1, at: this.at, by, body: event }
      const after = evolveKeeping(before, folded)
      this.measure.add(before, folded, after)
      this.state = forget(after, event)
      this.follow(before, folded, after)
    }
    this.followTodos()
    return null
  }

  private readonly wanted = new Map<string, string>()

  /** What came then after the same thing comes now. */
  private follow(before: TicketState | null, { at, body }: FoldedEvent, after: TicketState): void {
    const visitOf = (activationId: string) => {
      const activation = after.activations[activationId] ?? before?.activations[activationId]
      return activation && this.past.visits.get(visitKey(activation.nodeId, activation.visit))
    }
    const counted = (key: string) => {
      const count = this.counts.get(key) ?? 0
      this.counts.set(key, count + 1)
      return count
    }
    if (body.type === "entered") {
      for (const { afterMs, seq, by, nodeId, isWhole, comment } of visitOf(body.activationId)?.jumps ?? []) {
        const tokenId = isWhole ? null : body.tokenId
        this.schedule(at + afterMs, seq, () => void this.send(by, { type: "jump", tokenId, nodeId, comment }))
      }
    }
    if (body.type === "completed") {
      const { activationId } = body
      for (const { afterMs, seq, by, comment } of visitOf(activationId)?.withdrawals ?? [])
        this.schedule(at + afterMs, seq, () => void this.send(by, { type: "withdraw", activationId, comment }))
    }
    if (body.type === "incident") {
      const { incidentId, activationId } = body
      const { retry } = visitOf(activationId)?.incidents[counted(`incident ${activationId}`)] ?? {}
      if (retry)
        this.schedule(at + retry.afterMs, retry.seq, () => void this.send(retry.by, { type: "retry", incidentId }))
    }
    if (body.type === "asked") {
      const { requestId, activationId, ask } = body
      const visit = visitOf(activationId)
      const answers = visit?.asks[counted(`ask ${activationId}`)]?.answers
      for (const { afterMs, seq, answer } of answers ?? [])
        this.schedule(at + afterMs, seq, () => void this.send("system", { type: "answer", requestId, answer }))
      if (!answers) this.assumeAnswers(requestId, after.activations[activationId]?.nodeId ?? "", ask)
    }
    if (body.type === "closed") {
      const reopening = this.past.reopenings[this.closes++]
      if (reopening) {
        const { afterMs, seq, by, nodeId, comment } = reopening
        this.schedule(at + afterMs, seq, () => void this.send(by, { type: "reopen", nodeId, comment }))
      }
    }
  }

  private assumeAnswers(
    requestId: string,
    nodeId: string,
    ask: Extract<FoldedEvent["body"], { type: "asked" }>["ask"],
  ) {
    this.assumed.add(nodeId)
    const node = this.context.flow.nodes.get(nodeId)
    const exit = node?.kind.exits(node.config)[0]?.id ?? "done"
    const answer = (given: Extract<CommandBody, { type: "answer" }>["answer"]) =>
      this.schedule(this.at + answerMs, Infinity, () => {
        this.send("system", { type: "answer", requestId, answer: given })
      })
    if (ask.type === "http") answer(assumedAnswer(exit))
    else {
      const { flowId: ticketId } = ask
      for (const index of ask.tickets.keys()) {
        const child = { index, ticketId, number: 1 }
        answer({ type: "opened", ...child })
        if (ask.waits) answer({ type: "ticket", ...child, resolution: "finished", variables: {} })
      }
    }
  }

  /** Todos that are new, or whose turn has come: what was done with their like then will be done with them. */
  private followTodos(): void {
    const { state } = this
    if (!state || state.status === "closed") return
    for (const todo of Object.values(state.todos)) {
      if (!this.twins.has(todo.id)) this.meet(todo)
      const twin = this.twins.get(todo.id) ?? null
      if (todo.state !== "active") continue
      if (!this.turned.has(todo.id)) {
        this.turned.add(todo.id)
        this.scheduleActs(todo.id, twin, "active")
      }
      if ((this.pending.get(todo.id) ?? 0) === 0) this.assume(todo, twin)
    }
  }

  /** Finds what the todo was then: at the same visit of the same node, with the same person if there is one. */
  private meet(todo: Todo): void {
    const { state, past } = this
    const visit = state?.activations[todo.activationId]?.visit ?? 1
    const there = past.visits.get(visitKey(todo.nodeId, visit))?.todos ?? []
    const parent = todo.parentId === undefined ? null : (this.twins.get(todo.parentId)?.id ?? "none")
    const free = there.filter((one) => one.parentId === parent && !this.taken.has(one))
    const twin =
      free.find(({ assigneeId }) => assigneeId === todo.assigneeId) ??
      free.find(({ seat }) => seat === todo.seat) ??
      free[0] ??
      null
    this.twins.set(todo.id, twin)
    if (!twin) return
    this.taken.add(twin)
    this.scheduleActs(todo.id, twin, "created")
  }

  private scheduleActs(todoId: string, twin: PastTodo | null, from: "created" | "active"): void {
    for (const act of twin?.acts ?? []) {
      if (act.from !== from) continue
      this.schedulePending(todoId, this.at + act.afterMs, act.seq, () => this.act(todoId, act.by, act.body, twin!))
    }
  }

  private schedulePending(todoId: string, at: number, seq: number, run: () => void): void {
    this.pending.set(todoId, (this.pending.get(todoId) ?? 0) + 1)
    this.schedule(at, seq, () => {
      this.pending.set(todoId, (this.pending.get(todoId) ?? 1) - 1)
      run()
      this.followTodos()
    })
  }

  private act(todoId: string, by: Actor, past: CommandBody, twin: PastTodo): void {
    const todo = this.state?.todos[todoId]
    if (!todo) return
    if (past.type === "decide") {
      this.decideAs(todo, by, past)
      return
    }
    if (past.type === "dispatch") {
      const toId = this.past.measure.todos.get(twin.id)?.assigneeId
      if (toId) this.wanted.set(todoId, toId)
    }
    const mine = by === twin.assigneeId && todo.assigneeId !== null && past.type !== "claim" ? todo.assigneeId : by
    if (!("todoId" in past)) return
    const refused = this.send(mine, { ...past, todoId })
    if (refused && mine !== by) this.send(by, { ...past, todoId })
  }

  /** The same decision, by whoever has the todo now; what the step does not offer any more is what mostly is decided. */
  private decideAs(todo: Todo, by: Actor, past: Extract<CommandBody, { type: "decide" }>): void {
    if (todo.state !== "active") return
    const node = this.context.flow.nodes.get(todo.nodeId)
    if (!node) return
    const actions = actionsOf(node, todo)
    const asked = new Set(formOf(node, todo).fieldKeys)
    const fields = Object.fromEntries(Object.entries(past.fields).filter(([key]) => asked.has(key)))
    for (const key of asked) {
      const isKnown = Object.hasOwn(fields, key) || (this.state?.variables[key] ?? null) !== null
      const later = this.past.values[key] ?? null
      if (!isKnown && later !== null) fields[key] = later
    }
    const same = actions.find(({ decision, outcome }) => decision === past.decision && outcome === past.outcome)
    const action = same ?? usualAction(this.context.habits, todo.nodeId, actions)
    if (!action) return
    if (!same) this.assumed.add(todo.nodeId)
    const { decision, outcome } = action
    if (todo.assigneeId === null && !this.claim(todo, by)) return
    const comment = past.comment.trim() === "" && action.commentRequired ? "–" : past.comment
    const { choices, toNodeId, ...others } = past
    const chooses = toNodeId !== undefined && node.kind.choosesTarget?.(node.config) === true
    const rest = chooses ? { ...others, toNodeId } : others
    const body = { ...rest, todoId: todo.id, decision, outcome, fields, comment }
    const holder = this.state?.todos[todo.id]?.assigneeId ?? by
    const problems = this.send(holder, choices ? { ...body, choices } : body)
    // Whom somebody chose then may not be asked to be chosen any more.
    const again = problems && choices ? this.send(holder, body) : problems
    const missing = again?.filter(({ code }) => code === "fieldMissing" || code === "fieldInvalid") ?? []
    if (missing.length > 0) this.cannotCompare(todo.nodeId, missing)
  }

  private claim(todo: Todo, by: Actor): boolean {
    const members = todo.queue === undefined ? [] : queueMembers(this.context.facts.directory, todo.queue)
    const spread = this.past.opening.number % Math.max(1, members.length)
    for (const personId of [by, ...members.slice(spread), ...members.slice(0, spread)])
      if (!this.send(personId, { type: "claim", todoId: todo.id })) return true
    return false
  }

  /** Nothing more is known of the todo, and it is still to be done: then it is done as is usual. */
  private assume(todo: Todo, twin: PastTodo | null): void {
    // It was still to be done when the past ends: so it is now.
    if (twin && twin.endedAt === null) return
    const { habits, facts } = this.context
    const unitId = indexDirectory(facts.directory).person(todo.assigneeId)?.unitId ?? null
    const usual = usualMs(habits, todo.nodeId, unitId)
    // Nobody decided in the time it was there then.
    const there = twin?.endedAt ? twin.endedAt - (twin.activeAt ?? twin.createdAt) + 1 : 0
    const since = this.measure.todos.get(todo.id)?.activeAt ?? this.at
    const at = Math.max(this.at, since + Math.max(usual, there))
    this.schedulePending(todo.id, at, Infinity, () => {
      const now = this.state?.todos[todo.id]
      const node = this.context.flow.nodes.get(todo.nodeId)
      // It cannot be done now; it is tried once, and not for ever.
      this.pending.set(todo.id, (this.pending.get(todo.id) ?? 0) + 1)
      const action = now && node && usualAction(habits, todo.nodeId, actionsOf(node, now))
      if (now?.state !== "active" || !action) return
      this.assumed.add(todo.nodeId)
      const { decision, outcome } = action
      const by = now.assigneeId ?? "system"
      const body = { type: "decide" as const, todoId: todo.id, decision, outcome, comment: "–", fields: {} }
      this.decideAs(now, by, body)
    })
  }

  private cannotCompare(nodeId: string, problems: Problem[]): void {
    this.incomparable = problems.map((problem) => ({ ...problem, place: { ...problem.place, nodeId } }))
  }
}

function isBefore(a: Planned, b: Planned): boolean {
  return a.at !== b.at ? a.at < b.at : a.seq !== b.seq ? a.seq < b.seq : a.order < b.order
}
