import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { bugs } from "./mutant-bugs"

it.each(bugs)("can still be planted: $what", ({ file, from, to }) => {
  const source = readFileSync(file, "utf8")
  expect(source.split(from)).toHaveLength(2)
  expect(to).not.toBe(from)
})
