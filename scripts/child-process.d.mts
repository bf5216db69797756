import type { Run } from "./supervisor.mjs"

export function signalGroup(pid: number, signal: string): void
export function endGroup(pid: number, timeoutMs: number): Promise<void>
export function launchChild(options: {
  command: string
  args: string[]
  /** Default: our own environment. */
  env?: NodeJS.ProcessEnv
  cwd?: string
  logFile?: string
  stopTimeoutMs: number
}): Run
