import fc from "fast-check"
import { expect, it } from "vitest"
import { scriptDigest } from "@/core/ticket/chain"
import { digest } from "./digest"

it("is the digest the browser computes, for every text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(digest(text)).toBe(scriptDigest(text))
    }),
  )
  expect(digest("")).toBe("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")
})
