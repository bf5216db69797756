import { drizzle } from "drizzle-orm/postgres-js"
import postgres from "postgres"

export type Sql = postgres.Sql
export type TransactionSql = postgres.TransactionSql
export type Db = ReturnType<typeof drizzle<Record<string, never>>>
/** What a query can be written against: the pool's `db` or the `tx` of `db.transaction`. */
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0]

export type Client = { sql: Sql; db: Db }

type Options = {
  url: string
  max: number
  idleTimeoutSec?: number
  applicationName: string
  /** Startup parameters; they hold for the connection whatever the role's own defaults are. */
  settings?: Record<string, string | number>
}

/**
 * A pool (opened by its first query) and drizzle on it.
 *
 * `sql` gives timestamps as `Date` (milliseconds) and takes `Date` or text, kept to the microsecond, for them. JSON parameters are
 * `sql.json(value)` or JSON text; only a bare string must be given as text, `${JSON.stringify(string)}::jsonb`, because a
 * string is taken to be JSON text already.
 */
export function connect({ url, max, idleTimeoutSec = 30, applicationName, settings = {} }: Options): Client {
  const sql = postgres(url, {
    max,
    idle_timeout: idleTimeoutSec,
    // A backend remembers the catalogue of everything it touched; ending it now and then gives the memory back.
    max_lifetime: 5 * 60,
    connect_timeout: 10,
    // Asking for the array types reads a list as long as there are tables: 300 ms a connection at 1,000 tenants.
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: applicationName, TimeZone: "UTC", ...settings },
  })
  const db = drizzle(sql, { casing: "snake_case" })
  // drizzle replaces the pool's handling of dates and JSON by none at all, for its own queries (they carry text) and
  // for ours alike. These serve both: text passes, values are written, and dates come back as Date.
  for (const type of ["1082", "1114", "1184"]) {
    sql.options.parsers[type as unknown as number] = (text: string) => new Date(text)
    sql.options.serializers[type as unknown as number] = (value: unknown) =>
      value instanceof Date ? value.toISOString() : value
  }
  for (const type of ["114", "3802"])
    sql.options.serializers[type as unknown as number] = (value: unknown) =>
      typeof value === "string" ? value : JSON.stringify(value)
  return { sql, db }
}

export function requireEnv(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set.`)
  return value
}

/** One client per process and name, also when the bundler loads this module more than once. */
export function shared(name: string, open: () => Client): Client {
  const clients = ((globalThis as { firstcallClients?: Map<string, Client> }).firstcallClients ??= new Map())
  let client = clients.get(name)
  if (!client) clients.set(name, (client = open()))
  return client
}
