import { TRPCError } from "@trpc/server"
import type { CommandBody } from "@/core/ticket/command"
import { ticketActions, type TicketAction } from "@/core/ticket/who-may"
import { AppError, type AppErrorCode } from "@/server/api/app-error"
import { appRouter } from "@/server/api/router"
import type { RealTenant } from "./real-tenant"

/** What somebody is told. `problems` is null where the border refused before the engine was asked. */
export type Outcome = Answer | { code: AppErrorCode; problems: string[] | null }
type Answer = { version: number; status: "open" | "closed" }

/** What people can ask for: for each of it there is a procedure of that name. */
export type PersonsBody = Extract<CommandBody, { type: TicketAction }>

export const isPersons = (body: CommandBody): body is PersonsBody =>
  ticketActions.some((action) => action === body.type)

/** Where the procedure of an action is: null would be a door that people do not have. */
export function doorOf(action: TicketAction): "ticket" | "todo" | null {
  const has = (noun: string) => Object.hasOwn(appRouter._def.procedures, `${noun}.${action}`)
  return has("ticket") ? "ticket" : has("todo") ? "todo" : null
}

/** Through the router, as whoever asks. */
export function askAsPerson(
  real: RealTenant,
  by: string,
  { ticketId, key, body: { type, ...input } }: { ticketId: string; key: string; body: PersonsBody },
): Promise<Outcome> {
  const procedures = real.callerOf(by)[doorOf(type) ?? "todo"] as unknown as Record<
    string,
    (input: unknown) => Promise<Answer>
  >
  return outcomeOf(procedures[type]!({ ...input, ticketId, key }))
}

/** What was answered, or why it was refused. Everything that is not a refusal is thrown. */
export async function outcomeOf(work: Promise<Answer>): Promise<Outcome> {
  try {
    const { version, status } = await work
    return { version, status }
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error
    if (cause instanceof AppError) return { code: cause.code, problems: cause.problems.map(({ code }) => code) }
    if (error instanceof TRPCError && error.code === "BAD_REQUEST") return { code: "INVALID", problems: null }
    throw error
  }
}
