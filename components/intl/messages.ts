import en from "@/messages/en.json"
import zh from "@/messages/zh.json"
import type { Locale } from "./locale"

export type Messages = typeof en

/** All texts of a language. Server only by use: a client import would put both languages into the bundle. */
export const messagesOf: Record<Locale, Messages> = { en, zh }

/** The same as text, for IntlProvider. */
export const messagesText: Record<Locale, string> = { en: JSON.stringify(en), zh: JSON.stringify(zh) }

/** What a page outside the signed-in shell needs. The rest (the larger part) travels only to signed-in people. */
export const publicMessagesText: Record<Locale, string> = { en: publicText(en), zh: publicText(zh) }

function publicText({ common, ui, auth, error }: Messages): string {
  return JSON.stringify({ common, ui, auth, error })
}

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}
