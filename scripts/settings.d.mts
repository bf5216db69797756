export interface Settings {
  port: number
  host: string
  dataDir: string
  databaseUrl: string | undefined
  url: string
  hasSample: boolean
}
export function readSettings(root: string, env?: Record<string, string | undefined>): Settings
export function requirePort(settings: { port: number; host: string }): Promise<void>
