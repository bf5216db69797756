import type { DraftGraph } from "@/core/flow/graph"
import { applyPatch, difference, inverse, type Patch } from "./patch"

/** Every way to change a draft. The name is what "Undo …" says. */
export const commandNames = [
  "addNode",
  "insertNode",
  "moveNodes",
  "arrange",
  "align",
  "distribute",
  "renameNode",
  "setConfig",
  "connect",
  "reconnect",
  "deleteSelection",
  "paste",
  "duplicate",
  "renameRoute",
  "setCondition",
  "setFallback",
  "reorderRoutes",
  "setFields",
  "setFieldRights",
  "setSettings",
  "addNote",
  "group",
  "ungroup",
  "writeNote",
  "colorNote",
  "resizeNote",
  "replaceDraft",
  "applyFix",
] as const
export type CommandName = (typeof commandNames)[number]

/**
 * One edit of the canvas: what it is called and what it does. `typing` names the text being typed: edits with the same
 * name that follow each other quickly are one step to undo.
 */
export type Command = { name: CommandName; patch: Patch; typing?: string }

/** Names the step from `before` to `after`. */
export function command(name: CommandName, before: DraftGraph, after: DraftGraph, typing?: string): Command {
  return { name, patch: difference(before, after), ...(typing !== undefined && { typing }) }
}

export const applyCommand = (graph: DraftGraph, { patch }: Command): DraftGraph => applyPatch(graph, patch)
export const revertCommand = (graph: DraftGraph, { patch }: Command): DraftGraph => applyPatch(graph, inverse(patch))
