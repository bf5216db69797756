import type { CommandBody } from "../command"
import type { TicketState } from "../state"
import type { Step } from "../step"

type Body<T extends CommandBody["type"]> = Extract<CommandBody, { type: T }>

/** What a command does; refuses the step when it makes no sense. `before` is the state it was sent to. */
export type Handler<T extends CommandBody["type"]> = (step: Step, body: Body<T>, before: TicketState | null) => void
export type Handlers<T extends CommandBody["type"]> = { [Type in T]: Handler<Type> }
