import * as z from "zod"
import { defineCollector } from "./collector"

/** Anything that can send a signed HTTP request: a vendor's cloud, a script, an integration platform. */
export const generic = defineCollector({
  kind: "generic",
  title: { en: "Webhook (CloudEvents)", zh: "Webhook（CloudEvents）" },
  summary: {
    en: "Your telephone system or your own adapter sends events to an address, signed with a secret.",
    zh: "由话务系统或自建适配程序向指定地址发送带签名的事件。",
  },
  secret: "signing",
  settings: z.strictObject({}),
})
