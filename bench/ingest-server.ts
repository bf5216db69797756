import { serveIngest } from "@/server/telephony/testing-server.fixture"
import { startReducer } from "@/server/telephony/reducer"

// A process of its own for bench/ingest: the ingest route behind HTTP, or the reducer. Says its address and its CPU.

const server = process.argv[2] === "reducer" ? null : await serveIngest()
if (!server) await startReducer()
process.on("message", () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpuSec: (user + system) / 1e6 })
})
process.on("disconnect", () => process.exit(0))
process.send?.({ baseUrl: server?.baseUrl ?? null })
