import type { Metadata } from "next"
import { getTranslations } from "@/components/intl/request"
import { LivePage } from "@/components/live/live-page"
import { placesFor } from "@/components/shell/navigation"
import { currentSession } from "@/server/auth/current-session"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("live")
  return { title: t("title") }
}

export default async function Page() {
  const session = await currentSession()
  if (!session) return null
  return <LivePage mayConnect={placesFor(session.person.roles).some(({ id }) => id === "connectors")} />
}
