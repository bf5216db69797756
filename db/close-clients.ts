import type { Client } from "./connect"
import { closeTenantPools } from "./tenant-client"

/** Ends every pool of this process: at shutdown, and at the end of a test file before its database is dropped. */
export async function closeClients(): Promise<void> {
  const { firstcallClients: clients } = globalThis as { firstcallClients?: Map<string, Client> }
  const open = [...(clients?.values() ?? [])]
  clients?.clear()
  await Promise.all([closeTenantPools(), ...open.map(({ sql }) => sql.end({ timeout: 5 }))])
}
