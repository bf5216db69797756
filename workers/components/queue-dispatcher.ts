import { startSweep } from "@/server/tenant/sweep"
import { dispatchWaiting } from "@/server/todo/dispatch-waiting"
import type { Component } from "../runtime/component"

/** Gives out todos that waited for somebody to have room, as soon as somebody has. */
export const queueDispatcher: Component = {
  name: "queue-dispatcher",
  role: "timers",
  start: () => startSweep({ name: "queues", look: dispatchWaiting }),
}
