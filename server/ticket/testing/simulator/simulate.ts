import fc from "fast-check"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { toExecutable } from "@/core/flow/executable"
import { invariant } from "@/core/problem"
import type { Answer } from "@/core/ticket/command"
import type { Origin, Values } from "@/core/ticket/event"
import { tickKey, tickOf, timerAt } from "@/core/ticket/clock/timer"
import type { Facts } from "@/core/ticket/facts"
import { commandOf, randomChoice } from "@/core/ticket/testing/random-command"
import { edge, flowOf, node } from "@/core/ticket/testing/small-flow"
import { randomFlow, testFields } from "@/core/ticket/testing/random-flow"
import { directory, ids, uuid } from "@/core/ticket/testing/tenant"
import { AppError } from "@/server/api/app-error"
import { isAwaited } from "@/server/request/answer-ticket"
import { stepOn, type StepRequest } from "../../step"
import type { StepClock, StepStore } from "../../step-store"
import { checkEverything, type Sent } from "./check"
import { MemoryStore, stateOf, type MemoryTimer, type Message, type QueuedRequest, type Sabotage } from "./memory-store"
import { openOn, type Opening } from "./open-on"
import { Crash, World } from "./world"

const minute = 60_000
const leaseMs = 30_000
/** People work on the tickets for so long; then everything heals and drains. */
const workMs = 90 * minute
const tickets = 2
/** Two of them share a ticket. */
const clients = 3

export type SimulationResult = {
  seed: number
  /** Of everything that is stored at the end: the same seed gives the same. */
  hash: string
  crashes: number
  repeats: number
}

type MakeStore = (...memory: ConstructorParameters<typeof MemoryStore>) => MemoryStore

/**
 * One run. Throws what is broken. `sabotage` breaks the store, for the proof that it would be noticed; `makeStore` puts
 * another in its place.
 */
export async function simulate(
  seed: number,
  sabotage?: Sabotage,
  makeStore: MakeStore = (...memory) => new MemoryStore(...memory),
): Promise<SimulationResult> {
  const [draft] = fc.sample(randomFlow, { seed, numRuns: 1 })
  const result = toExecutable(draft!)
  invariant(result.ok, "the flow cannot run")
  const run = new Run(seed, result.flow, makeStore, sabotage)
  return run.play()
}

/** As `directory`, and nobody is given more than one todo at a time. */
const busy = { ...directory, people: directory.people.map((person) => ({ ...person, capacity: 1 })) }

class Run {
  private readonly world: World
  private readonly memory: MemoryStore
  private readonly sent: Sent[] = []
  private readonly received: string[] = []
  private readonly skews = [0, 0, 0]
  /** Clients, and messages held up on their way: until all have arrived, something may yet fall due. */
  private acting = 0
  /** Workers that still fire timers: until they are done, something may yet be told. */
  private firing = 2
  private crashes = 0
  private repeats = 0

  constructor(
    private readonly seed: number,
    private readonly flow: ExecutableFlow,
    makeStore: MakeStore,
    sabotage?: Sabotage,
  ) {
    this.world = new World(seed)
    const facts: Omit<Facts, "pools"> = { directory: seed % 2 === 0 ? directory : busy, calendars: {} }
    const flows = new Map([
      [ids.version, flow],
      [childVersionId, childFlow()],
    ])
    this.memory = makeStore(flows, () => facts, sabotage)
  }

  async play(): Promise<SimulationResult> {
    const { world } = this
    const end = world.now + workMs
    for (let client = 0; client < clients; client++) this.act(() => this.client(client, end))
    for (const worker of [1, 2]) {
      world.start(() => this.timers(worker, end))
      world.start(() => this.deliveries())
      world.start(() => this.requests(worker))
    }
    world.start(() => this.disturb(end))
    await world.run(end)
    world.heal()
    this.skews.fill(0)
    await world.run()
    const hash = checkEverything({
      memory: this.memory,
      sent: this.sent,
      received: this.received,
      now: world.now,
    })
    return { seed: this.seed, hash, crashes: this.crashes, repeats: this.repeats }
  }

  private act(work: () => Promise<void>): void {
    this.acting++
    this.world.start(() => work().finally(() => this.acting--))
  }

