import { beforeEach, describe, expect, it, vi } from "vitest"
import { openSecret, sealSecret } from "./seal"

const place = { tenantId: "0190a1b2-0000-7000-8000-000000000001", purpose: "connector:1:token" }

beforeEach(() => {
  vi.stubEnv("FIRSTCALL_APP_KEY", "k".repeat(43))
  return () => vi.unstubAllEnvs()
})

describe("a sealed secret", () => {
  it.each(["", "token", "密码🔑", "x".repeat(10_000)])("opens to what it was (%#)", (secret) => {
    expect(openSecret(place, sealSecret(place, secret))).toBe(secret)
  })

  it("does not contain the secret and is different each time", () => {
    const [one, other] = [sealSecret(place, "swordfish"), sealSecret(place, "swordfish")]
    expect(one).not.toContain("swordfish")
    expect(one).not.toBe(other)
  })

  it("does not open for another tenant, another purpose, or with another key", () => {
    const sealed = sealSecret(place, "swordfish")
    expect(() => openSecret({ ...place, tenantId: "0190a1b2-0000-7000-8000-000000000002" }, sealed)).toThrow()
    expect(() => openSecret({ ...place, purpose: "connector:2:token" }, sealed)).toThrow()
    vi.stubEnv("FIRSTCALL_APP_KEY", "j".repeat(43))
    expect(() => openSecret(place, sealed)).toThrow()
  })

  it("does not open when any character of it was changed or cut off", () => {
    const sealed = sealSecret(place, "swordfish")
    const parts = sealed.split(".")
    for (const index of [1, 2, 3]) {
      const part = Buffer.from(parts[index] ?? "", "base64url")
      for (let at = 0; at < part.length; at++) {
        const changed = Buffer.from(part)
        changed[at] = (changed[at] ?? 0) ^ 1
        expect(() => openSecret(place, parts.with(index, changed.toString("base64url")).join("."))).toThrow()
      }
    }
    expect(() => openSecret(place, sealed.slice(0, -4))).toThrow()
    // A shortened authentication tag would be far easier to guess.
    const shortTag = parts.with(
      2,
      Buffer.from(parts[2] ?? "", "base64url")
        .subarray(0, 4)
        .toString("base64url"),
    )
    expect(() => openSecret(place, shortTag.join("."))).toThrow()
    for (const text of ["", "s1", "s1...", "s2.a.b.c", `${sealed}.x`]) expect(() => openSecret(place, text)).toThrow()
  })
})
