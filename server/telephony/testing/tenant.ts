import { randomBytes, randomUUID } from "node:crypto"
import postgres from "postgres"
import { appKey, tenantPassword } from "@/db/keys"
import { createTenantLogin, migrateTenant } from "@/db/migrate-tenant"
import type { TelephonyTenant } from "@/server/telephony/find-tenant"

/** A tenant in the test's own database, with its schema and login, as provisioning leaves it. */
export async function createTestTenant(adminUrl: string, slug: string): Promise<TelephonyTenant> {
  const tenant = { id: randomUUID(), slug, schema: `t_${randomBytes(8).toString("hex")}`, timeZone: "Asia/Shanghai" }
  const sql = postgres(adminUrl, { max: 1, fetch_types: false, onnotice: () => {} })
  try {
    await sql`
      insert into control.tenant (id, slug, name, schema, state, locale, time_zone, wake_token)
      values (${tenant.id}, ${slug}, ${slug}, ${tenant.schema}, 'active', 'zh', ${tenant.timeZone}, ${randomUUID()})`
    await createTenantLogin(sql, tenant.schema, tenantPassword(appKey(), tenant.schema))
    await migrateTenant(sql, tenant)
  } finally {
    await sql.end()
  }
  return tenant
}