  /** The store and the clock as one process sees them. */
  private process(index: number): { store: StepStore; clock: StepClock } {
    const { world, memory } = this
    return {
      store: {
        load: (ticketId, key) => world.call(() => memory.load(ticketId, key)),
        flowOf: (versionId) => memory.flowOf(versionId),
        facts: () => memory.facts(),
        pools: (wanted) => world.call(() => memory.pools(wanted)),
        callAgents: (callIds) => world.call(() => memory.callAgents(callIds)),
        apply: (item) => world.call(() => memory.apply(item)),
      },
      clock: {
        now: () => world.now + (this.skews[index] ?? 0),
        pause: (ms) => world.sleep(ms),
        random: () => world.random(),
      },
    }
  }

  /** Somebody opens a ticket and works on it, sending each command until it is answered. */
  private async client(client: number, end: number): Promise<void> {
    const { world, memory } = this
    const number = 1 + (client % tickets)
    const ticketId = uuid(900 + number)
    await this.until(() => this.open({ ticketId, number, origin: { type: "manual" }, variables: this.someValues() }))
    const choices = fc.sample(randomChoice, { seed: this.seed * 7 + client, numRuns: 18 })
    for (const [index, choice] of choices.entries()) {
      // On the minute, so that two who share a ticket meet.
      await world.sleep(minute * (1 + world.int(6)) - (world.now % minute))
      if (world.now >= end) return
      const loaded = await world.look(() => memory.load(ticketId, ""))
      invariant(loaded, "the ticket is there")
      const { by, body } = commandOf(choice, loaded.state, this.flow)
      if (body.type === "open" || body.type === "tick" || body.type === "answer") continue
      const request: StepRequest = { ticketId, key: `c${client}.${index}`, by, body }
      const first = await this.until(() => this.step(request))
      // A message that was held up somewhere comes once more.
      if (first === "taken" && world.chance(world.faults.repeat)) {
        this.act(async () => {
          await world.sleep(world.int(10 * minute))
          this.repeats++
          invariant((await this.until(() => this.step(request))) === "repeated", "a repeated command was taken twice")
        })
      }
    }
  }

