/**
 * Runs `work` at once when it was quiet for `everyMs`, else once at the end of that time, however often it is asked for.
 * Time comes from outside, so that a test can move it.
 */
export function createThrottle(
  work: () => void,
  everyMs: number,
  clock: { now(): number; later(run: () => void, ms: number): () => void },
) {
  let last = -Infinity
  let cancelTimer: (() => void) | null = null
  const run = () => {
    cancelTimer = null
    last = clock.now()
    work()
  }
  return {
    request() {
      if (cancelTimer) return
      const waitMs = last + everyMs - clock.now()
      if (waitMs <= 0) run()
      else cancelTimer = clock.later(run, waitMs)
    },
    cancel() {
      cancelTimer?.()
      cancelTimer = null
    },
  }
}
