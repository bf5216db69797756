/**
 * The jobs that a tenant's login or the web's login may ask for through gate.enqueue. The worker's own jobs (escalations,
 * deliveries) are handed over by the worker itself and need no line here.
 */
export const queueTasks: readonly { task: string; forTenants: boolean; forGateway: boolean }[] = [
  { task: "provision-tenant", forTenants: false, forGateway: true },
  { task: "repair-tenant-login", forTenants: false, forGateway: true },
  { task: "reschedule-tickets", forTenants: true, forGateway: false },
  { task: "migrate-tickets", forTenants: true, forGateway: false },
  { task: "back-test", forTenants: true, forGateway: false },
]
