import type { DraftGraph } from "@/core/flow/graph"
import { applyCommand, revertCommand, type Command } from "./command"
import { isEmptyPatch, joinPatches } from "./patch"

/** Steps that can be undone; the oldest fall off. */
export const historySteps = 200
/** Typing that pauses longer than this starts a new step, in milliseconds. */
export const typingPauseMs = 1200

type Step = { command: Command; at: number }
/** `graph` is what is on the screen: `past` has led to it, `future` was undone. */
export type History = { graph: DraftGraph; past: Step[]; future: Step[] }

export const startHistory = (graph: DraftGraph): History => ({ graph, past: [], future: [] })

/** Does a command and remembers it. A command that changes nothing leaves no trace and keeps what can be redone. */
export function perform(history: History, done: Command, atMs: number): History {
  if (isEmptyPatch(done.patch)) return history
  const graph = applyCommand(history.graph, done)
  const last = history.past.at(-1)
  const goesOn =
    last && done.typing !== undefined && last.command.typing === done.typing && atMs - last.at <= typingPauseMs
  if (!goesOn) return { graph, past: [...history.past, { command: done, at: atMs }].slice(-historySteps), future: [] }
  const patch = joinPatches(last.command.patch, done.patch)
  const past = history.past.slice(0, -1)
  // Typed and deleted again: there is nothing left to undo.
  if (isEmptyPatch(patch)) return { graph, past, future: [] }
  return { graph, past: [...past, { command: { ...last.command, patch }, at: atMs }], future: [] }
}

/** The field lost the focus: what is typed next is a step of its own. */
export function seal(history: History): History {
  const last = history.past.at(-1)
  if (last?.command.typing === undefined) return history
  const { typing: _, ...command } = last.command
  return { ...history, past: [...history.past.slice(0, -1), { ...last, command }] }
}

export function undo(history: History): History {
  const last = history.past.at(-1)
  if (!last) return history
  return {
    graph: revertCommand(history.graph, last.command),
    past: history.past.slice(0, -1),
    future: [...history.future, last],
  }
}

export function redo(history: History): History {
  const next = history.future.at(-1)
  if (!next) return history
  return {
    graph: applyCommand(history.graph, next.command),
    past: [...history.past, next],
    future: history.future.slice(0, -1),
  }
}

/** What undo and redo would do, for their labels. */
export const nextUndo = (history: History) => history.past.at(-1)?.command ?? null
export const nextRedo = (history: History) => history.future.at(-1)?.command ?? null
