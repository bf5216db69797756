import { same } from "@/core/design/same"
import type { DraftGraph } from "@/core/flow/graph"

/** A draft as the server has it. `savedAt` in epoch ms. */
export type SavedDraft = { graph: DraftGraph; revision: number; savedAt: number }

/** How a save failed: somebody else saved meanwhile; it will never work like this; or it may work later. */
export type SaveFailure = { type: "conflict" } | { type: "refused"; message: string } | { type: "unreachable" }

export type SaveState =
  | { type: "saved"; at: number }
  | { type: "unsaved" }
  | { type: "saving" }
  | { type: "unreachable"; attempts: number }
  | { type: "refused"; message: string }
  | { type: "conflict" }

/** Typing is saved when it pauses, in milliseconds. */
const pauseMs = 900
const retryMs = [2000, 4000, 8000, 16_000, 30_000] as const

type Options = {
  saved: SavedDraft
  save: (draft: DraftGraph, revision: number) => Promise<{ revision: number; savedAt: number }>
  failureOf: (error: unknown) => SaveFailure
  /** Runs something later; returns how to call it off. */
  later: (run: () => void, ms: number) => () => void
  /** Keeps a copy in the browser while something is unsaved; null drops it. */
  keep: (copy: { base: SavedDraft; graph: DraftGraph } | null) => void
}

/**
 * Saves a draft as it changes. One save at a time; what changes during one is saved after it; while the server cannot be
 * reached it tries again, slower each time. Never gives up what was drawn: after a refusal or a conflict the edits stay,
 * here and in the browser's copy, until they are saved or somebody chooses otherwise.
 *
 * saved      → unsaved    something was changed
 * unsaved    → saving     a pause, or `flush`
 * saving     → saved | unsaved (changed meanwhile) | unreachable | refused | conflict
 * unreachable→ saving     after a while, or `retry`
 * refused    → unsaved    something was changed
 * conflict   → unsaved    `rebase`: a person has decided
 * any        → conflict   `dispute`
 */
export function createDraftSaver({ saved, save, failureOf, later, keep }: Options) {
  let base = saved
  let graph = saved.graph
  let state: SaveState = { type: "saved", at: saved.savedAt }
  let sent: DraftGraph | null = null
  let callOff: (() => void) | null = null
  let running: Promise<void> | null = null
  const listeners = new Set<() => void>()

  const set = (next: SaveState) => {
    state = next
    for (const listener of listeners) listener()
  }
  const wait = (ms: number) => {
    callOff?.()
    callOff = later(() => void run(), ms)
  }
  const isWhole = () => same(graph, base.graph)

  async function attempt() {
    const draft = graph
    sent = draft
    set({ type: "saving" })
    try {
      const { revision, savedAt } = await save(draft, base.revision)
      base = { graph: draft, revision, savedAt }
      if (isWhole()) {
        keep(null)
        set({ type: "saved", at: savedAt })
      } else {
        keep({ base, graph })
        set({ type: "unsaved" })
        wait(pauseMs)
      }
    } catch (error) {
      fail(failureOf(error))
    }
  }

  let attempts = 0
  function fail(failure: SaveFailure) {
    if (failure.type !== "unreachable") {
      set(failure)
      return
    }
    attempts += 1
    set({ type: "unreachable", attempts })
    wait(retryMs[Math.min(attempts, retryMs.length) - 1] ?? 30_000)
  }

  async function run() {
    callOff?.()
    callOff = null
    if (running) return running
    if (state.type === "saved" || state.type === "conflict" || state.type === "refused") return
    running = attempt().finally(() => {
      running = null
    })
    await running
    // The count starts again with the next loss of the connection.
    if (state.type !== "unreachable") attempts = 0
  }

  return {
    get: () => state,
    base: () => base,
    /** What was sent last. A conflict with oneself is an answer that got lost on its way back. */
    sent: () => sent,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** What is on the screen now. */
    change(next: DraftGraph) {
      if (next === graph) return
      graph = next
      if (state.type === "conflict") {
        keep({ base, graph })
        return
      }
      if (isWhole()) {
        callOff?.()
        keep(null)
        if (state.type !== "saving") set({ type: "saved", at: base.savedAt })
        return
      }
      keep({ base, graph })
      if (state.type === "saving" || state.type === "unreachable") return
      set({ type: "unsaved" })
      wait(pauseMs)
    },
    /** Saves at once. True when everything is saved afterwards. */
    async flush(): Promise<boolean> {
      if (running) await running
      if (state.type === "unsaved" || state.type === "unreachable") await run()
      return state.type === "saved"
    },
    /** The connection is back. */
    retry() {
      if (state.type === "unreachable") void run()
    },
    /** A person has decided what to count from: the draft the server has now. What is on the screen is saved over it. */
    rebase(next: SavedDraft, shown: DraftGraph) {
      base = next
      graph = shown
      if (isWhole()) {
        keep(null)
        set({ type: "saved", at: base.savedAt })
      } else {
        keep({ base, graph })
        set({ type: "unsaved" })
        wait(0)
      }
    },
    /** Unsaved work of an earlier visit that somebody else has saved over since: a person has to decide. */
    dispute(started: SavedDraft, shown: DraftGraph) {
      callOff?.()
      callOff = null
      base = started
      graph = shown
      keep({ base, graph })
      set({ type: "conflict" })
    },
  }
}

export type DraftSaver = ReturnType<typeof createDraftSaver>
