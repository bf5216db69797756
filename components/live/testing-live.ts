import type { LiveAgent, LiveCall, Snapshot } from "./snapshot"

/** Calls and agents for tests. */
export const liveCall = (callId: string, change: Partial<LiveCall> = {}): LiveCall => ({
  callId,
  direction: "in",
  outcome: "waiting",
  onHold: false,
  direct: false,
  ani: "13800000000",
  dnis: null,
  customerId: null,
  queueId: "q1",
  agentId: null,
  offeredAt: 1000,
  queuedAt: 2000,
  answeredAt: null,
  endedAt: null,
  waitMs: null,
  talkMs: null,
  ivrPath: [],
  intent: null,
  ticketId: null,
  revision: 1,
  ...change,
})

export const liveAgent = (agentId: string, change: Partial<LiveAgent> = {}): LiveAgent => ({
  agentId,
  name: null,
  personId: null,
  extension: null,
  presence: "ready",
  reason: null,
  presenceSince: 1000,
  work: "idle",
  workSince: 1000,
  callId: null,
  queues: ["q1"],
  ...change,
})

export const emptyGauge: Snapshot["gauge"] = {
  asOf: 0,
  totals: { inIvr: 0, waiting: 0, ringing: 0, talking: 0, oldestQueuedAt: null },
  queues: [],
  agents: {
    ready: 0,
    notReady: 0,
    loggedOut: 0,
    work: { idle: 0, reserved: 0, ringing: 0, talking: 0, hold: 0, acw: 0, outbound: 0 },
  },
}
