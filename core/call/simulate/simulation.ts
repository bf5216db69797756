import { type CtiEvent, sourceOf, subjectOf } from "../event"
import type { EventData, EventType } from "../event-data"
import { eventTime } from "../event-time"
import { callsPerHour, concerns, type Concern } from "./hotline"
import { randomFrom } from "./random"

export type SimulatedAgent = { agentId: string; extension: string; name: string; queues: string[] }

export type SimulationOptions = {
  /**
   * Of the day: the same seed and agents give the same day, so a restart can go on in the middle of it. Another day, other
   * agents or other settings need another seed: ids are made of it, and an id that meant something else is a duplicate.
   */
  seed: number
  tenantSlug: string
  connectorKey: string
  agents: SimulatedAgent[]
  /** Local midnight the day begins at, milliseconds. */
  startMs: number
  callsPerHourPeak: number
  /** 1 = real; 5 = five times as many calls, each five times as short. */
  speed: number
}

/** Menu and ring times in seconds, before `speed`. */
const welcomeSec = 6
const menuStepSec = 7
const ringSec = 6
const wrapUpSec = 25
const patienceSec = 110
/** Share of callers who do not get what they came for and try again, and after how long. */
const recallShare = 0.18
const recallSec = 900

type Agent = SimulatedAgent & { state: "ready" | "busy" }
type Caller = { ani: string; customerId: string | null; concern: Concern }
type Waiting = { callId: string; caller: Caller; queuedAt: number; leave: () => boolean }

export const simulatedNode = "sim-1"

/** What every call and event id of a play begins with. */
export function playPrefix({ startMs, seed }: Pick<SimulationOptions, "startMs" | "seed">): string {
  return `sim-${startMs.toString(36)}-${seed.toString(36)}-`
}

/**
 * One day of a hotline as a stream of events: callers come by the hour, walk the menu, wait with finite patience, are
 * rung through to whoever has the skill and is free longest, talk, and some call again. `until(ms)` gives the events up
 * to an instant, in order; nothing outside the seed decides anything.
 */
