import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { countCheck, countPlaywright, countVitest, summarise } from "./test-report.mjs"

function reportFile(report: unknown): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "firstcall-report-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, "report.json")
  writeFileSync(file, typeof report === "string" ? report : JSON.stringify(report))
  return file
}

const vitest = (passed: number, failed: number, files: { status: string; tests: string[] }[] = []) =>
  reportFile({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: files.map(({ status, tests }) => ({
      status,
      assertionResults: tests.map((each) => ({ status: each })),
    })),
  })

const playwright = (expected: number, unexpected: number, flaky: number) =>
  reportFile({ stats: { expected, unexpected, flaky, skipped: 0 } })

it("counts every test", () => {
  const files = [{ status: "failed", tests: ["passed", "failed"] }]
  expect(countVitest(vitest(7, 1, files), 1)).toEqual({ passed: 7, failed: 1, skipped: 2 })
  expect(countPlaywright(playwright(4, 1, 0), 1)).toEqual({ passed: 4, failed: 1, skipped: 0 })
  expect(countCheck(0)).toEqual({ passed: 1, failed: 0, skipped: 0 })
  expect(countCheck(2)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

it("counts a file that could not be loaded as a failed test", () => {
  expect(countVitest(vitest(7, 0, [{ status: "failed", tests: [] }]), 1).failed).toBe(1)
})

it("counts a test that passed only when repeated as failed", () => {
  expect(countPlaywright(playwright(4, 0, 1), 0)).toEqual({ passed: 4, failed: 1, skipped: 0 })
})

it.each([
  ["ran no test", () => vitest(0, 0), 0],
  ["failed outside any test", () => vitest(7, 0), 1],
  ["wrote no report", () => "/nonexistent/report.json", 0],
  ["wrote half a report", () => reportFile('{"numPassedTests":'), 0],
])("counts a step that %s as one failure", (_what, file, exitCode) => {
  expect(countVitest(file(), exitCode).failed).toBe(1)
})

it("counts a browser step that ran no test as one failure", () => {
  expect(countPlaywright(playwright(0, 0, 0), 0).failed).toBe(1)
})

it("shows a line for each step", () => {
  const lines = summarise([
    { name: "lint", passed: 1, failed: 0, skipped: 0, seconds: 3.14 },
    { name: "unit", passed: 412, failed: 2, skipped: 0, seconds: 61 },
  ])
  expect(lines.map((line) => line.replaceAll(/ +/g, " ").trim())).toEqual([
    "passed failed skipped time",
    "✓ lint 1 0 0 3.1 s",
    "✗ unit 412 2 0 61.0 s",
  ])
})
