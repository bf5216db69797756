import path from "node:path"
import { isPortFree } from "./free-port.mjs"

const POSTGRES_URL = /^postgres(ql)?:\/\/[^/]/

/**
 * What the user set in the environment:
 * PORT (3000), HOST (127.0.0.1), DATA_DIR (.data in the project), DATABASE_URL (an own Postgres instead of the embedded one),
 * FIRSTCALL_SAMPLE=off (no sample workspace). Throws with what is wrong and what would be right.
 */
export function readSettings(root, env = process.env) {
  const port = Number(env.PORT ?? 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT must be a number from 1 to 65535, not "${env.PORT}".`)
  }
  if (env.DATABASE_URL && !(POSTGRES_URL.test(env.DATABASE_URL) && URL.canParse(env.DATABASE_URL))) {
    throw new Error("DATABASE_URL must look like postgres://admin:secret@localhost:5432/firstcall")
  }
  return {
    port,
    // The sample accounts have published passwords, so the network gets in only when asked to: HOST=0.0.0.0
    host: env.HOST ?? "127.0.0.1",
    dataDir: path.resolve(root, env.DATA_DIR ?? ".data"),
    databaseUrl: env.DATABASE_URL,
    url: `http://localhost:${port}`,
    hasSample: env.FIRSTCALL_SAMPLE !== "off",
  }
}

/** Throws when another program holds the port, also when it does so for `localhost` on IPv6 only. */
export async function requirePort({ port, host }) {
  const isFree = (await isPortFree(port, host)) && (await isPortFree(port, "::1"))
  if (isFree) return
  const other = port === 65_535 ? 3001 : port + 1
  throw new Error(
    `Port ${port} is in use by another program. Stop that program, or start Firstcall on another port: PORT=${other} npm start`,
  )
}
