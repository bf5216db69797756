import type { Metadata } from "next"
import { getTranslations } from "@/components/intl/request"
import { LivePage } from "@/components/live/live-page"
import { placesFor } from "@/components/shell/navigation"
import { currentSession } from "@/server/auth/current-session"
import { queueLevels } from "./queue-levels"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("live")
  return { title: t("title") }
}

export default async function Page() {
  const session = await currentSession()
  if (!session) return null
  const mayConnect = placesFor(session.person.roles).some(({ id }) => id === "connectors")
  // Not awaited: the page does not wait for the day's sums. Without them a group shows no service level; the fault itself
  // is in the log.
  return <LivePage mayConnect={mayConnect} levels={queueLevels().catch(() => [])} />
}
