"use client"

import { useMemo, useState } from "react"
import { dryRunLimits } from "@/core/dry-run/limits"
import type { Move } from "@/core/dry-run/move"
import { lastRun, play, type Play } from "@/core/dry-run/play"
import { refusalProblem } from "@/core/dry-run/refusal"
import { Refused, startRun, type Run } from "@/core/dry-run/run"
import { takeMove } from "@/core/dry-run/take-move"
import type { DryRunWorld } from "@/core/dry-run/world"
import type { Problem } from "@/core/problem"

export type DryRun = {
  world: DryRunWorld
  startAt: number
  moves: readonly Move[]
  played: Play
  run: Run
  /** Makes a move. Answers why it cannot be made, else nothing. */
  take: (move: Move) => Problem[] | null
  /** The first move, at an instant of one's choosing. Answers as `take`. */
  begin: (startAt: number, move: Move) => Problem[] | null
  undo: () => void
  /** From the beginning, with no moves or these. */
  restart: (startAt: number, moves?: readonly Move[]) => void
}

/** A run as a list of moves that are made anew whenever it changes: going back is leaving out the last one. */
export function useDryRun(world: DryRunWorld, now: number): DryRun {
  const [{ startAt, moves }, set] = useState<{ startAt: number; moves: readonly Move[] }>({ startAt: now, moves: [] })
  const played = useMemo(() => play(world, startAt, moves), [world, startAt, moves])
  const run = lastRun(played)
  return {
    world,
    startAt,
    moves,
    played,
    run,
    take(move) {
      // What could not be made of a test that was opened goes with the first move of one's own.
      const made = moves.slice(0, played.runs.length - 1)
      if (made.length >= dryRunLimits.movesMax) return [refusalProblem("dryRunTooLong")]
      const problems = refusalOf(world, run, move)
      if (!problems) set({ startAt, moves: [...made, move] })
      return problems
    },
    begin(at, move) {
      const problems = refusalOf(world, startRun(at), move)
      if (!problems) set({ startAt: at, moves: [move] })
      return problems
    },
    undo: () => set({ startAt, moves: moves.slice(0, Math.max(0, played.runs.length - 2)) }),
    restart: (at, from = []) => set({ startAt: at, moves: from }),
  }
}

function refusalOf(world: DryRunWorld, run: Run, move: Move): Problem[] | null {
  try {
    takeMove(world, run, move)
    return null
  } catch (error) {
    if (error instanceof Refused) return error.problems
    throw error
  }
}
