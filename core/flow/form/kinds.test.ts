import { readdirSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { expectedType } from "../expected-type"
import { testField } from "./testing/random-form"
import { fieldKind, fieldKinds, kindOfField } from "./kinds"

describe("the kinds of fields", () => {
  it("has an entry for every file", () => {
    const files = readdirSync(new URL("./kinds", import.meta.url)).map((file) =>
      file.replace(/\.ts$/, "").replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
    )
    expect(fieldKinds.map(({ kind }) => kind).toSorted()).toEqual(files.toSorted())
  })

  it.each(fieldKinds.map((kind) => [kind.kind, kind] as const))("%s is whole", (name, kind) => {
    expect(fieldKind(name)).toBe(kind)
    expect(kind.title.en && kind.title.zh && kind.description.en && kind.description.zh).toBeTruthy()
    expect(expectedType).toHaveProperty([kind.type])
    expect(kind.settings.safeParse({}).success, "a field needs no settings").toBe(true)
    expect(kind.settings.safeParse({ foreign: 1 }).success, "settings are strict").toBe(false)
    for (const [setting, schema] of Object.entries(kind.settings.shape)) {
      expect((schema as { meta(): unknown }).meta(), `${name}.${setting} has a control`).toHaveProperty("setting")
    }
    expect(kindOfField(testField(name))).toBe(kind)
  })

  it("gives a field without a kind the plain one of its type", () => {
    expect(kindOfField({ type: "string" }).kind).toBe("longText")
    expect(kindOfField({ type: "string", values: [{ value: "a", label: { en: "", zh: "" } }] }).kind).toBe("choice")
    expect(kindOfField({ type: "money" }).kind).toBe("money")
  })
})
