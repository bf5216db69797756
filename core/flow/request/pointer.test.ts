import { expect, test } from "vitest"
import { isPointer, leavesOf, readPointer } from "./pointer"

const document = { foo: ["bar", "baz"], "": 0, "a/b": 1, "m~n": 8, " ": 7 }

test("the examples of RFC 6901", () => {
  expect(readPointer(document, "")).toBe(document)
  expect(readPointer(document, "/foo")).toEqual(["bar", "baz"])
  expect(readPointer(document, "/foo/0")).toBe("bar")
  expect(readPointer(document, "/")).toBe(0)
  expect(readPointer(document, "/a~1b")).toBe(1)
  expect(readPointer(document, "/m~0n")).toBe(8)
  expect(readPointer(document, "/ ")).toBe(7)
})

test("leads nowhere where there is nothing, and never into a prototype", () => {
  expect(readPointer(document, "/foo/2")).toBeUndefined()
  expect(readPointer(document, "/foo/length/x")).toBeUndefined()
  expect(readPointer(document, "/constructor")).toBeUndefined()
  expect(readPointer(JSON.parse('{"__proto__":{"x":1}}'), "/__proto__/x")).toBe(1)
  expect(readPointer({}, "/__proto__/toString")).toBeUndefined()
  expect(readPointer("text", "/0")).toBeUndefined()
})

test("tells a pointer from other text, without taking long", () => {
  expect(["", "/a", "/a~1b/0", "/"].map(isPointer)).toEqual([true, true, true, true])
  expect(["a", "$.a", "/a~2", "a/b"].map(isPointer)).toEqual([false, false, false, false])
  expect(isPointer(`${"/a".repeat(5000)}~`)).toBe(false)
})

test("every leaf that is listed leads to its value, however its names are written", () => {
  const answer = { data: { "a/b": 1, "~": null, tags: ["x", "y"], items: [{ id: 7 }], none: [], empty: {} }, ok: true }
  const leaves = leavesOf(answer, 50)
  for (const { pointer, value } of leaves) expect(readPointer(answer, pointer)).toEqual(value)
  expect(leaves.map(({ pointer }) => pointer)).toEqual([
    "/data/a~1b",
    "/data/~0",
    "/data/tags",
    "/data/tags/0",
    "/data/tags/1",
    "/data/items/0/id",
    "/ok",
  ])
  expect(leavesOf(answer, 3)).toHaveLength(3)
  expect(leavesOf("done", 3)).toEqual([{ pointer: "", value: "done" }])
})
