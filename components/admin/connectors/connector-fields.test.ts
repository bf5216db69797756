import * as z from "zod"
import { describe, expect, it } from "vitest"
import en from "@/messages/en.json"
import { collectorKinds } from "@/server/telephony/collectors/collector-kinds"
import { draftOf, readSettings } from "../setting-fields"
import { connectorFields } from "./connector-fields"

/** What a person must fill in; everything else has a good first value. */
const filledIn = { host: "pbx.example", username: "firstcall" }

describe("the settings form of a telephone system", () => {
  it("is there for every kind, and for no other", () => {
    expect(Object.keys(connectorFields).toSorted()).toEqual(collectorKinds.map(({ kind }) => kind).toSorted())
  })

  it.each(collectorKinds.map((kind) => [kind.kind, kind] as const))("has every setting of %s", (name, kind) => {
    const schema = z.toJSONSchema(kind.settings, { io: "input" })
    const names = connectorFields[name]?.map((field) => field.name)
    expect(names?.toSorted()).toEqual(Object.keys(schema.properties ?? {}).toSorted())
  })

  it.each(collectorKinds.map((kind) => [kind.kind, kind] as const))("sends settings that %s takes", (name, kind) => {
    const fields = connectorFields[name] ?? []
    const { settings, problems } = readSettings(fields, { ...draftOf(fields, {}), ...filledIn })
    expect(problems).toEqual({})
    const own = Object.fromEntries(
      Object.entries(settings).filter(([key]) => fields.some((field) => field.name === key)),
    )
    expect(kind.settings.safeParse(own).error).toBeUndefined()
  })

  it.each(collectorKinds.map((kind) => [kind.kind, kind] as const))(
    "allows no number that %s refuses, and no narrower range",
    (name, kind) => {
      const fields = connectorFields[name] ?? []
      const good = readSettings(fields, { ...draftOf(fields, {}), ...filledIn }).settings
      for (const field of fields) {
        if (field.input !== "number") continue
        const takes = (value: number) => kind.settings.safeParse({ ...good, [field.name]: value }).success
        expect([takes(field.min), takes(field.max)]).toEqual([true, true])
        expect([takes(field.min - 0.05), takes(field.max + 1)]).toEqual([false, false])
        expect(takes(field.min + 0.5)).toBe(!field.isWhole)
      }
    },
  )

  it("has a name for every setting", () => {
    const texts = en.connectors.setting as Record<string, unknown>
    for (const field of Object.values(connectorFields).flat()) expect(texts[field.name]).toBeTruthy()
  })

  it("says what is wrong with each field, all at once", () => {
    const { problems } = readSettings(connectorFields["asterisk-ami"] ?? [], {
      host: " ",
      port: "70000",
      tls: false,
      username: "u",
      inboundContexts: "\n",
      wrapUpSec: "1.5",
      keysAsSteps: false,
    })
    expect(problems).toEqual({ host: "missing", port: "range", inboundContexts: "missing", wrapUpSec: "whole" })
    expect(readSettings(connectorFields["simulator"] ?? [], { callsPerHour: "many", speed: "" }).problems).toEqual({
      callsPerHour: "number",
      speed: "missing",
    })
  })

  it("shows what is stored, also what is false or zero", () => {
    const fields = connectorFields["asterisk-ami"] ?? []
    const draft = draftOf(fields, { tls: true, wrapUpSec: 0, inboundContexts: ["a", "b"], host: "pbx" })
    expect(draft).toMatchObject({ tls: true, wrapUpSec: "0", inboundContexts: "a\nb", host: "pbx", port: "5038" })
  })
})
