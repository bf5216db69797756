import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { brotliDecompressSync } from "node:zlib"
import { expect, it, onTestFinished } from "vitest"
import { compressAssets } from "./compress-assets.mjs"

it("writes every script and style sheet once more, the smallest too, and nothing else", async () => {
  const root = mkdtempSync(path.join(os.tmpdir(), "firstcall-assets-"))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const folder = path.join(root, ".next/static/chunks")
  mkdirSync(folder, { recursive: true })
  const files = { "a.js": "let a = 1\n".repeat(500), "b.css": "a{}", "a.js.map": "{}" }
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  await compressAssets(root)
  expect(readdirSync(folder).toSorted()).toEqual(["a.js", "a.js.br", "a.js.map", "b.css", "b.css.br"])
  for (const name of ["a.js", "b.css"] as const) {
    expect(brotliDecompressSync(readFileSync(path.join(folder, `${name}.br`))).toString()).toBe(files[name])
  }
})
