import type { Exit } from "./embedded-postgres.mjs"

export interface Run {
  pid?: number
  exited: Promise<Exit & { error?: Error }>
  stop(): Promise<void>
}

export interface Service {
  name: string
  launch(): Promise<Run>
}

export interface Supervisor {
  add(service: Service): Promise<void>
  stop(): Promise<void>
}

export function createSupervisor(options?: {
  onRestart?(restart: { name: string; reason: string; delayMs: number }): void
  onChange?(running: { name: string; pid?: number }[]): void
  backoffMinMs?: number
  backoffMaxMs?: number
  calmMs?: number
  /** Milliseconds that only grow; for tests. */
  now?(): number
}): Supervisor
