import { readdir, readFile } from "node:fs/promises"
import path from "node:path"
import { expect, test } from "vitest"
import { ticketActions } from "../core/ticket/who-may"
import { exercised } from "./exercised-actions"

test("every action of the engine's table is taken by keyboard in a journey", () => {
  const taken = new Set(Object.values(exercised).flat())
  expect(ticketActions.filter((action) => !taken.has(action))).toEqual([])
})

test("every journey that is said to take actions is there", async () => {
  const folder = import.meta.dirname
  const specs = (await readdir(folder)).filter((name) => name.endsWith(".spec.ts"))
  const sources = await Promise.all(specs.map((name) => readFile(path.join(folder, name), "utf8")))
  const isThere = (title: string) => sources.some((source) => source.includes(`test(${JSON.stringify(title)},`))
  expect(Object.keys(exercised).filter((title) => !isThere(title))).toEqual([])
})
