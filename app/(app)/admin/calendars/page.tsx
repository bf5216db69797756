import type { Metadata } from "next"
import { CalendarList } from "@/components/admin/calendars/calendar-list"
import { getTranslations } from "@/components/intl/request"
import { currentSession } from "@/server/auth/current-session"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("calendars")
  return { title: t("title") }
}

export default async function Page() {
  const session = await currentSession()
  // The layout leads to the sign-in page.
  if (!session) return null
  const { roles } = session.person
  return <CalendarList mayEdit={roles.includes("owner") || roles.includes("designer")} />
}
