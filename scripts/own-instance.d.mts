/** A sample account, as `npm start` prints it: `who` is its name and role. */
export type PrintedAccount = { email: string; password: string; who: string }

export function startOwnInstance(): Promise<{
  dataDir: string
  ready: Promise<{ baseUrl: string; accounts: PrintedAccount[] }>
  stop(options?: { keepData?: boolean }): Promise<void>
}>
