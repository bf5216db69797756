const FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
const FRAME_MS = 100
const PATIENCE_MS = 20_000

const seconds = (ms) => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`)

/**
 * One calm line per phase, with the time it took. Phases may overlap. On a terminal the running ones turn in a last line;
 * elsewhere (a log, a pipe) a phase that takes long says every 20 s that it is still at work. Once `signal` is aborted, phases
 * end without a word.
 */
export function createProgress(signal, stream = process.stdout) {
  const isTerminal = Boolean(stream.isTTY)
  const running = new Set()
  let frame = 0
  let spinner

  const clear = () => isTerminal && stream.write("\r\u001B[2K")
  const draw = () => {
    if (!isTerminal || running.size === 0) return
    const now = performance.now()
    const text = [...running]
      .map(({ label, detail, since }) => `${detail ? `${label}: ${detail}` : label}  ${seconds(now - since)}`)
      .join("   ")
    const room = Math.max(20, (stream.columns || 80) - 4)
    stream.write(`\r\u001B[2K${FRAMES[frame++ % FRAMES.length]} ${text.slice(0, room)}`)
  }
  const say = (line) => {
    clear()
    stream.write(`${line}\n`)
    draw()
  }

  /** Runs `work(tell)`, where `tell(detail)` says what the phase is busy with, and reports how it ended. */
  async function phase(label, work) {
    const entry = { label, detail: "", since: performance.now() }
    running.add(entry)
    if (isTerminal) spinner ??= setInterval(draw, FRAME_MS)
    const patience = isTerminal
      ? undefined
      : setInterval(() => say(`… ${label}, ${seconds(performance.now() - entry.since)} so far`), PATIENCE_MS)
    let mark = "✗"
    try {
      const result = await work((detail) => (entry.detail = detail))
      mark = "✓"
      return result
    } finally {
      clearInterval(patience)
      running.delete(entry)
      if (running.size === 0) {
        clearInterval(spinner)
        spinner = undefined
      }
      if (signal.aborted) clear()
      else say(`${mark} ${label}  ${seconds(performance.now() - entry.since)}`)
    }
  }

  return { phase, say }
}
