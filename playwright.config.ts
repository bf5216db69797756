import { defineConfig, devices } from "@playwright/test"
import { chromiumLaunchOptions } from "./scripts/chromium.mjs"

// Run through scripts/e2e.mjs, which starts an instance of its own and sets BASE_URL.
const baseURL = process.env["BASE_URL"]
if (!baseURL) throw new Error("BASE_URL is not set. Run `npm run test:e2e` instead: it starts Firstcall and the tests.")

export default defineConfig({
  testDir: "./e2e",
  // Beside the journeys lies a unit test about them.
  testMatch: "*.spec.ts",
  outputDir: "./test-results/e2e",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // One instance and one sample workspace: journeys that ran side by side would see each other's tickets.
  workers: 1,
  fullyParallel: false,
  // A test that passes at the second try has found something; it must not be hidden.
  retries: 0,
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: process.env["E2E_REPORT"] ?? "test-results/e2e.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    viewport: { width: 1440, height: 900 },
    timezoneId: "Asia/Shanghai",
    locale: "en-US",
    screenshot: "only-on-failure",
    launchOptions: chromiumLaunchOptions(),
  },
})
