import type { Command, CommandName } from "@/core/design/command"
import { absorb } from "@/core/design/absorb"
import { nextRedo, nextUndo, perform, redo, seal, startHistory, undo, type History } from "@/core/design/history"
import type { DraftGraph } from "@/core/flow/graph"

/** `nodeIds`: of steps, notes and groups; ids are unique within a flow. */
export type Selection = { nodeIds: ReadonlySet<string>; edgeIds: ReadonlySet<string> }

/** Where a problem sends people: a field of the chosen node or edge, or of the flow's settings. */
export type FieldTarget = { nodeId?: string; edgeId?: string; field?: string; start?: number; end?: number }

/** Characters of a text that a problem is about, until that text has shown them. */
export type Caret = { nodeId?: string; edgeId?: string; field: string; start: number; end: number }

const caretOf = ({ field, start, end, ...owner }: FieldTarget): Caret | null =>
  field !== undefined && start !== undefined && end !== undefined ? { ...owner, field, start, end } : null

export type DesignerState = {
  history: History
  selection: Selection
  /** The panel at the right: what is chosen, or the flow itself. */
  panel: "selection" | "flow"
  /** The note or group whose text is being typed. */
  writing: string | null
  /** Set once for each jump; the field that it names takes the focus and clears it. */
  target: FieldTarget | null
  /** Set with the target; the text takes it when it is there, which may be later. */
  caret: Caret | null
  /** A step that the canvas comes near to, until it has. */
  approach: { nodeId: string } | null
}

export const nothingSelected: Selection = { nodeIds: new Set(), edgeIds: new Set() }

/**
 * The state of one open designer. Outside React, so that a card among 300 renders only when its own part changes, and
 * so that commands can be run from keys, menus and panels alike. `now` in epoch ms.
 */
export function createDesignerStore(graph: DraftGraph, now: () => number) {
  let state: DesignerState = {
    history: startHistory(graph),
    selection: nothingSelected,
    panel: "selection",
    writing: null,
    target: null,
    caret: null,
    approach: null,
  }
  const listeners = new Set<() => void>()
  const set = (next: Partial<DesignerState>) => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }

  /** What is not on the graph any more cannot be chosen. */
  const onGraph = ({ nodeIds, edgeIds }: Selection, { nodes, edges, annotations }: DraftGraph): Selection => {
    const known = new Set([...nodes, ...edges, ...(annotations ?? [])].map(({ id }) => id))
    const isWhole = [...nodeIds, ...edgeIds].every((id) => known.has(id))
    if (isWhole) return state.selection.nodeIds === nodeIds ? state.selection : { nodeIds, edgeIds }
    const keep = (ids: ReadonlySet<string>) => new Set([...ids].filter((id) => known.has(id)))
    return { nodeIds: keep(nodeIds), edgeIds: keep(edgeIds) }
  }
  const setHistory = (history: History, selection = state.selection) => {
    if (history !== state.history) set({ history, selection: onGraph(selection, history.graph) })
  }

  return {
    get: () => state,
    graph: () => state.history.graph,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** `select`: what is chosen afterwards, such as the node that was added. */
    run(command: Command, select?: Iterable<string>) {
      const selection = select ? { nodeIds: new Set(select), edgeIds: new Set<string>() } : state.selection
      setHistory(perform(state.history, command, now()), selection)
    },
    /** Somebody else's work, already merged with mine: on the screen, chosen things stay chosen, and no step to undo. */
    absorb(graph: DraftGraph) {
      setHistory(absorb(state.history, graph))
    },
    undo: () => setHistory(undo(state.history)),
    redo: () => setHistory(redo(state.history)),
    seal: () => setHistory(seal(state.history)),
    select(selection: Selection) {
      set({ selection, panel: "selection" })
    },
    selectNodes(ids: Iterable<string>) {
      set({ selection: { nodeIds: new Set(ids), edgeIds: new Set() }, panel: "selection" })
    },
    /** Opens what a problem points at. */
    jump(target: FieldTarget) {
      const { nodes, edges } = state.history.graph
      const edge = edges.find(({ id }) => id === target.edgeId)
      const nodeId = target.nodeId ?? edge?.source
      const node = nodes.find(({ id }) => id === nodeId)
      const caret = caretOf(target)
      // Routes are edited at their split; any other edge, and one without a step, has a panel of its own.
      const isAlone = edge && (!node || (edge.exit !== "route" && target.field === undefined))
      if (isAlone)
        set({ selection: { nodeIds: new Set(), edgeIds: new Set([edge.id]) }, panel: "selection", target, caret })
      else if (node)
        set({ selection: { nodeIds: new Set([node.id]), edgeIds: new Set() }, panel: "selection", target, caret })
      else set({ selection: nothingSelected, panel: "flow", target, caret })
    },
    /** Brings a step to where it can be read, whatever of it is chosen. */
    approach(nodeId: string) {
      set({ approach: { nodeId } })
    },
    approached: () => set({ approach: null }),
    /** The text has shown the characters. */
    caretTaken: () => set({ caret: null }),
    /** Begins typing a note's text or a group's title; null ends it. */
    write(id: string | null) {
      if (state.writing !== id) set({ writing: id })
    },
    showFlow(isShown: boolean) {
      set({ panel: isShown ? "flow" : "selection", ...(isShown && { selection: nothingSelected }) })
    },
    arrived: () => set({ target: null }),
  }
}

export type DesignerStore = ReturnType<typeof createDesignerStore>

/** The step that is chosen, when it alone is; null for a note or a group. */
export function chosenStep({ selection: { nodeIds }, history: { graph } }: DesignerState): string | null {
  const [only] = nodeIds
  if (only === undefined || nodeIds.size > 1) return null
  return graph.annotations?.some(({ id }) => id === only) ? null : only
}

export const undoName = ({ history }: DesignerState): CommandName | null => nextUndo(history)?.name ?? null
export const redoName = ({ history }: DesignerState): CommandName | null => nextRedo(history)?.name ?? null
