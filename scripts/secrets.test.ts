import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { beforeEach, expect, it, onTestFinished, vi } from "vitest"
import { readSecrets } from "./secrets.mjs"

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), "firstcall-secrets-"))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  vi.stubEnv("FIRSTCALL_MASTER_KEY", undefined)
  vi.stubEnv("NEXTAUTH_SECRET", undefined)
  onTestFinished(() => void vi.unstubAllEnvs())
})

it("makes three secrets once, which only their owner can read", () => {
  const secrets = readSecrets(dataDir)
  expect(new Set(Object.values(secrets)).size).toBe(3)
  for (const secret of Object.values(secrets)) expect(secret).toMatch(/^[0-9a-f]{64}$/)
  expect(statSync(`${dataDir}/secrets.json`).mode & 0o777).toBe(0o600)
  expect(readSecrets(dataDir)).toEqual(secrets)
})

it("prefers the secrets of the environment", () => {
  vi.stubEnv("FIRSTCALL_MASTER_KEY", "m".repeat(40))
  vi.stubEnv("NEXTAUTH_SECRET", "a".repeat(40))
  expect(readSecrets(dataDir)).toMatchObject({ masterKey: "m".repeat(40), authSecret: "a".repeat(40) })
})

it("does not invent new ones for a database that was made with others", () => {
  mkdirSync(`${dataDir}/postgres`)
  expect(() => readSecrets(dataDir)).toThrow("Put the file back from a backup")
})
