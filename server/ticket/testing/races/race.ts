import type { Scheduler } from "fast-check"
import type { ExecutableFlow } from "@/core/flow/executable-flow"
import { invariant } from "@/core/problem"
import { minute, monday9, runnable } from "@/core/ticket/testing/drive"
import { checkVotes } from "@/core/ticket/testing/check-votes"
import { Ledger, type LedgerStep } from "@/core/ticket/testing/ledger"
import { commandOf } from "@/core/ticket/testing/random-command"
import { directory, ids, uuid } from "@/core/ticket/testing/tenant"
import { inTurn } from "../../in-turn"
import type { StepRequest } from "../../step"
import type { StepClock, StepStore } from "../../step-store"
import { checkTicket } from "../simulator/check"
import { MemoryStore, stateOf, type Sabotage } from "../simulator/memory-store"
import { openOn } from "../simulator/open-on"
import { requestsOf, type Contest } from "./contest"
import { contents, serialOrder, tell, type Told } from "./serial-order"

/** `conflicts`: how often somebody came too late and decided again. */
export type RaceResult = { told: Told[]; order: string[]; conflicts: number }

export const ticketId = uuid(901)

/** Everybody acts at one moment, so that the same order always gives the same bytes. */
export const raceClock: StepClock = { now: () => monday9 + 30 * minute, pause: async () => {}, random: () => 0 }

/** The ticket as it is when the race begins, and who wants what. */
export async function prepare<Store extends MemoryStore>(
  contest: Contest,
  make: (...memory: ConstructorParameters<typeof MemoryStore>) => Store,
): Promise<{ store: Store; flow: ExecutableFlow; requests: StepRequest[] }> {
  const flow = runnable(contest.draft)
  const store = make(new Map([[ids.version, flow]]), () => ({ directory, calendars: {} }))
  let at = monday9
  const clock = { ...raceClock, now: () => at }
  const variables = { amount: 120, flag: true, items: ["a"] }
  await openOn(store, clock, { ticketId, number: 1, origin: { type: "manual" }, variables })
  for (const [index, choice] of contest.before.entries()) {
    at += minute
    const { by, body } = commandOf(choice, now(store), flow)
    // The race is what ends tickets.
    if (body.type !== "open" && body.type !== "revoke")
      await tell(store, clock, { ticketId, key: `b${index}`, by, body })
  }
  return { store, flow, requests: requestsOf(contest, ticketId, now(store), flow) }
}

const now = (store: MemoryStore) => {
  const ticket = store.tickets.get(ticketId)
  invariant(ticket, "the ticket is not there")
  return stateOf(ticket)
}

/**
 * All racers at once; the scheduler says whose call of the store comes next, and it may come between a write and the news
 * of it. Throws when no order of them one after the other explains what they were told and what is stored.
 */
export async function race(contest: Contest, scheduler: Scheduler, sabotage?: Sabotage): Promise<RaceResult> {
  const { store: before, flow, requests } = await prepare(contest, (...memory) => new MemoryStore(...memory))
  const store = before.fork(sabotage)
  let conflicts = 0
  const onConflict = () => conflicts++
  const racers = requests.map((request, index) => {
    const losesAnswer = contest.lost.includes(index)
    const who = `${request.by} ${request.body.type}`
    return { request, twice: losesAnswer, store: scheduled(store, scheduler, { who, losesAnswer, onConflict }) }
  })
  const pause = () => scheduler.schedule(Promise.resolve(), "pause")
  const running = Promise.all(racers.map((racer) => tell(racer.store, { ...raceClock, pause }, racer.request)))
  await scheduler.waitFor(running)
  const told = await running
  for (const one of told) {
    invariant(!("code" in one) || (one.code !== "UNAVAILABLE" && one.problems.length > 0), "refused without a reason")
  }
  checkEnd(store, flow, requests)
  const outcomes = racers.map(({ request, twice }, index) => ({ request, twice, told: told[index]! }))
  const found = await serialOrder(before, raceClock, outcomes, (end) => contents(end) === contents(store))
  invariant(found, `no order explains ${JSON.stringify(outcomes)}`)
  return { told, order: found.order, conflicts }
}

/** I2, I3, I4, I6, I8 and I9 of the ticket as the race left it. */
function checkEnd(store: MemoryStore, flow: ExecutableFlow, requests: StepRequest[]): void {
  const keys = store.steps.map(({ key }) => key)
  invariant(new Set(keys).size === keys.length, "a command was taken twice")
  for (const key of keys) {
    invariant(/^(open|b)/.test(key) || requests.some((one) => one.key === key), `${key} was never sent`)
  }
  checkTicket(store, ticketId)
  const ledger = new Ledger(flow)
  ledger.events.push(...store.eventsOf(ticketId))
  ledger.state = now(store)
  checkVotes(ledger, { events: ledger.events } as LedgerStep)
  const handedOut = ledger.events.flatMap(({ body }) => ("todos" in body ? body.todos.map(({ id }) => id) : []))
  invariant(new Set(handedOut).size === handedOut.length, "a todo was handed out twice")
  const left = [...store.timers.values()].length + Object.keys(ledger.state.todos).length
  invariant(ledger.state.status === "open" || left === 0, "a closed ticket has work")
}

/** Each call waits for its turn, before it is made and before its answer arrives. */
function scheduled(
  store: StepStore,
  scheduler: Scheduler,
  { who, losesAnswer, onConflict }: { who: string; losesAnswer: boolean; onConflict: () => void },
): StepStore {
  const turn = (what: string) => scheduler.schedule(Promise.resolve(), `${who}: ${what}`)
  const call = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    await turn(what)
    const answer = await work()
    await turn(`${what} is back`)
    return answer
  }
  let isLost = losesAnswer
  return {
    load: (id, key) => call("load", () => store.load(id, key)),
    flowOf: (versionId) => store.flowOf(versionId),
    facts: () => call("facts", () => store.facts()),
    pools: (wanted) => call("pools", () => store.pools(wanted)),
    callAgents: (callIds) => call("callAgents", () => store.callAgents(callIds)),
    apply: (item) =>
      call("apply", async () => {
        const answer = await store.apply(item)
        if (answer === "conflict") onConflict()
        if (!isLost) return answer
        isLost = false
        throw Object.assign(new Error("lost"), { code: "CONNECTION_CLOSED" })
      }),
    inTurn: (keys, work) =>
      inTurn(
        keys.map((key) => `race ${key}`),
        work,
      ),
  }
}
