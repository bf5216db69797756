import pino from "pino"
import { openLiveness } from "./liveness"
import { openQueue } from "./queue"
import { startRunner } from "./runner"

// A process for the tests to kill: it runs jobs named `sleep`, which never end, and says on stdout when one has begun.

const url = process.argv[2] ?? ""
const log = pino({ level: "silent" })
const liveness = await openLiveness({ url, log, onLost: () => process.exit(1) })
const queue = await openQueue({ url, connections: 3, log })
await startRunner({
  queue,
  liveness,
  crontab: [],
  concurrency: 1,
  taskList: {
    sleep: async (_payload, { job }) => {
      console.log(`began ${job.id}`)
      await new Promise(() => {})
    },
  },
})
