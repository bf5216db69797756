import { expect, it } from "vitest"
import * as z from "zod"
import { newKey } from "./new-key"

it("makes UUIDs of version 4 that differ", () => {
  const keys = Array.from({ length: 500 }, newKey)
  for (const key of keys) expect(z.uuidv4().safeParse(key).success).toBe(true)
  expect(new Set(keys).size).toBe(keys.length)
})
