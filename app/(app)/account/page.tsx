import type { Metadata } from "next"
import { AccountPage } from "@/components/admin/account/account-page"
import { getTranslations } from "@/components/intl/request"
import { currentSession } from "@/server/auth/current-session"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account")
  return { title: t("title") }
}

export default async function Page() {
  const session = await currentSession()
  // The layout leads to the sign-in page.
  if (!session) return null
  const { id, name, email, roles } = session.person
  return <AccountPage viewer={{ id, name, email, roles, organisation: session.tenant.name }} />
}
