import { existsSync, readFileSync } from "node:fs"

// What a step of `npm test` came to: `{ passed, failed, skipped }`. A step that ran nothing has failed, whatever its exit
// code: a pattern that matches no file must never look like success.

function read(file) {
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined
  } catch {
    return undefined
  }
}

/** Makes sure that what went wrong outside any test (an import, a set-up, a crash) and an empty run count as one failure. */
function settle({ passed, failed, skipped }, exitCode) {
  const isHidden = failed === 0 && (exitCode !== 0 || passed === 0)
  return { passed, failed: isHidden ? 1 : failed, skipped }
}

/** A check without tests: one result. */
export const countCheck = (exitCode) => ({ passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 })

/** From the JSON report of vitest. A file that could not even be loaded counts as one failed test. */
export function countVitest(file, exitCode) {
  const report = read(file)
  if (!report) return settle({ passed: 0, failed: 0, skipped: 0 }, exitCode)
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  )
  return settle(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests + report.numTodoTests,
    },
    exitCode,
  )
}

/** From the JSON report of Playwright. A test that passed only when repeated counts as failed. */
export function countPlaywright(file, exitCode) {
  const report = read(file)
  if (!report) return settle({ passed: 0, failed: 0, skipped: 0 }, exitCode)
  const { expected, unexpected, flaky, skipped } = report.stats
  return settle({ passed: expected, failed: unexpected + flaky, skipped }, exitCode)
}

/** The table of all steps, in lines. `results` are `{ name, passed, failed, skipped, seconds }`. */
export function summarise(results) {
  const width = Math.max(...results.map(({ name }) => name.length))
  const number = (value) => String(value).padStart(6)
  const head = `${"".padEnd(width + 2)}${["passed", "failed", "skipped"].map((text) => text.padStart(9)).join("")}     time`
  const rows = results.map(({ name, passed, failed, skipped, seconds }) => {
    const figures = [passed, failed, skipped].map((value) => `   ${number(value)}`).join("")
    return `${failed > 0 ? "✗" : "✓"} ${name.padEnd(width)}${figures}  ${seconds.toFixed(1).padStart(6)} s`
  })
  return [head, ...rows]
}
