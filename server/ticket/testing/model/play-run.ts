import { minute, monday9 } from "@/core/ticket/testing/drive"
import type { DraftGraph } from "@/core/flow/graph"
import { untilDue, type Choice } from "@/core/ticket/testing/random-command"
import { newId } from "../../new-id"
import { Player } from "./player"
import type { RealTenant } from "./real-tenant"

/** Commands that move nothing, in a row, after which a run is given up: the ticket is closed, or stuck for good. */
const idleMax = 3

/** One ticket of one flow, and everything that is done to it. Throws where Postgres and model differ. */
export async function playRun(real: RealTenant, draft: DraftGraph, choices: Choice[]): Promise<Player> {
  const player = new Player(real, draft, { flowId: newId(), versionId: newId() })
  let at = monday9
  await player.open(choices[0], at)
  let idle = 0
  for (const choice of choices) {
    if (idle > idleMax) break
    const due = choice.waitMin === untilDue ? player.nextTimer() : null
    at = due ? Math.max(at, due.at) : at + Math.max(0, choice.waitMin) * minute
    if (due) await player.fireNext(due.itemId, at)
    else await player.play(choice, at)
    idle = player.canMove() ? 0 : idle + 1
  }
  await player.finish()
  return player
}
