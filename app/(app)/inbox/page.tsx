import type { Metadata } from "next"
import { Inbox } from "@/components/inbox/inbox"
import { getTranslations } from "@/components/intl/request"
import { currentSession } from "@/server/auth/current-session"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("inbox")
  return { title: t("title") }
}

export default async function InboxPage() {
  const session = await currentSession()
  // The layout leads to the sign-in page.
  if (!session) return null
  return <Inbox viewer={{ id: session.person.id, roles: session.person.roles }} />
}
