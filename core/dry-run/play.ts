import type { Problem } from "@/core/problem"
import type { Move } from "./move"
import { Refused, startRun, type Run } from "./run"
import { takeMove } from "./take-move"
import type { DryRunWorld } from "./world"

/** Moves made one after the other. */
export type Play = {
  /** The run before the first move, and after each that could be made. */
  runs: Run[]
  /** The move that could not be made; those behind it were not tried. */
  refused: { index: number; problems: Problem[] } | null
}

/** The same as `play`, one move at a time: whoever has other things to do takes a breath in between. */
export function* playing(world: DryRunWorld, startAt: number, moves: readonly Move[]): Generator<void, Play> {
  let run = startRun(startAt)
  const runs = [run]
  for (const [index, move] of moves.entries()) {
    try {
      run = takeMove(world, run, move)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return { runs, refused: { index, problems: error.problems } }
    }
    runs.push(run)
    yield
  }
  return { runs, refused: null }
}

/** Makes moves on a new ticket, as far as they can be made. Going back is playing fewer of them. Pure. */
export function play(world: DryRunWorld, startAt: number, moves: readonly Move[]): Play {
  const made = playing(world, startAt, moves)
  for (;;) {
    const { done, value } = made.next()
    if (done) return value
  }
}

/** How the run stands after the last move that could be made. */
export const lastRun = ({ runs }: Play): Run => runs.at(-1)!
