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
  messages: Partial<Messages>
  /** IANA zone all times are shown in. */
  timeZone: string
  children: ReactNode
}) {
  return (
    <UseIntlProvider locale={props.locale} messages={props.messages as Messages} timeZone={props.timeZone}>
      <I18nProvider locale={languageTag[props.locale]}>{props.children}</I18nProvider>
    </UseIntlProvider>
  )
}
