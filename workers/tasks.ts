import type { Task } from "./runtime/task"
import { backTestTask } from "./tasks/back-test"
import { deliverMessagesTask } from "./tasks/deliver-messages"
import { endOverrunningTask } from "./tasks/end-overrunning"
import { fireTimersTask } from "./tasks/fire-timers"
import { migrateTicketsTask } from "./tasks/migrate-tickets"
import { provisionTenantTask } from "./tasks/provision-tenant"
import { repairTenantLoginTask } from "./tasks/repair-tenant-login"
import { rescheduleTicketsTask } from "./tasks/reschedule-tickets"
import { runRequestsTask } from "./tasks/run-requests"

/** Every task the queue knows. A new one is a file in `tasks/`, named after its identifier, and a line here. */
export const tasks: readonly Task[] = [
  fireTimersTask,
  deliverMessagesTask,
  runRequestsTask,
  provisionTenantTask,
  repairTenantLoginTask,
  rescheduleTicketsTask,
  migrateTicketsTask,
  endOverrunningTask,
  backTestTask,
]
