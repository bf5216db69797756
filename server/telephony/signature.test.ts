import { Webhook } from "standardwebhooks"
import { describe, expect, test } from "vitest"
import { newSigningSecret, signMessage, verifySignature } from "./signature"

const secret = newSigningSecret()
const now = Date.parse("2026-11-22T06:00:00Z")
const sec = now / 1000
const body = Buffer.from('{"a":1}')
const headers = (change: Record<string, string> = {}) =>
  new Headers({
    "webhook-id": "msg_1",
    "webhook-timestamp": String(sec),
    "webhook-signature": signMessage(secret, { id: "msg_1", timestampSec: sec, body }),
    ...change,
  })
const verify = (change: Record<string, string>, bytes: Uint8Array = body, secrets = [secret]) =>
  verifySignature(secrets, headers(change), bytes, now)
const at = (timestampSec: number) => ({
  "webhook-timestamp": String(timestampSec),
  "webhook-signature": signMessage(secret, { id: "msg_1", timestampSec, body }),
})

describe("a signed message", () => {
  test("is accepted with the current and with the former secret", () => {
    expect(verify({})).toBe(true)
    expect(verify({}, body, [newSigningSecret(), secret])).toBe(true)
  })

  test("is accepted when one of several signatures fits, whatever the others are", () => {
    const fitting = signMessage(secret, { id: "msg_1", timestampSec: sec, body })
    expect(verify({ "webhook-signature": `v1a,xx nonsense v1, v1,AAAA ${fitting}` })).toBe(true)
  })

  test.each<[string, Record<string, string>, Uint8Array?]>([
    ["one byte changed", {}, Buffer.from('{"a":2}')],
    ["the same JSON, written again with a space", {}, Buffer.from('{"a": 1}')],
    ["another id", { "webhook-id": "msg_2" }],
    ["no id", { "webhook-id": "" }],
    ["301 s old", at(sec - 301)],
    ["301 s ahead", at(sec + 301)],
    ["milliseconds for seconds", at(now)],
    ["a negative time", { "webhook-timestamp": String(-sec) }],
    ["no time", { "webhook-timestamp": "" }],
    ["two times", { "webhook-timestamp": `${sec}, ${sec}` }],
    ["a time with something behind it", { "webhook-timestamp": `${sec}x` }],
    [
      "another version of signature",
      { "webhook-signature": signMessage(secret, { id: "msg_1", timestampSec: sec, body }).replace("v1,", "v2,") },
    ],
    ["no signature", { "webhook-signature": "" }],
    [
      "the fitting signature as the eleventh",
      {
        "webhook-signature": `${"v1,AAAA ".repeat(10)}${signMessage(secret, { id: "msg_1", timestampSec: sec, body })}`,
      },
    ],
  ])("is refused with %s", (_name, change, bytes) => {
    expect(verify(change, bytes)).toBe(false)
  })

  test("is refused when signed with somebody else's secret, and when nobody has one", () => {
    expect(verify({}, body, [newSigningSecret()])).toBe(false)
    expect(verify({}, body, [])).toBe(false)
  })

  test("is accepted up to the 300th second", () => {
    expect(verify(at(sec - 300))).toBe(true)
    expect(verify(at(sec + 300))).toBe(true)
  })

  test("bytes that are no text are signed as they are", () => {
    const bytes = new Uint8Array([0xff, 0xfe, 0x00, 0x80])
    const signature = signMessage(secret, { id: "msg_1", timestampSec: sec, body: bytes })
    expect(verify({ "webhook-signature": signature }, bytes)).toBe(true)
    expect(verify({ "webhook-signature": signature }, new Uint8Array([0xff, 0xfd, 0x00, 0x80]))).toBe(false)
  })
})

test("our signatures and those of the reference library are the same", () => {
  const reference = new Webhook(secret)
  const text = '{"name":"张伟"}'
  expect(reference.sign("msg_1", new Date(now), text)).toBe(
    signMessage(secret, { id: "msg_1", timestampSec: sec, body: text }),
  )
  const current = Math.floor(Date.now() / 1000)
  const signed = {
    "webhook-id": "msg_9",
    "webhook-timestamp": String(current),
    "webhook-signature": signMessage(secret, { id: "msg_9", timestampSec: current, body: text }),
  }
  expect(() => reference.verify(text, signed)).not.toThrow()
})