  /** A client does not give up: whoever answers it is asked again, with the same key. */
  private async until<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work()
      } catch (error) {
        if (
          !(error instanceof Crash) &&
          !(error instanceof AppError && error.code === "UNAVAILABLE") &&
          !isDown(error)
        ) {
          throw error
        }
        if (error instanceof Crash) this.crashes++
        await this.world.sleep(200 + this.world.int(2000))
      }
    }
  }

  private async step(request: StepRequest): Promise<"taken" | "repeated" | "refused"> {
    const { store, clock } = this.process(0)
    const known = this.sent.find((one) => one.key === request.key)
    const sent = known ?? { key: request.key, answered: false, refused: false }
    if (!known) this.sent.push(sent)
    try {
      const result = await stepOn(store, clock, request)
      const isFirst = !sent.answered
      sent.answered = true
      return isFirst ? "taken" : result.repeated ? "repeated" : "taken"
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "UNAVAILABLE") throw error
      // It may have been taken by a try whose answer was lost; then a refusal would be a lie.
      invariant(!sent.answered, `${request.key} was answered and then refused`)
      sent.answered = sent.refused = true
      return "refused"
    }
  }

  private someValues(): Values {
    return { amount: this.world.int(200), flag: true, items: ["a", "b"].slice(0, this.world.int(3)) }
  }

  private open(opening: Opening): Promise<void> {
    const { store, clock } = this.process(0)
    return openOn(store, clock, opening)
  }

  /** A worker that claims due timers for a while and fires each; it may die, or think for longer than its claim. */
  private async timers(worker: number, end: number): Promise<void> {
    const { world, memory } = this
    const isDue = (timer: MemoryTimer) => timer.dueAt <= world.now && timer.claimedUntil <= world.now
    const mayEnd = () => world.isCalm && this.acting === 0 && world.now > end + 2 * leaseMs
    for (;;) {
      await world.poll(
        () => 500 + world.int(1500),
        () => mayEnd() || [...memory.timers.values()].some(isDue),
      )
      const due = [...memory.timers.values()].filter(isDue)
      for (const timer of due) timer.claimedUntil = world.now + leaseMs
      for (const timer of due) {
        if (world.faults.slowWorkers && world.chance(0.05)) await world.sleep(leaseMs + world.int(leaseMs))
        try {
          await this.fire(worker, timer)
        } catch (error) {
          if (!(error instanceof Crash) && !isDown(error)) throw error
          this.crashes++
          break
        }
      }
      if (mayEnd() && !this.isOwed()) {
        this.firing--
        return
      }
    }
  }

  /** Something is due; or a ticket waits for what is still to be done, or for a sub-flow whose own timer is yet to come. */
  private isOwed(): boolean {
    const { timers, requests, tickets } = this.memory
    const isSubFlow = (ticketId: string) => tickets.get(ticketId)?.open.origin.type === "ticket"
    return (
      requests.some(({ state }) => state === "queued") ||
      [...timers.values()].some(({ dueAt, ticketId }) => dueAt <= this.world.now || isSubFlow(ticketId))
    )
  }

  private async fire(worker: number, due: MemoryTimer): Promise<void> {
    const { ticketId, itemId, dueAt } = due
    const { store, clock } = this.process(worker)
    try {
      const tick = { ticketId, key: tickKey(due), by: "timer", body: tickOf(due) }
      const result = await stepOn(store, clock, tick)
      if (!result.repeated) return
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code === "UNAVAILABLE") return
    }
    // As server/timer/fire settles it: the row says what the state says, and a clock that runs behind looks again in a second.
    const timer = this.memory.timers.get(`${ticketId}.${itemId}`)
    if (!timer || timer.dueAt > dueAt) return
    const ticket = this.memory.tickets.get(ticketId)
    const armed = ticket && timerAt(stateOf(ticket), itemId)
    if (!armed) this.memory.timers.delete(`${ticketId}.${itemId}`)
    else Object.assign(timer, { dueAt: armed.at, version: armed.version, claimedUntil: this.world.now + 1000 })
  }

  /** Does what tickets ask of the world outside, at least once: as server/request does it. */
  private async requests(worker: number): Promise<void> {
    const { world, memory } = this
    const isDue = (one: QueuedRequest) => one.state === "queued" && one.claimedUntil <= world.now
    for (;;) {
      await world.poll(
        () => 1000 + world.int(2000),
        () => this.firing === 0 || memory.requests.some(isDue),
      )
      const due = memory.requests.filter(isDue)
      for (const request of due) request.claimedUntil = world.now + leaseMs
      for (const request of due) {
        if (world.faults.slowWorkers && world.chance(0.05)) await world.sleep(leaseMs + world.int(leaseMs))
        try {
          if (await this.request(worker, request)) request.state = "done"
        } catch (error) {
          if (!(error instanceof Crash) && !isDown(error) && !isUnavailable(error)) throw error
          this.crashes++
          break
        }
        // It may die before it has noted that it is done.
        if (world.chance(world.faults.crash)) request.state = "queued"
      }
      if (this.firing === 0 && !memory.requests.some(({ state }) => state === "queued")) return
    }
  }

  /** True when it is done; false to try again when its claim has run out. */
  private async request(worker: number, request: QueuedRequest): Promise<boolean> {
    const { world } = this
    const { ticketId, seq, index, requestId, body } = request
    const { store } = this.process(worker)
    if (body.type === "report") {
      const child = await store.load(ticketId, "")
      const { number, variables } = child!.state
      const { resolution } = body
      const given = { type: "ticket" as const, index: body.index, ticketId, number, resolution, variables }
      await this.answer(worker, body.ticketId, `request:ended:${ticketId}:${seq}`, requestId, given)
      return true
    }
    if (body.type === "recall") {
      for (const [childId, { open }] of this.memory.tickets) {
        const { origin } = open
        if (origin.type !== "ticket" || origin.ticketId !== ticketId || origin.requestId !== requestId) continue
        if (origin.waits) await this.revoke(worker, childId)
      }
      return true
    }
    const parent = await store.load(ticketId, "")
    if (!isAwaited(parent!.state, requestId, body.type === "open" ? index : undefined)) return true
    if (body.type === "http") {
      request.attempts++
      await world.sleep(world.int(3000))
      if (world.chance(world.faults.badReceiver) && request.attempts < 4) return false
      const answer =
        request.attempts >= 4
          ? { type: "failed" as const, attempts: 4, detail: { en: "down", zh: "不可用" } }
          : { type: "http" as const, attempts: request.attempts, status: 200, body: '{"choice":"a","exit":"yes"}' }
      await this.answer(worker, ticketId, `request:answer:${ticketId}:${seq}`, requestId, answer)
      return true
    }
    const { waits, depth, variables } = body
    const place = `${ticketId}:${seq}:${index}`
    const number = 1000 + 100_000 * (Number(ticketId.slice(-4)) % 10) + 100 * seq + index
    const childId = uuid(number)
    const origin: Origin = { type: "ticket", ticketId, number: 1, requestId, index, depth, waits }
    await this.open({ ticketId: childId, number, origin, variables, versionId: childVersionId })
    const opened = { type: "opened" as const, index, ticketId: childId, number }
    await this.answer(worker, ticketId, `request:opened:${place}`, requestId, opened)
    const now = await store.load(ticketId, "")
    if (waits && !isAwaited(now!.state, requestId)) await this.revoke(worker, childId)
    return true
  }

  private async answer(
    worker: number,
    ticketId: string,
    key: string,
    requestId: string,
    answer: Answer,
  ): Promise<void> {
    const { store, clock } = this.process(worker)
    try {
      await stepOn(store, clock, { ticketId, key, by: "system", body: { type: "answer", requestId, answer } })
    } catch (error) {
      if (!(error instanceof AppError && error.problems.some(({ code }) => code === "keyReused"))) throw error
    }
  }

  private async revoke(worker: number, ticketId: string): Promise<void> {
    const { store, clock } = this.process(worker)
    const body = { type: "revoke" as const, comment: "" }
    try {
      await stepOn(store, clock, { ticketId, key: `request:recalled:${ticketId}`, by: "system", body })
    } catch (error) {
      if (!(error instanceof AppError && error.problems.some(({ code }) => code === "ticketClosed"))) throw error
    }
  }

  /** Sends what is queued, at least once; the receiver may fail before or after it has taken a message. */
  private async deliveries(): Promise<void> {
    const { world, memory } = this
    const isDue = (message: Message) => message.state === "queued" && message.claimedUntil <= world.now
    for (;;) {
      await world.poll(
        () => 1000 + world.int(2000),
        () => this.firing === 0 || [...memory.messages.values()].some(isDue),
      )
      const queued = [...memory.messages.values()].filter(isDue)
      for (const message of queued) message.claimedUntil = world.now + leaseMs
      for (const message of queued) await this.deliver(message)
      if (this.firing === 0 && queued.length === 0) {
        if (![...memory.messages.values()].some((message) => message.state === "queued")) return
      }
    }
  }

  private async deliver(message: Message): Promise<void> {
    const { world } = this
    await world.sleep(world.int(50))
    if (world.chance(world.faults.badReceiver)) return
    this.received.push(message.dedupeKey)
    // Taken, but the answer is lost, or the worker dies before it writes it down.
    if (world.chance(world.faults.badReceiver / 2) || world.chance(world.faults.crash)) return
    message.state = "sent"
  }

  private async disturb(end: number): Promise<void> {
    const { world } = this
    while (world.now < end) {
      // Not beyond the end: the clock of the world would go on when nobody fires timers any more.
      await world.sleep(Math.min(world.int(8 * minute), end - world.now))
      if (world.now >= end) return
      if (world.faults.outages && world.random() < 0.4) world.outage(world.int(20_000))
      if (world.faults.clockJumps && world.random() < 0.3) {
        this.skews[world.int(3)] = Math.round((world.random() * 2 - 1) * 60 * minute)
      }
    }
  }
}

const childVersionId = uuid(770)

/** What sub-flows open: a ticket that waits a little and ends. */
function childFlow(): ExecutableFlow {
  const pause = node("pause", "wait", { wait: { type: "minutes", minutes: 7, calendarId: "always" } })
  const result = toExecutable({
    ...flowOf([pause], [edge("start.next", "pause"), edge("pause.next", "close")]),
    fields: testFields,
  })
  invariant(result.ok, "the flow of the children cannot run")
  return result.flow
}

const isUnavailable = (error: unknown): boolean => error instanceof AppError && error.code === "UNAVAILABLE"

function isDown(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && (error.code === "ECONNREFUSED" || error.code === "CONNECTION_CLOSED")
  )
}
