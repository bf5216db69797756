import { describe, expect, test } from "vitest"
import { batchEventsMax, parseBatch } from "./parse-batch"

const sender = { tenantSlug: "acme", connectorKey: "pbx" }
const event = (change: object = {}) => ({
  specversion: "1.0",
  id: "1",
  source: "/t/acme/cti/pbx/n1",
  type: "cti.call.offered",
  subject: "call/C1",
  time: "2026-11-22T06:00:00Z",
  data: { ani: "139" },
  ...change,
})
const parse = (text: string, type = "application/cloudevents-batch+json") => parseBatch(Buffer.from(text), type, sender)
const outcomes = (text: string, type?: string) => {
  const parsed = parse(text, type)
  return parsed.ok ? parsed.items.map((item) => item.problems?.map((problem) => problem.code) ?? "ok") : parsed.code
}

describe("a request", () => {
  test("holds one event, a list, or one per line", () => {
    const one = JSON.stringify(event())
    expect(outcomes(one, "application/cloudevents+json; charset=utf-8")).toEqual(["ok"])
    expect(outcomes(`[${one},${one}]`)).toEqual(["ok", "ok"])
    expect(outcomes(one, "application/json")).toEqual(["ok"])
    expect(outcomes(`[${one}]`, "application/json")).toEqual(["ok"])
    expect(outcomes(`${one}\r\n\n${one}\n`, "application/x-ndjson")).toEqual(["ok", "ok"])
  })

  test("of another kind, or not JSON, or not text, is refused as a whole", () => {
    expect(outcomes("{}", "text/plain")).toBe("contentType")
    expect(outcomes("{", "application/json")).toBe("notJson")
    expect(outcomes("{}", "application/cloudevents-batch+json")).toBe("notJson")
    const broken = parseBatch(new Uint8Array([0x7b, 0xff, 0x7d]), "application/json", sender)
    expect(broken).toEqual({ ok: false, code: "notJson" })
  })

  test("of too many events is refused as a whole, and of just enough is not", () => {
    const lines = (count: number) => Array(count).fill(JSON.stringify(event())).join("\n")
    expect(outcomes(lines(batchEventsMax + 1), "application/x-ndjson")).toBe("tooMany")
    expect(outcomes(`[${"1,".repeat(batchEventsMax)}1]`)).toBe("tooMany")
    expect(outcomes(lines(batchEventsMax), "application/x-ndjson")).toHaveLength(batchEventsMax)
  })
})

describe("one bad event does not spoil the others", () => {
  test.each<[string, unknown, string]>([
    ["a broken line", "{", "not_json"],
    ["another tenant's source", event({ source: "/t/other/cti/pbx/n1" }), "foreign_source"],
    ["another connector's source", event({ source: "/t/acme/cti/pbx2/n1" }), "foreign_source"],
    ["another tenant's name", event({ tenantid: "other" }), "foreign_source"],
    ["a type of ours", event({ type: "cti.flow.level_changed", subject: "queue/q", data: { to: 3 } }), "reserved_type"],
    ["more than 64 KB", event({ data: { vendor: { raw: "x".repeat(65_536) } } }), "event_too_large"],
    ["no time", event({ time: undefined }), "invalid_invalid_type"],
  ])("%s", (_name, bad, code) => {
    const text = typeof bad === "string" ? bad : JSON.stringify(bad)
    expect(outcomes(`${JSON.stringify(event())}\n${text}\n${JSON.stringify(event())}`, "application/x-ndjson")).toEqual(
      ["ok", [code], "ok"],
    )
  })

  test("nested a hundred thousand deep it is refused like any other, quickly", () => {
    const deep = `{"id":"deep","data":${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}`
    expect(outcomes(`[${deep},${JSON.stringify(event())}]`)).toEqual([["too_deep"], "ok"])
  })

  test("the answer names the event, when it has a name", () => {
    expect(parse(`[{"id":"e7"},{"id":7},null]`)).toMatchObject({
      ok: true,
      items: [
        { index: 0, id: "e7" },
        { index: 1, id: null },
        { index: 2, id: null },
      ],
    })
  })
})
