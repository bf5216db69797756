/** How a process ended; `code` is null when a signal ended it. */
export interface Exit {
  code: number | null
  signal: string | null
}

export interface RunningPostgres {
  pid: number
  port: number
  /** Resolves when the server ends, for whatever reason. */
  exited: Promise<Exit>
  /** The superuser's connection URL to `database`. */
  url(database: string): string
  stop(): Promise<void>
}

export function startPostgres(options: {
  dataDir: string
  port: number
  password: string
  /** Server settings by name; they replace the defaults of the same name. */
  settings?: Record<string, string | number>
  /** Default: `<dataDir>.log`. */
  logFile?: string
}): Promise<RunningPostgres>
