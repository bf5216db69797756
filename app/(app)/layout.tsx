import { cookies } from "next/headers"
import type { ReactNode } from "react"
import { IntlProvider } from "@/components/intl/intl-provider"
import { messagesText } from "@/components/intl/messages"
import { getLocale } from "@/components/intl/request"
import { LiveShell } from "@/components/notification/live-shell"
import { collapsedCookie } from "@/components/shell/collapsed-cookie"
import { GoToSignIn } from "@/components/auth/go-to-sign-in"
import { currentSession } from "@/server/auth/current-session"
import { feedPosition } from "@/server/feed/position"

/**
 * The frame of everything behind the sign-in. It keeps nobody out of the data: every procedure checks its caller
 * itself. Who is not signed in is led to the sign-in page and back afterwards.
 */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const [session, locale, jar] = await Promise.all([currentSession(), getLocale(), cookies()])
  if (!session) return <GoToSignIn />
  const { person, tenant } = session
  const position = await feedPosition(tenant)
  return (
    <IntlProvider locale={locale} messages={messagesText[locale]} timeZone={tenant.timeZone}>
      <LiveShell
        viewer={{ name: person.name, email: person.email, roles: person.roles, organisation: tenant.name }}
        // oxlint-disable-next-line react/purity -- a server component renders once per request; the moment is the point
        serverNow={Date.now()}
        feedPosition={position}
        isInitiallyCollapsed={jar.get(collapsedCookie)?.value === "1"}
      >
        {children}
      </LiveShell>
    </IntlProvider>
  )
}
