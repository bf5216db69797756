export function processArgs(name: "workers" | "set-up-database" | "seed-sample" | "bench"): string[]
export function bundleProcesses(
  root: string,
  options?: { signal?: AbortSignal; onStart?: (pid: number) => void },
): Promise<void>
