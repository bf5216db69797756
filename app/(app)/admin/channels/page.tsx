import type { Metadata } from "next"
import { ChannelsPage } from "@/components/admin/channels/channels-page"
import { NotAllowed } from "@/components/admin/not-allowed"
import { getTranslations } from "@/components/intl/request"
import { currentSession } from "@/server/auth/current-session"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("channels")
  return { title: t("title") }
}

export default async function Page() {
  const session = await currentSession()
  // The layout leads to the sign-in page.
  if (!session) return null
  const { roles } = session.person
  if (!roles.includes("owner")) return <NotAllowed who="owner" />
  return <ChannelsPage />
}
