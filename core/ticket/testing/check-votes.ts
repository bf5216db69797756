import { approvalsNeeded, type ApprovalConfig } from "@/core/flow/nodes/approval"
import type { ExecutableNode } from "@/core/flow/executable-flow"
import { invariant } from "@/core/problem"
import type { EventBody } from "../event"
import type { Ledger, LedgerStep } from "./ledger"

// Approval arithmetic, counted from the whole history of an activation and in another way than the engine does it: decided
// at the right vote, the right way, once.

/** Every activation whose votes or roll this step touched. */
export function checkVotes(ledger: Ledger, { events }: LedgerStep): void {
  const touched = new Set(events.flatMap(({ body }) => ("todoId" in body && body.todoId !== null ? [body.todoId] : [])))
  for (const { body } of events) if (body.type === "removed") for (const id of body.todoIds) touched.add(id)
  const seen = new Set<string>()
  for (const { body } of ledger.events) {
    if (body.type !== "dispatched" || seen.has(body.activationId)) continue
    const history = new History(ledger, body.activationId)
    if (![...history.members.keys()].some((id) => touched.has(id))) continue
    seen.add(body.activationId)
    history.check()
  }
}

type Member = { state: string; weight: number; parentId: string | null; relation: string; gone: boolean }
type Verdict = "approved" | "rejected" | null

class History {
  readonly members = new Map<string, Member>()
  private readonly bodies: EventBody[]
  private readonly config: ApprovalConfig | null
  private readonly tokenId: string
  private readonly node: ExecutableNode | undefined

  constructor(
    private readonly ledger: Ledger,
    private readonly activationId: string,
  ) {
    const bodies = ledger.events.map((event) => event.body)
    const first = bodies.findIndex((body) => body.type === "entered" && body.activationId === activationId)
    this.bodies = bodies.slice(Math.max(0, first))
    const [entered] = this.bodies
    invariant(entered?.type === "entered", "votes at an activation that nobody entered")
    this.tokenId = entered.tokenId
    this.node = ledger.flow.nodes.get(this.nodeIdNow(entered.nodeId))
    this.config = this.node?.kind.kind === "approval" ? (this.node.config as ApprovalConfig) : null
    for (const body of this.bodies) this.collect(body)
  }

  /** What the version the ticket is on now calls the node. */
  private nodeIdNow(nodeId: string): string {
    return this.bodies.reduce((id, body) => (body.type === "migrated" ? (body.nodes[id] ?? id) : id), nodeId)
  }

  /** Who ever was a member, so that it can be told which steps touched them. */
  private collect(body: EventBody): void {
    if (body.type === "dispatched" && body.activationId === this.activationId) this.add(body.todos, null, "")
    if (body.type === "added" && this.members.has(body.todoId)) {
      const isSeat = body.mode === "parallel"
      this.add(body.todos, isSeat ? null : body.todoId, isSeat ? "" : body.mode)
    }
  }

  private add(
    todos: { id: string; state: string; weight?: number | undefined }[],
    parentId: string | null,
    relation: string,
  ) {
    for (const { id, state, weight = 1 } of todos) {
      this.members.set(id, { state, weight, parentId, relation, gone: false })
    }
  }

  private seats = (): Member[] => [...this.members.values()].filter((one) => one.parentId === null && !one.gone)
  private childrenOf = (id: string): Member[] => [...this.members.values()].filter((one) => one.parentId === id)
  private votes(...states: string[]): number {
    return this.seats()
      .filter((one) => states.includes(one.state))
      .reduce((sum, one) => sum + one.weight, 0)
  }

  check(): void {
    // What was voted on before the ticket moved to a version without the node is over.
    invariant(this.node, "votes at a node that is not there")
    this.members.clear()
    let verdict: string | null = null
    let left = 0
    let held = ""
    let isOver = false
    let isPausing = false
    for (const [place, body] of this.bodies.entries()) {
      this.collect(body)
      if (body.type === "dispatched" && body.activationId === this.activationId) {
        this.checkNeed(body.need)
        isPausing = false
        // Those passed by rule have answered.
        const isSkipped = body.todos.some((todo) => todo.state === "skipped")
        if (isSkipped && this.config) verdict = this.verdictOf(this.config)
      }
      // A clock's incident holds nobody up.
      if (body.type === "incident" && body.activationId === this.activationId && body.clockId === undefined) {
        held = body.incidentId
      }
      if (body.type === "resolved" && body.incidentId === held) held = ""
      // The customer was not reached: there will be another round.
      if (body.type === "attempted" && body.activationId === this.activationId) {
        invariant(verdict === body.outcome, `attempted as ${body.outcome}, but the votes say ${verdict}`)
        verdict = null
        isPausing = true
      }
      if (body.type === "completed" && body.activationId === this.activationId) {
        left += 1
        if (verdict !== null) invariant(body.exit === verdict, `left by ${body.exit}, but the votes say ${verdict}`)
        invariant(this.openCount() === 0, "left with open todos")
      }
      if (body.type === "moved" && body.tokenId === this.tokenId && this.members.size > 0 && left === 0) {
        left += 1
        isOver = true
      }
      if (body.type === "ended" && body.tokenIds.includes(this.tokenId)) isOver = true
      if (body.type === "returned" && body.todoId === null && left === 0 && this.isLastBefore(place)) {
        invariant(verdict === "rejected", "sent back without a rejection")
      }
      const counted = this.apply(body, verdict !== null || left > 0)
      if (counted && verdict === null) verdict = this.verdict(body)
      if (this.config?.mode === "sequential" && left === 0) {
        invariant(this.seats().filter((seat) => seat.state === "active").length <= 1, "two turns at once")
      }
    }
    const after = this.ledger.state
    if (verdict !== null) invariant(left === 1 || held !== "", `the votes say ${verdict}, but the node goes on`)
    else if (after?.status === "open" && left === 0 && !isOver && this.ledger.state?.activations[this.activationId]) {
      const active = [...this.members.values()].some((one) => one.state === "active")
      invariant(active || held !== "" || isPausing, "nobody can decide")
    }
  }

