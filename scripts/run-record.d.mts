export interface RunRecord {
  /** How many processes of a killed run were ended. */
  leftovers: number
  update(kind: string, running: { name: string; pid: number }[]): void
  clear(): void
}
export function takeOver(dataDir: string, url: string): Promise<RunRecord>
