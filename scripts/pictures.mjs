#!/usr/bin/env node
// `npm run pictures [-- name…]`: takes the pictures of docs/ anew, from an instance of its own with the sample workspace. With
// BASE_URL, from the one that runs there.
import { mkdirSync } from "node:fs"
import path from "node:path"
import { chromium } from "@playwright/test"
import { chromiumLaunchOptions } from "./chromium.mjs"
import { startOwnInstance } from "./own-instance.mjs"
import { approveAll, backTest, pictures, prepare } from "./picture-list.mjs"

const root = path.resolve(import.meta.dirname, "..")
const folder = process.env["PICTURES_FOLDER"] ?? path.join(root, "docs/images/designer")
const widths = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
const themes = ["light", "dark"]
const languages = { en: "en-US", zh: "zh-CN" }
const password = "hotline-sample-2026"

const asked = process.argv.slice(2)
const wanted = pictures.filter(({ name }) => asked.length === 0 || asked.includes(name))
const unknown = asked.filter((name) => !pictures.some((picture) => picture.name === name))
if (unknown.length > 0) {
  console.error(
    `There is no picture "${unknown.join('", "')}". There are: ${pictures.map(({ name }) => name).join(", ")}.`,
  )
  process.exit(1)
}

/** `first`: what is done with the page of whoever has signed in. */
async function signIn(browser, baseUrl, who, first = async () => {}) {
  const context = await browser.newContext({ baseURL: baseUrl, locale: "en-US" })
  const page = await context.newPage()
  await page.goto("/sign-in")
  await page.getByLabel("E-mail").fill(`${who}@sample.example`)
  await page.getByLabel("Password", { exact: true }).fill(password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.waitForURL((url) => url.pathname !== "/sign-in")
  await first(page)
  const state = await context.storageState()
  await context.close()
  return state
}

const instance = process.env["BASE_URL"] ? null : await startOwnInstance()
const baseUrl = process.env["BASE_URL"] ?? (await instance.ready).baseUrl
const browser = await chromium.launch(chromiumLaunchOptions())
let failures = 0
try {
  mkdirSync(folder, { recursive: true })
  await signIn(browser, baseUrl, "owner", prepare)
  for (const who of ["supervisor", "owner"]) await signIn(browser, baseUrl, who, approveAll)
  await signIn(browser, baseUrl, "owner", backTest)
  const state = await signIn(browser, baseUrl, "designer")
  for (const [language, locale] of Object.entries(languages))
    for (const theme of themes)
      for (const [width, viewport] of Object.entries(widths)) {
        const context = await browser.newContext({
          baseURL: baseUrl,
          viewport,
          locale,
          colorScheme: theme,
          reducedMotion: "reduce",
          timezoneId: "Asia/Shanghai",
          hasTouch: width === "phone",
          storageState: state,
        })
        await context.addCookies([{ name: "locale", value: language, url: baseUrl }])
        await context.addInitScript((chosen) => localStorage.setItem("theme", chosen), theme)
        for (const { name, arrange } of wanted) {
          const page = await context.newPage()
          const file = `${name}-${width}-${theme}-${language}.png`
          try {
            await arrange({ page, language, isPhone: width === "phone" })
            await page.screenshot({ path: path.join(folder, file) })
            console.log(`  ${file}`)
          } catch (error) {
            failures++
            console.error(`  ${file}: ${String(error.message).split("\n").slice(0, 6).join(" ")}`)
          }
          await page.close()
        }
        await context.close()
      }
} finally {
  await browser.close()
  await instance?.stop()
}
process.exit(failures === 0 ? 0 : 1)
