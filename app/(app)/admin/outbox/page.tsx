import type { Metadata } from "next"
import { getTranslations } from "@/components/intl/request"
import { OutboxPage } from "@/components/outbox/outbox"
import { currentSession } from "@/server/auth/current-session"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("outbox")
  return { title: t("title") }
}

export default async function Page() {
  const session = await currentSession()
  // The layout leads to the sign-in page.
  if (!session) return null
  const { roles } = session.person
  const isOwner = roles.includes("owner")
  return <OutboxPage canResend={isOwner || roles.includes("supervisor")} canSetUp={isOwner} />
}
