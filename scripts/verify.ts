import { closeTenantPools } from "@/db/tenant-client"
import { workerClient } from "@/db/worker"
import { activeTenants } from "@/server/tenant/active-tenants"
import { verifyTickets } from "@/server/ticket/verify-ticket"
import { useInstance } from "./instance-env"

// npm run verify [-- --tenant SLUG]: folds every ticket's events and compares with the stored state, byte for byte.

useInstance()
const wanted = process.argv.includes("--tenant") ? process.argv[process.argv.indexOf("--tenant") + 1] : undefined
const tenants = (await activeTenants()).filter((tenant) => wanted === undefined || tenant.slug === wanted)
if (tenants.length === 0) {
  console.error(wanted ? `There is no tenant "${wanted}".` : "There is no tenant yet.")
  process.exit(1)
}
let tickets = 0
let events = 0
let differences = 0
for (const tenant of tenants) {
  const result = await verifyTickets(tenant, (count) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${tenant.slug}: ${count} tickets`)
  })
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K")
  for (const difference of result.differences)
    console.log(`${tenant.slug} #${difference.number} (${difference.ticketId}): ${difference.what}`)
  tickets += result.tickets
  events += result.events
  differences += result.differences.length
}
console.log(`${tickets} tickets, ${events} events, ${differences} differences`)
await closeTenantPools()
await workerClient().sql.end({ timeout: 1 })
process.exit(differences === 0 ? 0 : 1)
