import postgres from "postgres"
import { expect, it } from "vitest"
import { createTestDatabase } from "./database"

async function query(url: string, text: string): Promise<unknown[]> {
  const sql = postgres(url, { max: 1, fetch_types: false })
  try {
    return [...(await sql.unsafe(text))]
  } finally {
    await sql.end()
  }
}

it("gives each caller a database of its own, open to the same roles as the template", async () => {
  const one = await createTestDatabase()
  const other = await createTestDatabase()
  expect(process.env["WORKER_DATABASE_URL"]).toBe(other.env.WORKER_DATABASE_URL)

  await query(one.adminUrl, "create table only_here ()")
  expect(await query(other.adminUrl, "select to_regclass('only_here') as found")).toEqual([{ found: null }])
  for (const url of [one.env.GATEWAY_DATABASE_URL, one.env.WORKER_DATABASE_URL, one.env.PROVISIONER_DATABASE_URL]) {
    expect(await query(url, "select current_database() as name")).toEqual([{ name: one.name }])
  }
  const grants = `select has_database_privilege('public', current_database(), 'connect') as everybody,
                         has_database_privilege('firstcall_tenants', current_database(), 'connect') as tenants`
  expect(await query(one.adminUrl, grants)).toEqual([{ everybody: false, tenants: true }])

  await Promise.all([one.drop(), other.drop()])
  await expect(query(one.adminUrl, "select 1")).rejects.toThrow("does not exist")
})
