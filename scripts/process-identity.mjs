import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"

// A pid alone says nothing: the kernel hands it out again. A pid together with the moment the process started (and, on
// Linux, the boot it started in) names one process for ever, so only that pair may decide whom we end.

const readProc = (path) => {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return undefined
  }
}

/** Fields of /proc/<pid>/stat after the command name, which may itself hold spaces and brackets. */
function statFields(pid) {
  const stat = readProc(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")
}

const ps = (pid, column) => {
  const { status, stdout } = spawnSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" })
  return status === 0 ? stdout.trim() || undefined : undefined
}

/** True while the process runs. A zombie (dead, not yet collected by its parent) counts as dead. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== "EPERM") return false
  }
  return process.platform !== "linux" || statFields(pid)?.[0] !== "Z"
}

/** A string that only this process ever has, or undefined when it is gone or the platform does not tell (Windows). */
export function identify(pid) {
  if (!isAlive(pid)) return undefined
  if (process.platform === "linux") {
    const startTicks = statFields(pid)?.[19]
    return startTicks && `${readProc("/proc/sys/kernel/random/boot_id")?.trim()}:${startTicks}`
  }
  return process.platform === "win32" ? undefined : ps(pid, "lstart")
}

/** The command line of a running process, arguments separated by spaces; empty when it cannot be read. */
export function commandLine(pid) {
  if (process.platform === "linux") return readProc(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ").trim() ?? ""
  return process.platform === "win32" ? "" : (ps(pid, "command") ?? "")
}

/** Waits until the process is gone; resolves to false when `timeoutMs` passed first. */
export async function waitForExit(pid, timeoutMs) {
  const until = performance.now() + timeoutMs
  while (isAlive(pid)) {
    if (performance.now() > until) return false
    await sleep(20)
  }
  return true
}
