import { createCipheriv, hkdfSync, randomBytes } from "node:crypto"
import { beforeEach, describe, expect, it, vi } from "vitest"
import { newDataKey, unwrapDataKey, wrapDataKey } from "@/db/data-key"
import { appKey, purposeKey } from "@/db/keys"
import { keyIdOf, openDerived, openWith, sealWith } from "./seal"

const place = { tenantId: "0190a1b2-0000-7000-8000-000000000001", purpose: "connector:1:token" }
const otherTenant = "0190a1b2-0000-7000-8000-000000000002"
const key = { id: 1, key: newDataKey() }

beforeEach(() => {
  vi.stubEnv("FIRSTCALL_APP_KEY", "k".repeat(43))
  return () => vi.unstubAllEnvs()
})

/** Every text that differs from `sealed` in one bit of one part. */
function changedParts(sealed: string, from: number): string[] {
  const parts = sealed.split(".")
  return parts.slice(from).flatMap((part, offset) => {
    const bytes = Buffer.from(part, "base64url")
    return [...bytes].map((byte, at) => {
      const changed = Buffer.from(bytes)
      changed[at] = byte ^ 1
      return parts.with(from + offset, changed.toString("base64url")).join(".")
    })
  })
}

const shortTag = (sealed: string, at: number) => {
  const parts = sealed.split(".")
  return parts
    .with(
      at,
      Buffer.from(parts[at] ?? "", "base64url")
        .subarray(0, 4)
        .toString("base64url"),
    )
    .join(".")
}

describe("a sealed secret", () => {
  it.each(["", "token", "密码🔑", "x".repeat(10_000)])("opens to what it was (%#)", (secret) => {
    expect(openWith(key, place, sealWith(key, place, secret))).toBe(secret)
  })

  it("does not contain the secret and is different each time", () => {
    const [one, other] = [sealWith(key, place, "swordfish"), sealWith(key, place, "swordfish")]
    expect(one).not.toContain("swordfish")
    expect(one).not.toBe(other)
  })

  it("does not open for another tenant, another purpose, or with another key", () => {
    const sealed = sealWith(key, place, "swordfish")
    expect(() => openWith(key, { ...place, tenantId: otherTenant }, sealed)).toThrow()
    expect(() => openWith(key, { ...place, purpose: "connector:2:token" }, sealed)).toThrow()
    expect(() => openWith({ id: 1, key: newDataKey() }, place, sealed)).toThrow()
    expect(() => openWith({ id: 2, key: key.key }, place, sealed)).toThrow()
    expect(() => openWith({ id: 2, key: key.key }, place, sealed.replace("s2.1.", "s2.2."))).toThrow()
  })

  it("does not open when any bit of it was changed, or it was cut", () => {
    const sealed = sealWith(key, place, "swordfish")
    for (const changed of changedParts(sealed, 2)) expect(() => openWith(key, place, changed)).toThrow()
    // A shortened authentication tag would be far easier to guess.
    for (const text of [sealed.slice(0, -4), shortTag(sealed, 3), "", "s2.1", "s2.1...", "s3.1.a.b.c", `${sealed}.x`])
      expect(() => openWith(key, place, text)).toThrow()
  })
})

describe("a secret of before there were data keys", () => {
  /** As it was written then. */
  function sealDerived(secret: string): string {
    const derived = hkdfSync("sha256", purposeKey(appKey(), "secret"), place.tenantId, "firstcall secret", 32)
    const nonce = randomBytes(12)
    const cipher = createCipheriv("aes-256-gcm", Buffer.from(derived), nonce)
    cipher.setAAD(Buffer.from(JSON.stringify(["s1", place.tenantId, place.purpose])))
    const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()])
    return ["s1", ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString("base64url"))].join(".")
  }

  it("still opens, and only for its place and key", () => {
    const sealed = sealDerived("swordfish")
    expect(keyIdOf(sealed)).toBeNull()
    expect(openDerived(place, sealed)).toBe("swordfish")
    expect(() => openDerived({ ...place, tenantId: otherTenant }, sealed)).toThrow()
    expect(() => openDerived({ ...place, purpose: "x" }, sealed)).toThrow()
    expect(() => openDerived(place, sealed, "j".repeat(43))).toThrow()
    for (const changed of changedParts(sealed, 1)) expect(() => openDerived(place, changed)).toThrow()
    expect(() => openDerived(place, shortTag(sealed, 2))).toThrow()
  })
})

describe("a wrapped key", () => {
  it("opens for its tenant, number and installation, and for no other", () => {
    const wrapped = wrapDataKey(appKey(), place.tenantId, 1, key.key)
    const row = { tenantId: place.tenantId, id: 1, wrapped }
    expect(unwrapDataKey(appKey(), row)).toEqual(key.key)
    expect(() => unwrapDataKey(appKey(), { ...row, tenantId: otherTenant })).toThrow()
    expect(() => unwrapDataKey(appKey(), { ...row, id: 2 })).toThrow()
    expect(() => unwrapDataKey("j".repeat(43), row)).toThrow()
    for (const changed of changedParts(wrapped, 1))
      expect(() => unwrapDataKey(appKey(), { ...row, wrapped: changed })).toThrow()
    for (const text of ["", "k1", shortTag(wrapped, 2), `${wrapped}.x`])
      expect(() => unwrapDataKey(appKey(), { ...row, wrapped: text })).toThrow()
  })
})
