import { spawn } from "node:child_process"
import { createInterface } from "node:readline"
import { endGroup } from "./child-process.mjs"

const KEPT_LINES = 60
const END_TIMEOUT_MS = 2_000

/**
 * Runs a program to its end, quietly, and resolves to the lines it wrote to stdout. `onLine` sees each of them as it comes, `onStart` the process id.
 * When it fails, the error's message is `failure` and the last lines of all output. Aborting `signal` ends the program and
 * everything it started; the promise then rejects with the signal's reason.
 */
export async function runCommand({ command, args, cwd, env, signal, failure, onStart = () => {}, onLine = () => {} }) {
  signal?.throwIfAborted()
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] })
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject)
    // `close` and not `exit`: only then has all output been read.
    child.once("close", resolve)
  })
  const abort = () => void endGroup(child.pid, END_TIMEOUT_MS)
  signal?.addEventListener("abort", abort)

  if (child.pid) onStart(child.pid)
  const lines = []
  const tail = []
  const keep = (line) => {
    tail.push(line)
    if (tail.length > KEPT_LINES) tail.shift()
  }
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line)
    keep(line)
    onLine(line)
  })
  createInterface({ input: child.stderr }).on("line", keep)

  const code = await ended.finally(() => signal?.removeEventListener("abort", abort))
  signal?.throwIfAborted()
  if (code !== 0) throw new Error(`${failure}\n\n${tail.join("\n")}`)
  return lines
}
