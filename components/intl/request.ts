import "server-only"
import { cookies, headers } from "next/headers"
import { cache } from "react"
import { createFormatter, createTranslator } from "use-intl/core"
import type { NamespaceKeys, NestedKeyOf } from "use-intl"
import { localeCookie, pickLocale, type Locale } from "./locale"
import { messagesOf, type Messages } from "./messages"

/** The locale of the current request (cookie, then Accept-Language). Makes the page dynamic. */
export const getLocale = cache(async (): Promise<Locale> => {
  const [jar, head] = await Promise.all([cookies(), headers()])
  return pickLocale(jar.get(localeCookie)?.value, head.get("accept-language"))
})

/** `useTranslations` for server components and metadata: `const t = await getTranslations("flows")`. */
export async function getTranslations<const Namespace extends NamespaceKeys<Messages, NestedKeyOf<Messages>> = never>(
  namespace?: Namespace,
) {
  const locale = await getLocale()
  return createTranslator({ locale, messages: messagesOf[locale], ...(namespace && { namespace }) })
}

/** Dates and numbers on the server, in the given IANA zone. */
export async function getFormatter(timeZone: string) {
  return createFormatter({ locale: await getLocale(), timeZone })
}
