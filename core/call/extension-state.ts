import * as z from "zod"
import { newer } from "./agent-state"
import { orderKey, type ExtensionEvent } from "./event"
import { deviceStates } from "./event-data"

/** A telephone, apart from whoever sits at it: is it registered, and what does its line do. Newest fact wins per register. */
export const extensionStateSchema = z.object({
  extension: z.string(),
  agentId: z.string().nullable(),
  registered: z.object({ value: z.boolean(), since: z.string(), key: z.string() }).nullable(),
  device: z.object({ value: z.enum(deviceStates), since: z.string(), key: z.string() }).nullable(),
})
export type ExtensionState = z.infer<typeof extensionStateSchema>

export function newExtensionState(extension: string): ExtensionState {
  return { extension, agentId: null, registered: null, device: null }
}

/** Merges an event into the state. Commutative and idempotent; the state given stays as it is. */
export function mergeExtension(state: ExtensionState, event: ExtensionEvent): ExtensionState {
  const at = { since: event.time, key: orderKey(event) }
  const agentId = [state.agentId ?? "", event.data.agentId ?? ""].sort().at(-1) || null
  if (event.type === "cti.ext.state")
    return { ...state, agentId, device: newer(state.device, { value: event.data.devState, ...at }) }
  const value = event.type === "cti.ext.registered"
  return { ...state, agentId, registered: newer(state.registered, { value, ...at }) }
}
