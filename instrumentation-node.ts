import { warmPatterns } from "@/core/expression/pattern"
import { closeAllStreams } from "@/server/feed/stream"
import { log } from "@/server/log"
import { settingsProblems } from "@/server/api/settings-problems"
import { compressAnswers } from "@/server/web/compress-answers"
import { closeClients } from "@/db/close-clients"

const problems = settingsProblems()
if (problems.length > 0) {
  // A process without its secret must not answer anything at all.
  log.fatal({ problems }, "the web process cannot start")
  process.exit(1)
}

compressAnswers()
warmPatterns()

let isStopping = false

/** Next would wait for open feeds for ever; NEXT_MANUAL_SIG_HANDLE leaves the ending to us. */
async function stop(): Promise<void> {
  if (isStopping) return
  isStopping = true
  closeAllStreams()
  // Requests under way end with their last query.
  await closeClients().catch(() => {})
  process.exit(0)
}

if (process.env["NEXT_MANUAL_SIG_HANDLE"])
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop())