  /** True for the event that says where a rejection of this activation sent its token. */
  private isLastBefore(place: number): boolean {
    const next = this.bodies.slice(place).find((body) => body.type === "moved")
    return next?.type === "moved" && next.tokenId === this.tokenId
  }

  private openCount(): number {
    return [...this.members.values()].filter((one) => ["active", "waiting", "pending"].includes(one.state)).length
  }

  /** Moves the members on; true when votes have to be counted again. */
  private apply(body: EventBody, isDecided: boolean): boolean {
    if (body.type === "activated") return this.become(body.todoId, "active")
    if (body.type === "cancelled") {
      for (const id of body.todoIds) {
        const member = this.members.get(id)
        if (member) Object.assign(member, { state: body.reason, gone: body.reason === "removed" })
      }
      return false
    }
    if (body.type === "removed" && body.todoIds.some((id) => this.members.has(id))) {
      this.checkNeed(body.need)
      return this.members.get(body.todoIds[0] ?? "")?.parentId === null
    }
    if (body.type === "added" && this.members.has(body.todoId)) {
      if (body.mode === "before" || body.mode === "delegate") this.become(body.todoId, "waiting")
      if (body.mode !== "parallel") return false
      this.checkNeed(body.need)
      return true
    }
    if (body.type === "retracted") return this.become(body.todoId, "active")
    if (body.type === "returned" && body.todoId !== null) return this.become(body.todoId, "returned")
    const decided = body.type === "decided" ? this.members.get(body.todoId) : undefined
    if (body.type === "decided" && decided) {
      invariant(decided.state === "active", "decided twice, or out of turn")
      invariant(!isDecided, "decided after the decision")
      decided.state = body.pending ? "pending" : body.decision
      return decided.parentId === null && !body.pending
    }
    const settled = body.type === "settled" ? this.members.get(body.todoId) : undefined
    if (body.type === "settled" && settled) {
      const children = this.childrenOf(body.todoId).filter((child) => !child.gone)
      const states = children.map((child) => child.state)
      if (body.state === "rejected") invariant(states.includes("reject"), "rejected by nobody who was added")
      else invariant(!states.some((state) => ["active", "waiting", "pending"].includes(state)), "went on too early")
      if (body.state === "approved") invariant(settled.state === "pending", "approved without its own approval")
      settled.state = { active: "active", approved: "approve", rejected: "reject" }[body.state]
      return settled.parentId === null && body.state !== "active"
    }
    return false
  }

  private become(id: string, state: string): false {
    const member = this.members.get(id)
    if (member) member.state = state
    return false
  }

  private checkNeed(need: number): void {
    if (this.config?.mode !== "countersign" || this.ledger.state === null) return
    const total = this.seats().reduce((sum, one) => sum + one.weight, 0)
    const wanted = approvalsNeeded(this.config.pass, total)
    // Whoever took their work back decides alone.
    invariant(need === Math.max(1, wanted) || (need === total && need < wanted), `needs ${need}, not ${wanted}`)
  }

  private verdict(body: EventBody): string | null {
    const { config } = this
    if (!config) return body.type === "decided" ? (body.outcome ?? (this.isStart() ? "next" : "done")) : null
    return this.verdictOf(config)
  }

  private isStart = (): boolean => this.node?.kind.group === "start"

  /** The votes as engine rules §1 and §2 put it. null: goes on. */
  private verdictOf(config: ApprovalConfig): Verdict {
    const [yes, no] = [this.votes("approve", "skipped"), this.votes("reject")]
    const open = this.votes("active", "waiting", "pending")
    const total = this.seats().reduce((sum, one) => sum + one.weight, 0)
    if (config.mode === "sequential") return no > 0 ? "rejected" : open === 0 ? "approved" : null
    if (config.mode === "orSign") {
      if (yes > 0) return "approved"
      return no > 0 && (config.allMustReject ? open === 0 : true) ? "rejected" : null
    }
    if (config.waitAll && open > 0) return null
    const { pass } = config
    // By halves and not by rounding, unlike the engine: r % of N are met when 100·yes ≥ r·N.
    const met = (votes: number) => {
      if (pass.type === "ratio" || pass.type === "weight") return votes * 100 >= pass.percent * total
      return votes >= (pass.type === "all" ? total : Math.min(pass.count, total))
    }
    if (config.veto && no > 0) return "rejected"
    if (!met(yes + open)) return "rejected"
    return met(yes) ? "approved" : null
  }
}
