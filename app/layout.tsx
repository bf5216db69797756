import { GeistMono } from "geist/font/mono"
import { GeistSans } from "geist/font/sans"
import type { Metadata, Viewport } from "next"
import type { ReactNode } from "react"
import { IntlProvider } from "@/components/intl/intl-provider"
import { languageTag } from "@/components/intl/locale"
import { publicMessagesText } from "@/components/intl/messages"
import { getLocale, getTranslations } from "@/components/intl/request"
import { Providers } from "@/components/providers"
import "./globals.css"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common")
  return {
    title: { default: t("appName"), template: `%s · ${t("appName")}` },
    description: t("appDescription"),
    applicationName: t("appName"),
    robots: { index: false, follow: false },
  }
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f4f7f8" },
    { media: "(prefers-color-scheme: dark)", color: "#0d1114" },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale()
  return (
    // next-themes writes the class before the first paint, so the server's markup may differ from the browser's.
    <html lang={languageTag[locale]} className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body className="min-h-dvh">
        <IntlProvider locale={locale} messages={publicMessagesText[locale]} timeZone="UTC">
          <Providers>{children}</Providers>
        </IntlProvider>
      </body>
    </html>
  )
}
