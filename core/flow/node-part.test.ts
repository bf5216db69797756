import { describe, expect, it } from "vitest"
import { nodePart } from "./node-part"
import { nodeKinds } from "./nodes/kinds"

describe("nodePart", () => {
  it("says of every kind what the kind says, the deadline apart", () => {
    for (const kind of nodeKinds) {
      const config = kind.defaults() as Record<string, unknown>
      const part = nodePart({ kind: kind.kind, config })
      const { title, icon } = kind.face?.(config) ?? kind
      expect(part).toMatchObject({ title, icon, group: kind.group, hasEntry: kind.hasEntry })
      expect(part.exits).toEqual(kind.exits(config))
      expect(kind.summary(config).en.startsWith(part.summary.en), kind.kind).toBe(true)
      // It is sent to browsers.
      expect(JSON.parse(JSON.stringify(part))).toEqual(part)
    }
  })
  it("keeps deadline and people out of the words", () => {
    const people = { type: "supervisor", level: 1 }
    const sla = {
      targetMin: 90,
      calendarId: null,
      tiers: [{ at: { type: "percent", percent: 80 }, channels: ["email"] }],
    }
    const plain = nodePart({ kind: "approval", config: { people } })
    expect(plain).toMatchObject({ people, targetMin: null, tiers: [] })
    const part = nodePart({ kind: "approval", config: { people, sla } })
    expect(part.summary).toEqual(plain.summary)
    expect(part.targetMin).toBe(90)
  })
  it("survives a configuration that is wrong and a kind nobody knows", () => {
    const wrong = nodePart({ kind: "approval", config: { people: 7, sla: "soon", pass: [] } })
    expect(wrong.people).toBeNull()
    expect(nodePart({ kind: "teleport", config: {} })).toMatchObject({
      title: null,
      exits: [],
      summary: { en: "teleport" },
    })
  })
})
