export function isAlive(pid: number): boolean
export function identify(pid: number): string | undefined
export function commandLine(pid: number): string
export function waitForExit(pid: number, timeoutMs: number): Promise<boolean>
