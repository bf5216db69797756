import type { Task } from "./runtime/task"
import { deliverMessagesTask } from "./tasks/deliver-messages"
import { fireTimersTask } from "./tasks/fire-timers"

/** Every task the queue knows. A new one is a file in `tasks/`, named after its identifier, and a line here. */
export const tasks: readonly Task[] = [fireTimersTask, deliverMessagesTask]
