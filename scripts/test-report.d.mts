export interface Counts {
  passed: number
  failed: number
  skipped: number
}
export function countCheck(exitCode: number): Counts
export function countVitest(reportFile: string, exitCode: number): Counts
export function countPlaywright(reportFile: string, exitCode: number): Counts
export function summarise(results: (Counts & { name: string; seconds: number })[]): string[]
