import { spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { beforeEach, expect, it, onTestFinished } from "vitest"
import { identify, isAlive } from "./process-identity.mjs"
import { takeOver } from "./run-record.mjs"

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), "firstcall-run-"))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
})

/** A process in a group of its own, like those the supervisor starts. */
function startProcess(): number {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" })
  onTestFinished(() => void child.kill("SIGKILL"))
  return child.pid ?? 0
}

/** Rewrites the record as if another process had written it, which is gone. */
function forgetSupervisor() {
  const file = `${dataDir}/run.json`
  const record = JSON.parse(readFileSync(file, "utf8"))
  writeFileSync(file, JSON.stringify({ ...record, supervisor: { pid: 2 ** 22 + 1, identity: "gone" } }))
}

it("refuses a second run beside one that lives, and says where that one is", async () => {
  const first = await takeOver(dataDir, "http://localhost:3456")
  await expect(takeOver(dataDir, "http://localhost:3457")).rejects.toThrow(/already runs .*http:\/\/localhost:3456/)
  first.clear()
  expect((await takeOver(dataDir, "http://localhost:3457")).leftovers).toBe(0)
})

it("ends the processes that a killed run left behind", async () => {
  const pid = startProcess()
  const first = await takeOver(dataDir, "http://localhost:3000")
  first.update("services", [{ name: "web", pid }])
  forgetSupervisor()
  expect((await takeOver(dataDir, "http://localhost:3000")).leftovers).toBe(1)
  expect(isAlive(pid)).toBe(false)
})

it("leaves a stranger alone who was given the pid of a process of ours", async () => {
  const pid = startProcess()
  const first = await takeOver(dataDir, "http://localhost:3000")
  first.update("services", [{ name: "web", pid }])
  forgetSupervisor()
  const file = `${dataDir}/run.json`
  writeFileSync(file, readFileSync(file, "utf8").replace(String(identify(pid)), "boot:12345"))
  expect((await takeOver(dataDir, "http://localhost:3000")).leftovers).toBe(0)
  expect(isAlive(pid)).toBe(true)
})

it("starts over when a power cut tore the record", async () => {
  writeFileSync(`${dataDir}/run.json`, '{"url": "http')
  expect((await takeOver(dataDir, "http://localhost:3000")).leftovers).toBe(0)
})
