import en from "@/messages/en.json"
import zh from "@/messages/zh.json"
import type { Locale } from "./locale"

export type Messages = typeof en

/** All texts of a language. Server only by use: a client import would put both languages into the bundle. */
export const messagesOf: Record<Locale, Messages> = { en, zh }

/** What a page outside the signed-in shell needs. The rest (the larger part) travels only to signed-in people. */
export function publicMessages(locale: Locale): Pick<Messages, "common" | "ui" | "auth" | "error"> {
  const { common, ui, auth, error } = messagesOf[locale]
  return { common, ui, auth, error }
}

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}
