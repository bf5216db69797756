import { mkdtemp, readFile, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { describe, expect, it, vi } from "vitest"
import { launchChild } from "./child-process.mjs"
import { isAlive } from "./process-identity.mjs"
import { createSupervisor, type Run, type Service } from "./supervisor.mjs"

/** A promise and the function that resolves it. (`Promise.withResolvers` needs Node 22; we support 20.) */
function deferred<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((settle) => (resolve = settle))
  return { promise, resolve }
}

/** How long a test waits for what happens soon; generous, because other tests keep the machine busy. */
const soon = { timeout: 20_000, interval: 10 }

/** A service whose runs the test ends by hand. */
function scriptedService(name = "web") {
  const runs: { end(code: number): void; wasStopped: boolean }[] = []
  const service: Service = {
    name,
    async launch() {
      const { promise, resolve } = deferred<Awaited<Run["exited"]>>()
      const control = { end: (code: number) => resolve({ code, signal: null }), wasStopped: false }
      runs.push(control)
      const stop = async () => {
        control.wasStopped = true
        control.end(0)
      }
      return { pid: runs.length, exited: promise, stop }
    },
  }
  return { service, runs }
}

describe("back-off", () => {
  const settings = { backoffMinMs: 5, backoffMaxMs: 20, calmMs: 60_000 }

  it("doubles from end to end, up to its limit", async () => {
    const delays: number[] = []
    const supervisor = createSupervisor({ ...settings, onRestart: ({ delayMs }) => delays.push(delayMs) })
    const { service, runs } = scriptedService()
    await supervisor.add(service)
    for (let end = 0; end < 5; end++) {
      runs[end]?.end(1)
      await vi.waitFor(() => expect(runs).toHaveLength(end + 2), soon)
    }
    expect(delays).toEqual([5, 10, 20, 20, 20])
    await supervisor.stop()
  })

  it("starts over after a calm minute", async () => {
    const delays: number[] = []
    let clock = 0
    const onRestart = ({ delayMs }: { delayMs: number }) => delays.push(delayMs)
    const supervisor = createSupervisor({ ...settings, onRestart, now: () => clock })
    const { service, runs } = scriptedService()
    await supervisor.add(service)
    for (const [end, calmMs] of [0, 59_999, 60_000].entries()) {
      clock += calmMs
      runs[end]?.end(1)
      await vi.waitFor(() => expect(runs).toHaveLength(end + 2), soon)
    }
    expect(delays).toEqual([5, 10, 5])
    await supervisor.stop()
  })
})

describe("launching", () => {
  it("rejects when the very first launch fails", async () => {
    const supervisor = createSupervisor()
    const failing = { name: "web", launch: () => Promise.reject(new Error("no such program")) }
    await expect(supervisor.add(failing)).rejects.toThrow("no such program")
    await supervisor.stop()
  })

  it("tries again when a later launch fails, and says why", async () => {
    const reasons: string[] = []
    const { service, runs } = scriptedService()
    let launches = 0
    const flaky: Service = {
      name: "database",
      launch: () => (++launches === 2 ? Promise.reject(new Error("still in use")) : service.launch()),
    }
    const supervisor = createSupervisor({ backoffMinMs: 1, onRestart: ({ reason }) => reasons.push(reason) })
    await supervisor.add(flaky)
    runs[0]?.end(3)
    await vi.waitFor(() => expect(runs).toHaveLength(2), soon)
    expect(reasons).toEqual(["exit code 3", "still in use"])
    await supervisor.stop()
  })

  it("tells of every launch and end", async () => {
    const seen: string[] = []
    const onChange = (running: { name: string; pid?: number }[]) =>
      seen.push(running.map(({ name, pid }) => `${name}:${pid}`).join())
    const supervisor = createSupervisor({ backoffMinMs: 1, onChange })
    const { service, runs } = scriptedService()
    await supervisor.add(service)
    runs[0]?.end(0)
    await vi.waitFor(() => expect(runs).toHaveLength(2), soon)
    await supervisor.stop()
    expect(seen).toEqual(["web:1", "", "web:2", ""])
  })
})

describe("stopping", () => {
  it("launches nothing more, not even from within a back-off", async () => {
    const supervisor = createSupervisor({ backoffMinMs: 60_000 })
    const { service, runs } = scriptedService()
    await supervisor.add(service)
    runs[0]?.end(1)
    await sleep(5)
    await supervisor.stop()
    expect(runs).toHaveLength(1)
  })

  it("ends a run whose launch was still under way", async () => {
    const supervisor = createSupervisor()
    const { service, runs } = scriptedService()
    const { promise, resolve } = deferred<void>()
    const added = supervisor.add({ name: "web", launch: () => promise.then(service.launch) })
    const stopped = supervisor.stop()
    resolve()
    await Promise.all([added, stopped])
    expect(runs[0]?.wasStopped).toBe(true)
  })
})

describe("with real processes", () => {
  const child = (name: string, script: string, stopTimeoutMs = 5_000): Service => ({
    name,
    launch: async () => launchChild({ command: process.execPath, args: ["-e", script], stopTimeoutMs }),
  })

  it("replaces a process that is killed with SIGKILL", async () => {
    const pids: number[] = []
    const onChange = (running: { pid?: number }[]) => running.forEach(({ pid }) => pid && pids.push(pid))
    const reasons: string[] = []
    const supervisor = createSupervisor({ backoffMinMs: 1, onChange, onRestart: ({ reason }) => reasons.push(reason) })
    await supervisor.add(child("worker", "setInterval(() => {}, 1000)"))
    const [first] = pids
    if (first) process.kill(first, "SIGKILL")
    await vi.waitFor(() => expect(pids).toHaveLength(2), soon)
    expect(reasons).toEqual(["signal SIGKILL"])
    await supervisor.stop()
    expect(pids.map(isAlive)).toEqual([false, false])
  })

  it("ends what does not listen to SIGTERM, with all it started", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "firstcall-supervisor-"))
    const deafWithChild = `process.on("SIGTERM", () => {})
      const { pid } = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"])
      require("node:fs").writeFileSync("child", String(pid))
      setInterval(() => {}, 1000)`
    const run = launchChild({ command: process.execPath, args: ["-e", deafWithChild], cwd: folder, stopTimeoutMs: 100 })
    const childPid = await vi.waitFor(async () => Number.parseInt(await readFile(`${folder}/child`, "utf8")), soon)
    expect(isAlive(childPid)).toBe(true)
    await run.stop()
    expect(await run.exited).toEqual({ code: null, signal: "SIGKILL" })
    await vi.waitFor(() => expect(isAlive(childPid)).toBe(false), soon)
    await rm(folder, { recursive: true })
  })
})
