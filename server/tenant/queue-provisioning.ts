import type { TransactionSql } from "@/db/connect"

/** A few attempts, over about four minutes; then the request is `failed`. */
const ATTEMPTS_MAX = 6

/** Asks for the job that makes the tenant, in the caller's transaction. */
export async function queueProvisioning(tx: TransactionSql, requestId: string): Promise<void> {
  await tx`select gate.enqueue(
    task => 'provision-tenant',
    payload => jsonb_build_object('requestId', ${requestId}::text),
    job_key => ${`provision:${requestId}`},
    max_attempts => ${ATTEMPTS_MAX}
  )`
}
