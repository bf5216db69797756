import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { beforeEach, expect, it, onTestFinished } from "vitest"
import { sourceHash } from "./build.mjs"

let root: string
const put = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), text)
}
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "firstcall-build-"))
  onTestFinished(() => rmSync(root, { recursive: true }))
  put("package.json", "{}")
  put("app/page.tsx", "one")
  put("messages/zh.json", "{}")
})

it.each([
  "app/page.tsx",
  "app/globals.css",
  "messages/zh.json",
  "package.json",
  "next.config.mjs",
  "instrumentation.ts",
])("builds again when %s changes", (file) => {
  const before = sourceHash(root)
  put(file, "two")
  expect(sourceHash(root)).not.toBe(before)
})

it.each([
  "app/page.test.tsx",
  "workers/main.ts",
  "e2e/inbox.spec.ts",
  "README.md",
  "vitest.config.ts",
  "next-env.d.ts",
])("does not build again for %s", (file) => {
  const before = sourceHash(root)
  put(file, "two")
  expect(sourceHash(root)).toBe(before)
})

it("tells a moved text from a changed one", () => {
  put("app/a.ts", "x")
  const before = sourceHash(root)
  rmSync(path.join(root, "app/a.ts"))
  put("app/b.ts", "x")
  expect(sourceHash(root)).not.toBe(before)
})
