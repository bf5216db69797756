import * as z from "zod"
import { describe, expect, it } from "vitest"
import en from "@/messages/en.json"
import { channelOf, channels } from "@/server/warning/channels/channels"
import { draftOf, readSettings, type SettingField } from "../setting-fields"
import { channelFields, outgoingChannels, textKeyOf } from "./channel-fields"

/** What a person must fill in; everything else has a good first value. */
const filledIn = {
  email: { host: "smtp.example.com", from: "hotline@example.com" },
  wecom: { corpId: "ww1", secret: "s" },
  sms: { accountSid: `AC${"0".repeat(32)}`, authToken: "t", from: "+8602100000000" },
  phone: { accountSid: `AC${"0".repeat(32)}`, authToken: "t", from: "+8602100000000" },
  webhook: { url: "https://example.com/hook", secret: `whsec_${"a".repeat(43)}=` },
}

describe("the settings form of a channel", () => {
  it("is there for every channel, and for no other", () => {
    expect(outgoingChannels.toSorted()).toEqual(Object.keys(channels).toSorted())
  })

  it.each(outgoingChannels)("has every setting of %s, and hides its secrets", (name) => {
    const schema = z.toJSONSchema(channelOf(name)!.settings, { io: "input" })
    const fields: readonly SettingField[] = channelFields[name]
    expect(fields.map((field) => field.name).toSorted()).toEqual(Object.keys(schema.properties ?? {}).toSorted())
    expect(fields.filter(({ input }) => input === "secret").map((field) => field.name)).toEqual(
      channelOf(name)!.secrets,
    )
  })

  it.each(outgoingChannels)("sends settings that %s takes", (name) => {
    const fields: readonly SettingField[] = channelFields[name]
    const { settings, problems } = readSettings(fields, { ...draftOf(fields, {}), ...filledIn[name] })
    expect(problems).toEqual({})
    expect(channelOf(name)!.settings.safeParse(settings).error).toBeUndefined()
  })

  it.each(outgoingChannels)("has a name for every setting of %s", (name) => {
    const texts = en.channels.setting as Record<string, unknown>
    for (const field of channelFields[name]) expect(texts[textKeyOf(name, field.name)]).toBeTruthy()
  })

  it("asks for a secret once, and leaves a stored one alone", () => {
    const fields: readonly SettingField[] = channelFields.sms
    const draft = { ...draftOf(fields, {}), ...filledIn.sms, authToken: "" }
    expect(readSettings(fields, draft).problems).toEqual({ authToken: "missing" })
    const kept = readSettings(fields, draft, new Set(["authToken"]))
    expect(kept.problems).toEqual({})
    expect("authToken" in kept.settings).toBe(false)
  })

  it("says what has the wrong form", () => {
    const fields: readonly SettingField[] = channelFields.sms
    const draft = { ...draftOf(fields, {}), ...filledIn.sms, from: "021 555", accountSid: "x" }
    expect(readSettings(fields, draft).problems).toEqual({ accountSid: "pattern", from: "pattern" })
  })
})
