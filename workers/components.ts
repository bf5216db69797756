import { outboxDispatcher } from "./components/outbox-dispatcher"
import { requestSweeper } from "./components/request-sweeper"
import { queueDispatcher } from "./components/queue-dispatcher"
import { sampleStaff } from "./components/sample-staff"
import { telephonyCollectors } from "./components/telephony-collectors"
import { telephonyReducer } from "./components/telephony-reducer"
import { timerSweeper } from "./components/timer-sweeper"
import { visitRoller } from "./components/visit-roller"
import type { Component } from "./runtime/component"

/** Every component there is. A new one is a file of its own and a line here. */
export const components: readonly Component[] = [
  timerSweeper,
  outboxDispatcher,
  requestSweeper,
  queueDispatcher,
  sampleStaff,
  telephonyReducer,
  telephonyCollectors,
  visitRoller,
]
