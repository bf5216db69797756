import { describe, expect, it } from "vitest"
import { callHref, callIdOf } from "./call-href"

describe("the address of a call", () => {
  it.each(["1700.12", "a/b", "100%", "a%2Fb", "?x=1#y", "中文 呼叫", ".", "..", "~", "~.", "a b+c", "\\\"'<>&"])(
    "leads back to %s",
    (callId) => {
      const address = new URL(callHref(callId), "https://example.test")
      expect(address.search + address.hash).toBe("")
      const parts = address.pathname.split("/")
      expect(parts.slice(0, 2)).toEqual(["", "calls"])
      expect(parts).toHaveLength(3)
      expect(callIdOf(parts[2] ?? "")).toBe(callId)
    },
  )
})
