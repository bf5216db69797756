import { spawn } from "node:child_process"
import { closeSync, openSync } from "node:fs"
import { waitForExit } from "./process-identity.mjs"

/** Sends a signal to a process and all it started (its group); on Windows to the process alone. Gone is fine. */
export function signalGroup(pid, signal) {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal)
  } catch (error) {
    if (error.code !== "ESRCH") throw error
  }
}

/** SIGTERM, then SIGKILL to the whole group when that takes longer than `timeoutMs`. */
export async function endGroup(pid, timeoutMs) {
  try {
    // Only the leader hears the first signal: it knows in which order its own children should end.
    process.kill(pid, "SIGTERM")
    await waitForExit(pid, timeoutMs)
  } catch (error) {
    if (error.code !== "ESRCH") throw error
  }
  signalGroup(pid, "SIGKILL")
}

/**
 * Starts `command` in a process group of its own, so that Ctrl-C reaches the supervisor alone. Output is appended to
 * `logFile`, or goes to ours without one. `exited` resolves to `{ code, signal }` or `{ error }`; it never rejects.
 */
export function launchChild({ command, args, env, cwd, logFile, stopTimeoutMs }) {
  const output = logFile ? openSync(logFile, "a") : "inherit"
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", output, output] })
  if (logFile) closeSync(output)
  const exited = new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: null, signal: null, error }))
    child.once("exit", (code, signal) => resolve({ code, signal }))
  })
  const stop = async () => {
    if (child.pid === undefined) return
    await endGroup(child.pid, stopTimeoutMs)
    await exited
  }
  return { pid: child.pid, exited, stop }
}