export function simulateDay(options: SimulationOptions): { until(ms: number): CtiEvent[]; isOver(): boolean } {
  const { seed, startMs, speed } = options
  const random = randomFrom(seed)
  const endMs = startMs + 86_400_000
  const events: CtiEvent[] = []
  const agenda: { at: number; order: number; run: () => void }[] = []
  const agents: Agent[] = options.agents.map((agent) => ({ ...agent, state: "ready" }))
  const freeSince = new Map(agents.map((agent, index) => [agent.agentId, index]))
  const waiting: Waiting[] = []
  let order = 0
  let now = startMs
  let calls = 0

  const secs = (seconds: number) => (seconds * 1000) / speed
  const after = (ms: number, run: () => void) => {
    const entry = { at: now + ms, order: order++, run }
    let index = agenda.length
    // Kept in order; insertions are near the end of a short list.
    while (index > 0 && agenda[index - 1]!.at > entry.at) index--
    agenda.splice(index, 0, entry)
  }

  const source = sourceOf(options.tenantSlug, options.connectorKey, simulatedNode)
  const prefix = playPrefix(options)
  const emit = <Type extends EventType>(type: Type, kind: "call" | "agent", id: string, data: EventData<Type>) => {
    const event = {
      specversion: "1.0",
      id: `${prefix}${events.length + emitted}`,
      source,
      type,
      subject: subjectOf(kind, id),
      time: eventTime(Math.round(now)),
      sequence: String(events.length + emitted).padStart(9, "0"),
      data,
    }
    // The type picks the data; TypeScript cannot follow that correlation through the union.
    events.push(event as unknown as CtiEvent)
  }
  let emitted = 0

  const agentEvent = (
    type: "cti.agent.ready" | "cti.agent.reserved" | "cti.agent.busy" | "cti.agent.acw_started" | "cti.agent.acw_ended",
    agent: Agent,
    callId?: string,
  ) => emit(type, "agent", agent.agentId, { extension: agent.extension, ...(callId !== undefined && { callId }) })

  const newCaller = (): Caller => ({
    ani: `13${Math.floor(random.next() * 1e9)
      .toString()
      .padStart(9, "0")}`,
    customerId: random.next() < 0.8 ? `C${100_000 + Math.floor(random.next() * 60_000)}` : null,
    concern: random.weighted(concerns),
  })

  const arrive = (caller: Caller) => {
    const callId = `${prefix}${++calls}`
    const identity = {
      ani: caller.ani,
      dnis: "95188",
      ...(caller.customerId !== null && { customerId: caller.customerId }),
    }
    emit("cti.call.offered", "call", callId, { direction: "in", trunk: "main", ...identity })
    emit("cti.call.ivr_entered", "call", callId, { node: "welcome" })
    walkMenu(callId, caller, 0)
  }

  const walkMenu = (callId: string, caller: Caller, step: number) => {
    const { concern } = caller
    const node = concern.menu[step]
    after(secs(step === 0 ? random.service(welcomeSec) : random.service(menuStepSec)), () => {
      if (random.next() < 0.02) {
        emit("cti.call.ivr_exited", "call", callId, { exit: "hangup" })
        emit("cti.call.abandoned", "call", callId, { where: "ivr" })
        emit("cti.call.ended", "call", callId, { by: "customer" })
        return
      }
      if (node !== undefined) {
        const isBot = node === "voice_bot" && concern.intent !== null
        emit("cti.call.ivr_step", "call", callId, {
          node,
          input: isBot
            ? { intent: concern.intent!, confidence: 0.7 + 0.3 * random.next(), slots: concern.slots(random) }
            : { dtmf: String(step + 1) },
        })
        walkMenu(callId, caller, step + 1)
      } else if (concern.queue === null) {
        emit("cti.call.ivr_exited", "call", callId, { exit: "self_served" })
        emit("cti.call.ended", "call", callId, { by: "customer" })
      } else enterQueue(callId, caller, concern.queue)
    })
  }

  const enterQueue = (callId: string, caller: Caller, queueId: string) => {
    emit("cti.call.ivr_exited", "call", callId, { exit: "queue" })
    const ahead = waiting.filter((other) => other.caller.concern.queue === queueId).length
    emit("cti.call.queued", "call", callId, { queueId, position: ahead + 1, queueLength: ahead + 1 })
    const entry: Waiting = { callId, caller, queuedAt: now, leave: () => remove(entry) }
    waiting.push(entry)
    after(secs(random.exponential(patienceSec)), () => {
      if (!entry.leave()) return
      const waitMs = Math.round(now - entry.queuedAt)
      emit("cti.call.dequeued", "call", callId, { queueId, waitMs, cause: "abandoned" })
      emit("cti.call.abandoned", "call", callId, { queueId, where: "queue", waitMs, short: waitMs < 5000 })
      emit("cti.call.ended", "call", callId, { by: "customer" })
      if (random.next() < 0.5) after(secs(random.exponential(recallSec)), () => arrive(caller))
    })
    serve()
  }

  const remove = (entry: Waiting): boolean => {
    const index = waiting.indexOf(entry)
    if (index >= 0) waiting.splice(index, 1)
    return index >= 0
  }

  /** First come, first served, by whoever has the skill and has been free longest. */
  const serve = () => {
    for (const entry of waiting.slice()) {
      const queueId = entry.caller.concern.queue!
      const free = agents
        .filter((agent) => agent.state === "ready" && agent.queues.includes(queueId))
        .sort((a, b) => freeSince.get(a.agentId)! - freeSince.get(b.agentId)!)[0]
      if (free) {
        entry.leave()
        offer(entry, free, queueId)
      }
    }
  }

  const offer = (entry: Waiting, agent: Agent, queueId: string) => {
    agent.state = "busy"
    const { callId } = entry
    const to = { queueId, agentId: agent.agentId, extension: agent.extension }
    emit("cti.call.agent_offered", "call", callId, { ...to, attempt: 1 })
    agentEvent("cti.agent.reserved", agent, callId)
    emit("cti.call.ringing", "call", callId, to)
    const ringMs = Math.min(secs(random.service(ringSec)), secs(20))
    after(ringMs, () => {
      const waitMs = Math.round(now - entry.queuedAt)
      emit("cti.call.dequeued", "call", callId, { queueId, waitMs, cause: "answered" })
      emit("cti.call.answered", "call", callId, { ...to, waitMs, ringMs: Math.round(ringMs) })
      agentEvent("cti.agent.busy", agent, callId)
      talk(entry, agent)
    })
  }

  const talk = (entry: Waiting, agent: Agent) => {
    const { callId, caller } = entry
    const talkMs = secs(random.service(caller.concern.talkSec))
    const holdMs = random.next() < 0.25 ? talkMs * 0.2 * random.next() : 0
    if (holdMs > 0) {
      after(talkMs * 0.4, () => emit("cti.call.held", "call", callId, { by: "agent", agentId: agent.agentId }))
      after(talkMs * 0.4 + holdMs, () =>
        emit("cti.call.retrieved", "call", callId, { by: "agent", agentId: agent.agentId }),
      )
    }
    after(talkMs, () => {
      const by = random.next() < 0.6 ? "customer" : "agent"
      emit("cti.call.ended", "call", callId, { by, talkMs: Math.round(talkMs - holdMs), holdMs: Math.round(holdMs) })
      agentEvent("cti.agent.acw_started", agent, callId)
      if (random.next() < recallShare) after(secs(random.exponential(recallSec)), () => arrive(caller))
      after(secs(random.service(wrapUpSec)), () => {
        agentEvent("cti.agent.acw_ended", agent)
        agent.state = "ready"
        freeSince.set(agent.agentId, now)
        serve()
      })
    })
  }

  const nextArrival = () => {
    const rate = callsPerHour(options.callsPerHourPeak * speed, (now - startMs) / 1000)
    after(random.exponential(3_600_000 / Math.max(rate, 0.1)), () => {
      if (now >= endMs) return
      arrive(newCaller())
      nextArrival()
    })
  }

  for (const agent of agents) {
    emit("cti.agent.logged_in", "agent", agent.agentId, {
      extension: agent.extension,
      name: agent.name,
      queues: agent.queues,
    })
    agentEvent("cti.agent.ready", agent)
  }
  nextArrival()

  return {
    until(ms) {
      while (agenda.length > 0 && agenda[0]!.at <= ms) {
        const entry = agenda.shift()!
        now = entry.at
        entry.run()
      }
      emitted += events.length
      return events.splice(0)
    },
    isOver: () => now >= endMs && agenda.length === 0,
  }
}
