import { describe, expect, it } from "vitest"
import { pickLocale } from "./locale"

describe("pickLocale", () => {
  it.each([
    ["zh", "en-US", "zh"],
    [undefined, "zh-CN,zh;q=0.9,en;q=0.8", "zh"],
    [undefined, "en;q=0.4, zh-Hans-CN;q=0.7", "zh"],
    [undefined, "zh;q=0, en", "en"],
    [undefined, "de-DE,fr;q=0.9,zh;q=0.1", "zh"],
    [undefined, "de-DE", "en"],
    ["tlh", "zh", "zh"],
    [undefined, null, "en"],
    [undefined, ";;;,q=", "en"],
  ] as const)("cookie %s with Accept-Language %s gives %s", (cookie, header, expected) => {
    expect(pickLocale(cookie, header)).toBe(expected)
  })
})
