import type { TodoDetail } from "./work-sections"

/** What can be done with a todo besides deciding it, in the order it is offered. */
export const workMoves = [
  "claim",
  "transfer",
  "addSign",
  "delegate",
  "return",
  "unclaim",
  "acknowledge",
  "pause",
  "resume",
  "retract",
  "withdraw",
] as const
export type WorkMove = (typeof workMoves)[number]

/** Letters the decisions (a, r, d) and the places of the shell (g …) leave free. */
export const moveKeys = {
  claim: "l",
  unclaim: "u",
  transfer: "t",
  addSign: "s",
  delegate: "o",
  return: "b",
  acknowledge: "q",
  pause: "p",
  resume: "p",
  retract: "w",
  withdraw: "w",
} satisfies Record<WorkMove, string>

/** What this person is offered, and nothing the engine refuses. `activationId`: the visit the todo belongs to. Pure. */
export function movesOf(
  { options, withdraw }: Pick<TodoDetail, "options" | "withdraw">,
  activationId: string | null,
): WorkMove[] {
  const offered: Record<WorkMove, boolean> = {
    claim: Boolean(options?.claim),
    unclaim: Boolean(options?.unclaim),
    transfer: Boolean(options?.transfer),
    addSign: (options?.addSign.length ?? 0) > 0,
    delegate: Boolean(options?.delegate),
    return: Boolean(options?.return),
    acknowledge: Boolean(options?.acknowledge),
    pause: Boolean(options?.pause),
    resume: Boolean(options?.resume),
    retract: Boolean(options?.retract),
    withdraw: withdraw.some((one) => one.activationId === activationId),
  }
  return workMoves.filter((move) => offered[move])
}

export function moveOf(moves: readonly WorkMove[], key: string): WorkMove | null {
  return moves.find((move) => moveKeys[move] === key) ?? null
}
