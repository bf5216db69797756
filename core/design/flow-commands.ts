import type { DraftGraph, Field, FlowSettings } from "@/core/flow/graph"
import { command, type Command } from "./command"

/** The whole list of form fields. `typing` names the text being typed ("fields:2:label.zh"). */
export const setFields = (graph: DraftGraph, fields: Field[], typing?: string): Command =>
  command("setFields", graph, { ...graph, fields }, typing)

/** `typing` names the text being typed ("slas:0"). */
export const setSettings = (graph: DraftGraph, settings: FlowSettings, typing?: string): Command =>
  command("setSettings", graph, { ...graph, settings }, typing)

/** Everything at once: another person's draft, an earlier version. Undo brings one's own work back. */
export const replaceDraft = (graph: DraftGraph, other: DraftGraph): Command => command("replaceDraft", graph, other)
