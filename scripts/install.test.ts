import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { beforeEach, expect, it, onTestFinished } from "vitest"
import { isInstalled } from "./install.mjs"

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "firstcall-install-"))
  onTestFinished(() => rmSync(root, { recursive: true }))
})

const lockfile = {
  "": { version: "1.0.0" },
  "node_modules/next": { version: "16.0.0", integrity: "sha512-a" },
  "node_modules/swc-darwin": { version: "16.0.0", integrity: "sha512-b", optional: true },
}
const write = (file: string, packages: object) => writeFileSync(path.join(root, file), JSON.stringify({ packages }))
const installedByNpm = (packages: object) => {
  mkdirSync(path.join(root, "node_modules"), { recursive: true })
  write("node_modules/.package-lock.json", packages)
}

it("sees a fresh clone, and what npm ci installed by hand", () => {
  write("package-lock.json", lockfile)
  expect(isInstalled(root)).toBe(false)
  installedByNpm({ "node_modules/next": lockfile["node_modules/next"] })
  expect(isInstalled(root)).toBe(true)
})

it.each([
  ["a package is missing", {}],
  ["a package has another version", { "node_modules/next": { version: "15.0.0", integrity: "sha512-a" } }],
  [
    "an optional package has other contents",
    { ...lockfile, "node_modules/swc-darwin": { version: "16.0.0", integrity: "sha512-x" } },
  ],
])("installs when %s", (_what, packages) => {
  write("package-lock.json", lockfile)
  installedByNpm(packages)
  expect(isInstalled(root)).toBe(false)
})

it("installs again once the lockfile has changed", () => {
  write("package-lock.json", lockfile)
  installedByNpm({ "node_modules/next": lockfile["node_modules/next"] })
  expect(isInstalled(root)).toBe(true)
  write("package-lock.json", { ...lockfile, "node_modules/zod": { version: "4.0.0", integrity: "sha512-z" } })
  expect(isInstalled(root)).toBe(false)
})
