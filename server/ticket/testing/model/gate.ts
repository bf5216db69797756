import type { DirectoryPerson } from "@/core/people/directory"
import type { PersonsBody } from "./doors"
import type { Outcome } from "./doors"

// What the border refuses before the engine is asked, said once more and in another way than the routers do.

/** Longest texts that a procedure takes, by the field of the command. */
const longest: Record<string, number> = { todoId: 10, incidentId: 10, activationId: 10, tokenId: 10, nodeId: 40 }

/** Why this person's command does not reach the engine; null when it does. */
export function refusedAtTheGate(person: DirectoryPerson | undefined, body: PersonsBody): Outcome | null {
  if (!person?.active) return { code: "UNAUTHENTICATED", problems: [] }
  const work =
    body.type === "retry" ? ["owner", "supervisor", "designer"] : ["owner", "supervisor", "designer", "agent"]
  if (!person.roles.some((role) => work.includes(role))) return { code: "FORBIDDEN", problems: [] }
  const isTooLong = Object.entries(body).some(([name, value]) => {
    return typeof value === "string" && value.length > (longest[name] ?? Infinity)
  })
  return isTooLong ? { code: "INVALID", problems: null } : null
}
