import { startReducer } from "@/server/telephony/reducer"
import type { Component } from "../runtime/component"

/** Turns received events into calls, agents and news as they come in. */
export const telephonyReducer: Component = { name: "telephony-reducer", role: "receiver", start: () => startReducer() }
