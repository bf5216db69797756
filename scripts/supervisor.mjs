import { setTimeout as sleep } from "node:timers/promises"

// Keeps a set of services running. A *service* is `{ name, launch() }`; launching yields a *run*: `{ pid, exited, stop() }`.
//
// launching  entered by add() and after a back-off; left when launch() resolves (running) or fails (waiting)
// running    left when the process ends (waiting) or on stop()
// waiting    the back-off before the next launch: doubles with every end that follows, starts over after a calm spell
// stopped    entered by stop(); nothing is launched any more

const BACKOFF_MIN_MS = 250
const BACKOFF_MAX_MS = 15_000
const CALM_MS = 60_000

const describeEnd = ({ code, signal, error }) => error?.message ?? (signal ? `signal ${signal}` : `exit code ${code}`)

/**
 * `onRestart({ name, reason, delayMs })` is told of every end that nobody asked for; `onChange(running)` of every launch and
 * end, with `{ name, pid }` of all that run now.
 */
export function createSupervisor({
  onRestart = () => {},
  onChange = () => {},
  backoffMinMs = BACKOFF_MIN_MS,
  backoffMaxMs = BACKOFF_MAX_MS,
  calmMs = CALM_MS,
  now = () => performance.now(),
} = {}) {
  const stopping = new AbortController()
  const runs = new Map()
  const watches = []

  const changed = () => onChange([...runs].map(([name, { pid }]) => ({ name, pid })))

  /** Resolves to the run, or to undefined when stop() came while the launch was under way. */
  async function launch(service) {
    const run = await service.launch()
    if (stopping.signal.aborted) {
      await run.stop()
      return undefined
    }
    runs.set(service.name, run)
    changed()
    return run
  }

  async function keepRunning(service, firstRun) {
    let run = firstRun
    let delayMs = backoffMinMs
    while (run) {
      const since = now()
      let reason = describeEnd(await run.exited)
      runs.delete(service.name)
      changed()
      if (now() - since >= calmMs) delayMs = backoffMinMs
      run = undefined
      while (!run && !stopping.signal.aborted) {
        onRestart({ name: service.name, reason, delayMs })
        await sleep(delayMs, undefined, { signal: stopping.signal }).catch(() => {})
        delayMs = Math.min(backoffMaxMs, delayMs * 2)
        if (!stopping.signal.aborted) run = await launch(service).catch((error) => void (reason = error.message))
      }
    }
  }

  return {
    /** Launches a service and keeps it running from then on. Rejects when the very first launch fails. */
    async add(service) {
      const run = await launch(service)
      if (run) watches.push(keepRunning(service, run))
    },
    /** Stops all services at once and resolves when none runs any more. Nothing is launched afterwards. */
    async stop() {
      stopping.abort()
      await Promise.all([...runs.values()].map((run) => run.stop()))
      await Promise.all(watches)
    },
  }
}
