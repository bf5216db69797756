import { execFile } from "node:child_process"
import { promisify } from "node:util"
import * as z from "zod"

const Printed = z.object({
  gatewayUrl: z.url(),
  workerUrl: z.url(),
  provisionerUrl: z.url(),
  tenantUrlBase: z.url(),
  appKey: z.string(),
})

/** Connection URLs by role, and the key of the processes; see db/setup. */
export type SetupResult = z.infer<typeof Printed>

/** Runs the set-up as the start script does, in a process of its own, and returns what it printed. */
export async function runSetup({ adminUrl, masterKey }: { adminUrl: string; masterKey: string }): Promise<SetupResult> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/set-up-database.ts"], {
    cwd: new URL("../..", import.meta.url),
    env: { ...process.env, DATABASE_ADMIN_URL: adminUrl, FIRSTCALL_MASTER_KEY: masterKey },
  })
  return Printed.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""))
}
