import type { Metadata } from "next"
import { CalendarPage } from "@/components/admin/calendars/calendar-page"
import { getTranslations } from "@/components/intl/request"
import { currentSession } from "@/server/auth/current-session"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("calendars")
  return { title: t("title") }
}

export default async function Page({ params }: { params: Promise<{ calendarId: string }> }) {
  const session = await currentSession()
  // The layout leads to the sign-in page.
  if (!session) return null
  const { roles } = session.person
  const { calendarId } = await params
  return <CalendarPage calendarId={calendarId} mayEdit={roles.includes("owner") || roles.includes("designer")} />
}
