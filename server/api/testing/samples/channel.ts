import { usualDelivery } from "@/core/warning/preferences"
import { nothing, type Samples, type World } from "../samples"

// How messages leave the house: providers' settings and people's wishes.

/** A text-message account whose provider is not on the internet, so that nothing ever leaves. */
async function channel({ caller, canary }: World) {
  const settings = { accountSid: `AC${"0".repeat(32)}`, from: "+8602100000000", baseUrl: "http://127.0.0.1:9" }
  await caller.channel.save({ channel: "sms", settings, secrets: { authToken: canary } })
  return { channel: "sms" as const }
}

export const channelSamples: Samples = {
  list: nothing,
  save: ({ canary }) => ({
    channel: "wecom",
    settings: { corpId: canary, agentId: 1, baseUrl: "https://qyapi.weixin.qq.com" },
    secrets: { secret: canary },
  }),
  remove: channel,
  test: channel,
  deliveryDefaults: nothing,
  saveDeliveryDefaults: () => usualDelivery,
  myDelivery: nothing,
  saveMyDelivery: ({ canary }) => ({ own: { digestMin: 5 }, phone: "+8613900000001", wecomId: canary }),
}
