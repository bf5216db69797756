/**
 * The roles of an installation. They belong to the cluster, not to a database, hence the prefix.
 *
 * owner        owns every object; nobody signs in as it
 * tenants      group of all tenant logins; carries CONNECT and the functions of the schema `gate`. One group, because
 *              GRANT CONNECT for each new tenant rewrites the same catalogue row and fails under concurrent sign-ups
 * gateway      the web's login: sign-in, the list of tenants
 * worker       the queue's login: graphile_worker and the list of tenants; opens a tenant's own connection for its work
 * provisioner  creates tenants; only in its own process
 * t_<16>       one login for each tenant, named like its schema
 */
export const roles = {
  owner: "firstcall_owner",
  tenants: "firstcall_tenants",
  gateway: "firstcall_gateway",
  worker: "firstcall_worker",
  provisioner: "firstcall_provisioner",
} as const

export const fixedLogins = [roles.gateway, roles.worker, roles.provisioner] as const

export const SCHEMA_NAME = /^t_[a-z0-9]{16}$/

/** The only door to an SQL identifier made from data. Throws on anything but a tenant's schema name. */
export function assertSchemaName(schema: string): string {
  if (!SCHEMA_NAME.test(schema)) throw new Error("Not the name of a tenant's schema.")
  return schema
}
