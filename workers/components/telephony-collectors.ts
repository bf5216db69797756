import { startCollectors } from "@/server/telephony/run-collectors"
import type { Component } from "../runtime/component"

/** Fetches events from the telephone systems that do not send them by themselves. */
export const telephonyCollectors: Component = {
  name: "telephony-collectors",
  role: "collectors",
  start: () => startCollectors(),
}
