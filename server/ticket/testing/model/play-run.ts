import { minute, monday9 } from "@/core/ticket/testing/drive"
import type { DraftGraph } from "@/core/flow/graph"
import { untilDue, type Choice } from "@/core/ticket/testing/random-command"
import { newId } from "../../new-id"
import { Player } from "./player"
import type { RealTenant } from "./real-tenant"

/** Commands that move nothing, in a row, after which a run is given up: the ticket is closed, or stuck for good. */
const idleMax = 3
/** Commands for which nobody has room. */
const fullFor = 3

/** One ticket of one flow, and everything that is done to it. Throws where Postgres and model differ. */
export async function playRun(real: RealTenant, draft: DraftGraph, choices: Choice[]): Promise<Player> {
  // In some runs everybody has their hands full at first, and has room again later.
  const isFull = choices.length % 3 === 0
  await real.limit(isFull ? 0 : null)
  const player = new Player(real, draft, { flowId: newId(), versionId: newId() })
  let at = monday9
  await player.open(choices[0], at)
  let idle = 0
  for (const [index, choice] of choices.entries()) {
    if (isFull && index === fullFor) await real.limit(null)
    if (idle > idleMax) break
    const due = choice.waitMin === untilDue ? player.nextTimer() : null
    at = due ? Math.max(at, due.at) : at + Math.max(0, choice.waitMin) * minute
    await player.play(choice, at)
    idle = player.canMove() ? 0 : idle + 1
  }
  await player.finish()
  return player
}

/**
 * The same clock for two tickets of two tenants: what is done to both is sent at once, and what is done to one meets the
 * other's in the same process. With one player it is the ticket alone.
 */
export async function playTogether(players: { player: Player; choices: Choice[] }[], waits: number[]): Promise<void> {
  let at = monday9
  await Promise.all(players.map(({ player, choices }) => player.open(choices[0], at)))
  for (const [index, wait] of waits.entries()) {
    at += wait * minute
    await Promise.all(
      players.map(async ({ player, choices }) => {
        const choice = choices[index]
        if (choice) await player.play(choice, at)
      }),
    )
  }
  await Promise.all(players.map(({ player }) => player.finish()))
}
