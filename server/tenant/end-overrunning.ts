import { workerClient } from "@/db/worker"

/** Twice the timeout of a tenant's own statements: whatever is older has lifted it. */
const OVERRUN_SEC = 30

/** Ends tenants' statements and transactions that are far over time, and says how many. For the worker, every few seconds. */
export async function endOverrunning(seconds = OVERRUN_SEC): Promise<number> {
  const [row] = await workerClient().sql<{ ended: number }[]>`select control.end_overrunning(${seconds}) as ended`
  return row?.ended ?? 0
}
