import { closeClients } from "@/db/close-clients"
import { startBenchCluster } from "@/bench/cluster"
import { benchIngest } from "@/bench/ingest"
import { benchSteps } from "@/bench/steps"

// npm run bench: each limit is measured again beside ours, in the same run; only the ratios travel between machines.

const cluster = await startBenchCluster()
try {
  await benchSteps(cluster.adminUrl)
  await benchIngest(cluster.adminUrl)
} finally {
  await closeClients()
  await cluster.stop()
}
process.exit(0)
