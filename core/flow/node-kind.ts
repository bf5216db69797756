import type { z } from "zod"
import type { Problem } from "@/core/problem"
import type { Text } from "@/core/text"
import type { DraftGraph, DraftNode } from "./graph"
import type { NodeRun } from "@/core/ticket/node-run"
import type { Todo } from "@/core/ticket/state"
import type { CommandBody } from "@/core/ticket/command"

/** The decision command a node kind answers. */
export type DecideCommand = Extract<CommandBody, { type: "decide" }>

/** How the property panel edits one field of a kind's configuration. Attached to the zod schema with `.meta({ panel })`. */
export type PanelControl =
  | "text"
  | "longText"
  | "template"
  | "number"
  | "switch"
  | "choice"
  | "people"
  | "distribution"
  | "emptyRule"
  | "pass"
  | "sla"
  | "fields"
  | "formFields"
  | "channels"
  | "resolution"
export type PanelField = {
  control: PanelControl
  label: Text
  help?: Text
  /** For `choice`: the options in order. */
  options?: { value: string; label: Text }[]
  /** Heading the panel groups the field under. */
  section: "what" | "who" | "deadline" | "form"
}

export type Exit = { id: string; title: Text; tone: "neutral" | "positive" | "negative" }

/**
 * Everything one kind of node brings (engine.md §12), in one file of `core/flow/nodes/` and one entry of
 * `core/flow/nodes/kinds.ts`. Palette, property panel, checks, engine, replay labels and documentation are derived.
 */
export type NodeKind<Config = unknown> = {
  kind: string
  group: "start" | "people" | "automatic" | "routing" | "end"
  /** Name of a lucide icon. */
  icon: string
  title: Text
  description: Text
  schema: z.ZodType<Config>
  /** A valid configuration apart from what only the author can know (which people). */
  defaults(): Config
  /** In the order they are drawn. A split's own routes are edges with exit "route". */
  exits(config: Config): Exit[]
  /** May an edge lead here? False for the start only. */
  hasEntry: boolean
  /** One line on the canvas: "Supervisor · 1 h · 3 tiers". */
  summary(config: Config): Text
  /** Problems beyond the schema's: empty people, tiers after …, expressions. Pure. */
  check(config: Config, node: DraftNode, graph: DraftGraph): Problem[]
  /** A token arrives. Emits through the run; people kinds dispatch and wait, automatic kinds complete at once. */
  arrive(run: NodeRun, config: Config): void
  /** A todo of this node is decided. Absent on kinds without people. The todo is active and the actor may act on it. */
  decide?(run: NodeRun, config: Config, todo: Todo, command: DecideCommand): void
}
