"use client"

import type { ReactNode } from "react"
import { IntlProvider as UseIntlProvider, type Locale, type Messages } from "use-intl"
import { I18nProvider } from "react-aria-components/I18nProvider"
import { languageTag } from "./locale"

/**
 * Texts, zone and language for everything below, React Aria's own labels included. May be nested: the signed-in
 * shell adds its larger set of messages and the tenant's time zone to the root's.
 */
export function IntlProvider(props: {
  locale: Locale
  /** JSON of the messages: as one text they go to the browser in a tenth of the time their tree takes. */
  messages: string
  /** IANA zone all times are shown in. */
  timeZone: string
  children: ReactNode
}) {
  return (
    <UseIntlProvider locale={props.locale} messages={read(props.messages)} timeZone={props.timeZone}>
      <I18nProvider locale={languageTag[props.locale]}>{props.children}</I18nProvider>
    </UseIntlProvider>
  )
}

// The same few texts come with every request.
const known = new Map<string, Messages>()

function read(text: string): Messages {
  let messages = known.get(text)
  if (!messages) {
    messages = JSON.parse(text) as Messages
    if (known.size < 8) known.set(text, messages)
  }
  return messages
}
